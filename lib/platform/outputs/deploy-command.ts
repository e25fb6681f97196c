import type { ResolvedPlatform } from '../resolved-platform';

/** Path of the outputs file of an environment, relative to the project. */
export function outputsFile(environment: string): string {
  return `outputs/${environment}.json`;
}

/** An environment with its Terraform stacks. */
export interface EnvironmentStacks {
  readonly environment: string;
  /**
   * Names of the stacks, including the stack that installs Argo CD.
   *
   * @default the stack with the name of the environment, also for an empty list
   */
  readonly stacks?: readonly string[];
}

/**
 * Command that deploys an environment. It names the stacks, because cdktf refuses to choose among
 * those of several environments, and the outputs file, which synth reads.
 *
 * @see @cdktf/cli-core 0.21 `src/lib/helpers/stack-helpers`, "Found more than one stack" (2026-11).
 */
export function deployCommand(stacks: EnvironmentStacks): string {
  return ['npx', 'cdktf', ...deployWords(stacks)].join(' ');
}

/** Arguments of `cdktf` in `deployCommand()`. */
export function deployWords(stacks: EnvironmentStacks): readonly string[] {
  return ['deploy', ...namesOf(stacks), '--outputs-file', outputsFile(stacks.environment)];
}

/** Command that destroys an environment. Terraform refuses as long as a resource is protected. */
export function destroyCommand(stacks: EnvironmentStacks): string {
  return ['npx', 'cdktf', 'destroy', ...namesOf(stacks)].join(' ');
}

function namesOf({ environment, stacks = [] }: EnvironmentStacks): readonly string[] {
  return stacks.length === 0 ? [environment] : stacks;
}

/**
 * The stacks of a platform. If Terraform installs Argo CD from its Helm chart, that is a stack of
 * its own.
 */
export function stacksOf({
  environment,
  gitOps,
}: Pick<ResolvedPlatform, 'environment' | 'gitOps'>): EnvironmentStacks {
  return {
    environment,
    stacks: [environment, ...(gitOps.argoCd.install === 'helm' ? [`${environment}-argocd`] : [])],
  };
}
