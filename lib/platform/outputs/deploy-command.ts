import type { ResolvedPlatform } from '../resolved-platform';

/** Where the outputs of an environment are, from the project's folder. */
export function outputsFile(environment: string): string {
  return `outputs/${environment}.json`;
}

/** The stacks that an environment has. */
export interface EnvironmentStacks {
  readonly environment: string;
  /** Their names, that of Argo CD by Helm among them. Default, and where it is empty: the one that is called as the environment. */
  readonly stacks?: readonly string[];
}

/**
 * The command that deploys an environment, to paste: with its stacks, for a project has those of every environment and cdktf does not
 * choose among them, and with the file that synth reads its outputs from.
 *
 * Source: @cdktf/cli-core 0.21 `src/lib/helpers/stack-helpers`, "Found more than one stack" (2026-11).
 */
export function deployCommand(stacks: EnvironmentStacks): string {
  return `npx cdktf deploy ${namesOf(stacks)} --outputs-file ${outputsFile(stacks.environment)}`;
}

/** The command that takes it down; Terraform refuses while something of it is protected. */
export function destroyCommand(stacks: EnvironmentStacks): string {
  return `npx cdktf destroy ${namesOf(stacks)}`;
}

function namesOf({ environment, stacks = [] }: EnvironmentStacks): string {
  return (stacks.length === 0 ? [environment] : stacks).join(' ');
}

/** The stacks of a platform: Argo CD is one of its own where Terraform installs its chart. */
export function stacksOf({
  environment,
  gitOps,
}: Pick<ResolvedPlatform, 'environment' | 'gitOps'>): EnvironmentStacks {
  return {
    environment,
    stacks: [environment, ...(gitOps.argoCd.install === 'helm' ? [`${environment}-argocd`] : [])],
  };
}
