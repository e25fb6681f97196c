import * as fs from 'node:fs';
import * as path from 'node:path';

const binaries = ['etcd', 'kube-apiserver', 'kubectl'] as const;

/** How to get what is missing. */
export const howToGetCluster =
  'This tier needs an API server and the CustomResourceDefinitions of what is applied: see CONTRIBUTING.md.\n' +
  '  KUBEBUILDER_ASSETS: a folder with etcd, kube-apiserver and kubectl, such as setup-envtest gives;\n' +
  '    or CLUSTER_TEST_KUBECONFIG: the kubeconfig of a scratch cluster (kubectl is then the one on the PATH)\n' +
  '  CRDS_FOLDER: a folder with CustomResourceDefinitions as YAML, such as the addresses in cdk8s.yaml give';

/** Where the API server comes from: programs to start one with, or a cluster that is there. */
export type ApiServerSource =
  | { readonly assets: string; readonly kubectl: string }
  | { readonly kubeconfig: string; readonly kubectl: string };

export interface ClusterRequirements {
  readonly source: ApiServerSource;
  readonly crdsFolder: string;
}

/**
 * What the environment variables name; undefined if there is nothing to test with. The current kubeconfig is never taken by
 * itself: it may be production's.
 *
 * @throws {Error} if something was asked for and is not there: a proof that was asked for must not be skipped.
 */
export function findCluster(env: NodeJS.ProcessEnv = process.env): ClusterRequirements | undefined {
  const assets = env['KUBEBUILDER_ASSETS'];
  const kubeconfig = env['CLUSTER_TEST_KUBECONFIG'];
  const crdsFolder = env['CRDS_FOLDER'];
  if (!assets && !kubeconfig) return undefined;
  if (!crdsFolder) throw new Error(`CRDS_FOLDER is not set.\n${howToGetCluster}`);
  mustExist('CRDS_FOLDER', crdsFolder);
  if (kubeconfig) {
    mustExist('CLUSTER_TEST_KUBECONFIG', kubeconfig);
    return { source: { kubeconfig, kubectl: 'kubectl' }, crdsFolder };
  }
  for (const binary of binaries) mustExist('KUBEBUILDER_ASSETS', path.join(assets!, binary));
  return { source: { assets: assets!, kubectl: path.join(assets!, 'kubectl') }, crdsFolder };
}

function mustExist(variable: string, file: string): void {
  if (!fs.existsSync(file)) throw new Error(`${variable}: there is no ${file}.\n${howToGetCluster}`);
}
