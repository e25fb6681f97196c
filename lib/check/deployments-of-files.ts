import type { PictureFile } from './deployment-picture';
import { environmentOfStack } from './environment-of-stack';

/**
 * Groups files by environment, from the paths `dist/<environment>/<application>/…` and
 * `cdktf.out/stacks/<environment>/…`, because environments are separate clusters. Files without an
 * environment belong to every group. Returns one group for fewer than two environments.
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
