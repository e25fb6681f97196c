import { execFileSync } from 'node:child_process';
import type { MadeRunbook } from '../lib/operations/runbook/runbooks';
import { ofKind } from '../links/deployment';
import type { Manifest } from '../schemas/validate-manifest';
import type { RepositoryFile } from './argo-cd';
import { podsOf } from './pods';
import type { ScratchCluster } from './scratch-cluster';

/** A pod's container as it is after it was killed for its memory. */
const killed = {
  name: 'main',
  image: 'any',
  imageID: 'any',
  ready: false,
  restartCount: 3,
  state: { waiting: { reason: 'CrashLoopBackOff' } },
  lastState: {
    terminated: { reason: 'OOMKilled', exitCode: 137, finishedAt: '2026-11-25T03:00:00Z' },
  },
};

/**
 * Plays what controllers, AKS and the kubelet would have made of a platform, as far as commands of a runbook ask for it: nodes, pods with a
 * state, Secrets, autoscalers, the conditions of scalers and Applications.
 */
export async function playRunning(
  { api, url }: ScratchCluster,
  kubectl: string,
  { deployment, source }: MadeRunbook,
  files: readonly RepositoryFile[],
): Promise<void> {
  const patchStatus = ({ kind, metadata }: Manifest, status: object, subresource: readonly string[] = []) => {
    const namespace = metadata.namespace === undefined ? [] : ['--namespace', metadata.namespace];
    const patch = ['--type', 'merge', '--patch', JSON.stringify({ status })];
    execFileSync(kubectl, [
      '--server',
      url,
      'patch',
      kind,
      metadata.name,
      ...namespace,
      ...patch,
      ...subresource,
    ]);
  };
  const create = async (object: Manifest) => {
    const { status, body } = await api.create(object);
    if (status >= 300) throw new Error(`${object.kind} ${object.metadata.name}: ${body['message']}`);
  };

  for (const { name } of source.inventory.pools) {
    const node = nodeOf(name);
    await create(node);
    patchStatus(node, { capacity: { 'nvidia.com/gpu': '8' }, allocatable: { 'nvidia.com/gpu': '7' } }, [
      '--subresource',
      'status',
    ]);
  }
  for (const [index, { pod, workload }] of podsOf(files).entries()) {
    const { generateName: _, ...metadata } = pod.metadata as Manifest['metadata'] & { generateName?: string };
    const name = `${workload.split('/').at(-1)}-${index}`;
    const made = {
      ...pod,
      metadata: { ...metadata, name },
      spec: { ...pod['spec'], nodeName: nodeOf(source.inventory.pools.at(-1)!.name).metadata.name },
    };
    await create(made);
    patchStatus(made, { phase: 'Running', containerStatuses: [killed] }, ['--subresource', 'status']);
  }
  // A sync that runs: the runbook ends one.
  for (const { object } of files) {
    if (object.kind !== 'Application') continue;
    const operation = { sync: {} };
    const operationState = { operation, phase: 'Running', startedAt: '2026-12-01T00:00:00Z' };
    patchStatus(object as Manifest, { operationState });
  }
  for (const { metadata, spec } of ofKind(deployment, 'SecretProviderClass'))
    for (const { secretName, type } of spec.secretObjects ?? [])
      await create({
        apiVersion: 'v1',
        kind: 'Secret',
        type: type === 'Opaque' ? type : 'Opaque',
        metadata: { name: secretName, namespace: metadata.namespace },
      } as Manifest);
  for (const object of ofKind(deployment, 'ScaledObject')) {
    await create(autoscalerOf(object));
    patchStatus(
      object,
      { conditions: [{ type: 'Ready', status: 'False', reason: 'TriggerError', message: 'it cannot' }] },
      ['--subresource', 'status'],
    );
  }
  const root = ofKind(deployment, 'Application').find(
    ({ metadata }) => metadata.name === `${source.inventory.environment}-root`,
  );
  patchStatus(root, {
    sync: { status: 'Unknown', comparedTo: { source: root.spec.source, destination: {} } },
    conditions: [{ type: 'ComparisonError', message: 'authentication required' }],
  });
  for (const object of ofAddOns) await create(object);
  // Those that the controller of an ApplicationSet makes.
  for (const { name, isGenerated } of source.applications)
    if (isGenerated) await create({ ...root, metadata: { name, namespace: root.metadata.namespace } });
  // One that waits for its finalizer for ever.
  const stuck: Manifest = {
    ...root,
    metadata: {
      name: 'stuck',
      namespace: root.metadata.namespace,
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
  };
  await create(stuck);
  await api.delete(stuck);
}

function nodeOf(pool: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `aks-${pool}-12345678-vmss000000`, labels: { 'kubernetes.azure.com/agentpool': pool } },
  };
}

function autoscalerOf({ metadata, spec }: Manifest): Manifest {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: `keda-hpa-${metadata.name}`, namespace: metadata.namespace },
    spec: {
      maxReplicas: spec.maxReplicaCount,
      scaleTargetRef: { kind: 'Deployment', ...spec.scaleTargetRef },
    },
  };
}

const operatorLabels = { 'app.kubernetes.io/name': 'keda-operator' };
const ofAddOns: readonly Manifest[] = [
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'cluster-autoscaler-status', namespace: 'kube-system' },
    data: { status: 'Healthy' },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'keda-operator', namespace: 'kube-system' },
    spec: {
      selector: { matchLabels: operatorLabels },
      template: {
        metadata: { labels: operatorLabels },
        spec: { containers: [{ name: 'keda-operator', image: 'any' }] },
      },
    },
  },
];
