import type { Manifest } from '../schemas/validate-manifest';
import { startApiServer } from './api-server';
import { applicationsOf } from './argo-cd';
import { installDefinitions, readDefinitions } from './custom-resource-definitions';
import { KubernetesApi } from './kubernetes-api';
import type { RepositoryPlatform } from './platforms';
import type { ClusterRequirements } from './requirements';

/** An API server with the CustomResourceDefinitions and nothing of the platform yet. */
export interface ScratchCluster {
  readonly api: KubernetesApi;
  /** Plain HTTP, for kubectl. */
  readonly url: string;
  /** Whether only this run writes to it, so that no version of an object changes on its own. */
  readonly isOwn: boolean;
  readonly version: string;
  stop(): Promise<void>;
}

/**
 * Starts an API server, or takes the one of the kubeconfig, which must have nothing of the platform.
 *
 * @throws {Error} if the API server does not start or refuses a CustomResourceDefinition, or if a cluster that was given has
 * an object of the platform or an Argo CD: then it is no scratch cluster.
 */
export async function startCluster(
  { source, crdsFolder }: ClusterRequirements,
  { files }: RepositoryPlatform,
): Promise<ScratchCluster> {
  const isOwn = 'assets' in source;
  const server = await startApiServer(source);
  try {
    const api = new KubernetesApi(server.url);
    // The namespace of Argo CD, which no manifest creates.
    const home = namespace(applicationsOf(files)[0]!.metadata.namespace);
    if (!isOwn) await refuseIfUsed(api, [home, ...files.map(({ object }) => object)]);
    const definitions = await installDefinitions(api, readDefinitions(crdsFolder));
    await api.create(home);
    const stop = async () => {
      const made = [...files.map(({ object }) => object).reverse(), home, ...definitions];
      try {
        if (!isOwn) await removeAll(api, made);
      } finally {
        await server.stop();
      }
    };
    return { api, url: server.url, isOwn, version: await api.version(), stop };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** The account that the controller manager makes in every namespace: without it no pod without an account is admitted. */
export async function makeDefaultServiceAccounts(
  api: KubernetesApi,
  namespaces: readonly string[],
): Promise<void> {
  for (const namespace of namespaces)
    await api.create({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } });
}

function namespace(name: string): Manifest {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
}

async function refuseIfUsed(api: KubernetesApi, objects: readonly Manifest[]): Promise<void> {
  for (const object of objects)
    if ((await api.isServed(object.apiVersion, object.kind)) && (await api.get(object)).status !== 404)
      throw new Error(
        `CLUSTER_TEST_KUBECONFIG: the cluster has ${object.kind} ${object.metadata.name} already. This tier writes to it and ` +
          'deletes: give it a scratch cluster without Argo CD.',
      );
}

/** Finalizers of Argo CD's objects wait for a controller that is not here. */
async function removeAll(api: KubernetesApi, objects: readonly Manifest[]): Promise<void> {
  for (const object of objects) {
    if (!(await api.isServed(object.apiVersion, object.kind))) continue;
    if (object.metadata.finalizers) await api.removeFinalizers(object);
    await api.delete(object);
  }
  const end = Date.now() + 120_000;
  for (const object of objects)
    while ((await api.isServed(object.apiVersion, object.kind)) && (await api.get(object)).status !== 404) {
      if (Date.now() > end)
        throw new Error(`${object.kind} ${object.metadata.name} is still in the cluster.`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
}
