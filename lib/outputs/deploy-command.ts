import type { ResolvedPlatform } from '../platform/resolved-platform';

/** Where the outputs of an environment are, from the project's folder. */
export function outputsFile(environment: string): string {
  return `outputs/${environment}.json`;
}

/** The stacks that an environment has. */
export interface EnvironmentStacks {
  readonly environment: string;
  /** Whether Argo CD is a stack of its own, `<environment>-argocd`. Default: no. */
  readonly withArgoCd?: boolean;
}

/**
 * The command that deploys an environment, to paste: with its stacks, for a project has those of every environment and cdktf does not
 * choose among them, and with the file that synth reads its outputs from.
 *
 * Source: @cdktf/cli-core 0.21 `src/lib/helpers/stack-helpers`, "Found more than one stack" (2026-11).
 */
export function deployCommand({ environment, withArgoCd = false }: EnvironmentStacks): string {
  const stacks = [environment, ...(withArgoCd ? [`${environment}-argocd`] : [])];
  return `npx cdktf deploy ${stacks.join(' ')} --outputs-file ${outputsFile(environment)}`;
}

/** The stacks of a platform: Argo CD is one of its own where Terraform installs its chart. */
export function stacksOf({
  environment,
  gitOps,
}: Pick<ResolvedPlatform, 'environment' | 'gitOps'>): EnvironmentStacks {
  return { environment, withArgoCd: gitOps.argoCd.install === 'helm' };
}
