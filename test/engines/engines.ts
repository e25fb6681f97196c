import { parse } from 'yaml';
import { sync } from '../cluster/argo-cd';
import { startArgoCd } from './argo-cd';
import { playAzureControllers } from './azure-controllers';
import { type AzureEndpoints, azureHosts, playAzure } from './azure-endpoints';
import { type ControlPlane, startControlPlane } from './control-plane';
import { startKeda } from './keda';
import { startKwok } from './kwok';
import { startLeaderWorkerSet } from './leader-worker-set';
import { nodesOf, type PoolNode } from './nodes';
import type { EnginePlatform } from './platforms';
import { has, type Programs } from './programs';
import { type Repository, serveRepository } from './repository';

/** A cluster of a platform, with every engine that is there. */
export interface Engines extends ControlPlane {
  readonly platform: EnginePlatform;
  readonly nodes: readonly PoolNode[];
  readonly azure: AzureEndpoints;
  /** Undefined without Argo CD: the objects are applied as test/cluster does. */
  readonly repository: Repository | undefined;
  stop(): Promise<void>;
}

/** Programs without which no cluster runs. */
export const clusterPrograms = [
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'kwok',
  'openssl',
] as const;

export const argoCdPrograms = [
  'git',
  'redis-server',
  'argocd-repo-server',
  'argocd-application-controller',
] as const;

/** Starts a cluster with all nodes that the pools may have, and applies the root application as README.md says. */
export async function startEngines(programs: Programs, platform: EnginePlatform): Promise<Engines> {
  const plane = await startControlPlane(programs, azureHosts);
  const azure = await playAzure(plane.certificates);
  const nodes = nodesOf(platform.deployment);
  let endAzureControllers = async () => {};
  const stop = async () => {
    await endAzureControllers();
    await plane.processes.stop();
    await azure.stop();
  };
  try {
    for (const { node } of nodes) {
      const { status, body } = await plane.api.create(node);
      if (status >= 300) throw new Error(`${node.metadata.name}: ${body['message']}`);
    }
    await startKwok(plane);
    endAzureControllers = playAzureControllers(plane, nodes);
    if (has(programs, 'lws-manager')) await startLeaderWorkerSet(plane);
    if (has(programs, 'keda-operator')) await startKeda(plane, azure, platform.inventory.azure.tenantId);
    const repository = await deploy(plane, platform);
    return { ...plane, platform, nodes, azure, repository, stop };
  } catch (error) {
    const logs = plane.processes.logs();
    await stop();
    throw new Error(`The engines did not start: ${(error as Error).message}\n${logs}`);
  }
}

async function deploy(plane: ControlPlane, platform: EnginePlatform): Promise<Repository | undefined> {
  const { files, environment } = platform;
  if (!has(plane.programs, ...argoCdPrograms)) {
    await plane.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'argocd' } });
    const objects = Object.entries(files).map(([path, text]) => ({ path, object: parse(text) }));
    for (const { sent, answer } of await sync(plane.api, objects))
      if (answer.status >= 300)
        throw new Error(`${sent.kind} ${sent.metadata.name}: ${answer.body['message']}`);
    return undefined;
  }
  await startArgoCd(plane, platform.deployment);
  const repository = await serveRepository(plane, files, platform.repository);
  for (const kind of ['appproject', 'application']) {
    const file = `dist/${environment}/argocd/${kind}.${environment}-root.yaml`;
    plane.kubectl(['apply', '-f', '-'], parse(repository.read(file)));
  }
  return repository;
}
