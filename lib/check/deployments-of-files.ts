import type { PictureFile } from './deployment-picture';
import { environmentOfStack } from './environment-of-stack';

/**
 * Files apart by the deployment that they are of, as `dist/<environment>/<application>/…` and
 * `cdktf.out/stacks/<environment>/…` tell: environments are different clusters, and what is in one is not in the other. Files
 * of no environment belong to each. One group if there are fewer than two environments.
 */
export function deploymentsOfFiles(files: readonly PictureFile[]): readonly (readonly PictureFile[])[] {
  const environments = [...new Set(files.flatMap(({ path }) => manifestsOf(path) ?? []))].sort();
  if (environments.length < 2) return [files];
  const environmentOf = ({ path }: PictureFile) => {
    const stack = /(?:^|\/)stacks\/([^/]+)\/[^/]+$/.exec(path)?.[1];
    return manifestsOf(path) ?? (stack === undefined ? undefined : environmentOfStack(stack, environments));
  };
  return environments.map((environment) =>
    files.filter((file) => (environmentOf(file) ?? environment) === environment),
  );
}

function manifestsOf(path: string): string | undefined {
  return /(?:^|\/)dist\/([^/]+)\/[^/]+\/[^/]+$/.exec(path)?.[1];
}
