import type { PictureContext, PictureFile } from './deployment-picture';
import { deploymentsOfFiles } from './deployments-of-files';
import { type ReadFiles, readFiles } from './read-files';
import type { EvaluatedConfiguration } from './terraform/configuration';
import type { RootModule } from './terraform/module-folders';

/**
 * Reads files as deployments, each with one cluster. Manifests of several environments are separate
 * deployments. If several Terraform root modules have a cluster, the files do not tell which one
 * the manifests use: the check then reads each root module on its own, and the manifests without
 * them.
 *
 * @param configuration what the HCL of the files creates. @default no HCL
 */
export function readDeployments(
  files: readonly PictureFile[],
  context: PictureContext,
  configuration: EvaluatedConfiguration = { roots: [], files: new Set() },
): readonly ReadFiles[] {
  const { roots, files: evaluated } = configuration;
  const read = (of: readonly PictureFile[], modules: readonly RootModule[], ambiguous?: string) => {
    const missingTerraform = ambiguous ?? unseenModules(modules);
    return readFiles(of, missingTerraform === undefined ? context : { ...context, missingTerraform }, {
      resources: modules.flatMap(({ resources }) => resources),
      files: evaluated,
    });
  };
  const groups = deploymentsOfFiles(files);
  const clusters = roots.filter(hasCluster);
  if (clusters.length < 2) return groups.map((group) => read(group, roots));
  const others = roots.filter((root) => !hasCluster(root));
  const names = clusters.map(({ folder }) => (folder === '' ? '.' : folder)).join(', ');
  const ambiguous = `several Terraform folders have a cluster (${names}), so check each with its manifests alone`;
  const terraform = files.filter(({ path }) => evaluated.has(path));
  return [
    ...groups.map((group) => read(group, others, ambiguous)),
    ...clusters.map((root) => read(terraform, [root, ...others])),
  ];
}

function hasCluster({ resources }: RootModule): boolean {
  return resources.some(({ type }) => type.startsWith('azurerm_kubernetes_cluster'));
}

function unseenModules(roots: readonly RootModule[]): string | undefined {
  const names = roots.flatMap((root) =>
    root.unseenModules.map(({ address, source }) => `${address} (${source})`),
  );
  if (names.length === 0) return undefined;
  return `the files do not contain the Terraform modules ${[...new Set(names)].join(', ')}`;
}
