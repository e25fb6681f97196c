import { clusterScopeTest } from '../../lib/check/cluster-scoped-kinds';
import { apiGroupOf, type KubernetesObject } from '../../lib/check/deployment-picture';
import type { GroupKind } from '../../lib/engine/charts/known-application';

export type { GroupKind } from '../../lib/engine/charts/known-application';

/** Kinds of a set of objects, sorted and without duplicates. */
export interface KindsByScope {
  readonly cluster: readonly GroupKind[];
  readonly namespaced: readonly GroupKind[];
}

/** Returns the cluster-scoped and the namespaced kinds of the objects. */
export function kindsOf(objects: readonly KubernetesObject[]): KindsByScope {
  const isClusterScoped = clusterScopeTest(objects);
  return {
    cluster: uniqueKinds(objects.filter((object) => isClusterScoped(object)).map(groupKindOf)),
    namespaced: uniqueKinds(objects.filter((object) => !isClusterScoped(object)).map(groupKindOf)),
  };
}

/**
 * Kinds that controllers create for a kind. Argo CD hides a child from its resource tree if the
 * AppProject does not allow its kind. Without these kinds, operators do not see the pods of a
 * Deployment or their logs (argoproj/argo-cd#28564).
 */
const childKinds: Readonly<Record<string, readonly GroupKind[]>> = {
  'apps/Deployment': [
    { group: 'apps', kind: 'ReplicaSet' },
    { group: '', kind: 'Pod' },
  ],
  'apps/DaemonSet': [
    { group: 'apps', kind: 'ControllerRevision' },
    { group: '', kind: 'Pod' },
  ],
  'apps/StatefulSet': [
    { group: 'apps', kind: 'ControllerRevision' },
    { group: '', kind: 'PersistentVolumeClaim' },
    { group: '', kind: 'Pod' },
  ],
  'batch/CronJob': [
    { group: 'batch', kind: 'Job' },
    { group: '', kind: 'Pod' },
  ],
  'batch/Job': [{ group: '', kind: 'Pod' }],
  '/Service': [
    { group: '', kind: 'Endpoints' },
    { group: 'discovery.k8s.io', kind: 'EndpointSlice' },
  ],
  // For gateway classes that run in the cluster, such as agentgateway.
  'gateway.networking.k8s.io/Gateway': [
    { group: 'apps', kind: 'Deployment' },
    { group: 'apps', kind: 'ReplicaSet' },
    { group: '', kind: 'Pod' },
    { group: '', kind: 'Service' },
    { group: '', kind: 'ServiceAccount' },
  ],
  'leaderworkerset.x-k8s.io/LeaderWorkerSet': [
    { group: 'apps', kind: 'StatefulSet' },
    { group: 'apps', kind: 'ControllerRevision' },
    { group: '', kind: 'Pod' },
    { group: '', kind: 'Service' },
  ],
  'keda.sh/ScaledObject': [{ group: 'autoscaling', kind: 'HorizontalPodAutoscaler' }],
  'keda.sh/ScaledJob': [
    { group: 'batch', kind: 'Job' },
    { group: '', kind: 'Pod' },
  ],
};

/** Adds the kinds that controllers create for these kinds. */
export function withChildKinds(kinds: readonly GroupKind[]): readonly GroupKind[] {
  return uniqueKinds(kinds.flatMap((kind) => [kind, ...(childKinds[`${kind.group}/${kind.kind}`] ?? [])]));
}

/**
 * API groups that the API server itself serves: the core group, `apps`, `batch`, … and `*.k8s.io`.
 */
const builtInGroups = ['', 'apps', 'autoscaling', 'batch', 'policy'];
/** Groups of custom resources below k8s.io. */
const customGroups =
  /(?:^|\.)(?:x-k8s\.io|snapshot\.storage\.k8s\.io|gateway\.networking\.k8s\.io|metrics\.k8s\.io)$/;

/** Whether the object needs a CustomResourceDefinition. */
export function isCustomKind(object: KubernetesObject): boolean {
  const group = apiGroupOf(object);
  if (builtInGroups.includes(group)) return false;
  return !group.endsWith('.k8s.io') || customGroups.test(group);
}

function groupKindOf(object: KubernetesObject): GroupKind {
  return { group: apiGroupOf(object), kind: object.kind };
}

/** Sorts the kinds and removes duplicates. */
export function uniqueKinds(kinds: readonly GroupKind[]): readonly GroupKind[] {
  const byKey = new Map(kinds.map((kind) => [`${kind.group}/${kind.kind}`, kind]));
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}
