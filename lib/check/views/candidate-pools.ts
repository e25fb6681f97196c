import { listAt, mapAt, textAt, valueAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';
import { blocksAt, referenceOf } from '../terraform-resource';
import { type NodePool, nodePoolsOf, untolerated } from './node-pools';
import { type Pod, podGpus } from './pods';

/** Something that a pod wants of a label of its node: one of some values, or any (`Exists`). */
export interface LabelDemand {
  readonly key: string;
  readonly values: readonly string[] | undefined;
}

/**
 * What a pod demands of its node: of each way that its node affinity leaves open, everything together. Operators that exclude (`NotIn`,
 * `DoesNotExist`) demand nothing that a pool must have.
 */
export function labelDemandsOf({ spec }: Pod): readonly (readonly LabelDemand[])[] {
  const selector = Object.entries(mapAt(spec, 'nodeSelector')).map(([key, value]) => ({
    key,
    values: [String(value)],
  }));
  const terms = listAt(
    spec,
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
  );
  if (terms.length === 0) return [selector];
  return terms.map((term) => [
    ...selector,
    ...listAt(term, 'matchExpressions').flatMap((expression) => {
      const key = textAt(expression, 'key');
      const operator = textAt(expression, 'operator');
      if (key === undefined || (operator !== 'In' && operator !== 'Exists')) return [];
      return [{ key, values: operator === 'In' ? listAt(expression, 'values').map(String) : undefined }];
    }),
  ]);
}

/** Labels that Kubernetes, AKS and its agents put on nodes by themselves: which value a node will have is not known here. */
const foreignLabel =
  /^(?:[a-z0-9.-]+\.)?(?:kubernetes\.io|k8s\.io|azure\.com|nvidia\.com|amd\.com|intel\.com|karpenter\.sh)\/|^(?:agentpool|storageprofile|storagetier|accelerator)$/;

/** What AKS makes of a pool. Source: learn.microsoft.com/azure/aks/use-labels "Reserved system labels" (2026-11). */
function labelOf(pool: NodePool, key: string): string | 'unknown' | undefined {
  const said = pool.labels[key];
  if (said !== undefined) return String(said);
  switch (key) {
    case 'agentpool':
    case 'kubernetes.azure.com/agentpool':
      return pool.name ?? 'unknown';
    case 'kubernetes.azure.com/mode':
      return pool.mode.toLowerCase();
    case 'kubernetes.azure.com/scalesetpriority':
      // Of spot pools it is among the labels already; others have none or another value.
      return undefined;
    case 'node.kubernetes.io/instance-type':
      return pool.vmSizeName ?? 'unknown';
    default:
      return foreignLabel.test(key) ? 'unknown' : undefined;
  }
}

function has(pool: NodePool, { key, values }: LabelDemand): boolean {
  const label = labelOf(pool, key);
  return label === 'unknown' || (label !== undefined && (values === undefined || values.includes(label)));
}

/**
 * Every node pool of the cluster; undefined if some may be elsewhere or cannot be read: pools of a cluster that is not here, pools that AKS
 * makes by itself (node auto-provisioning), `count`.
 */
export function knownPools(picture: DeploymentPicture): readonly NodePool[] | undefined {
  return picture.once(readKnownPools);
}

function readKnownPools(picture: DeploymentPicture): readonly NodePool[] | undefined {
  const pools = nodePoolsOf(picture);
  const makesItsOwn =
    picture.ofKind('NodePool', 'AKSNodeClass', 'Workspace').length > 0 ||
    picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .some((cluster) =>
        blocksAt(cluster, 'node_provisioning_profile').some(({ mode }) => mode !== 'Manual'),
      );
  const isElsewhere = pools.some(({ json }) => {
    const cluster = json['kubernetes_cluster_id'];
    if (cluster === undefined) return false;
    const address = referenceOf(cluster)?.address;
    return address === undefined || picture.resourceAt(address) === undefined;
  });
  if (pools.length === 0 || makesItsOwn || isElsewhere || pools.some(({ isUnknown }) => isUnknown)) {
    return undefined;
  }
  return pools;
}

/** Pools whose labels a pod admits, whatever their taints and sizes; undefined if that cannot be known. */
export function labelledPools(picture: DeploymentPicture, pod: Pod): readonly NodePool[] | undefined {
  const ways = labelDemandsOf(pod);
  return knownPools(picture)?.filter((pool) =>
    ways.some((demands) => demands.every((demand) => has(pool, demand))),
  );
}

/** Of these, the pools with GPUs if the pod asks for some. A size that nobody knows may have some. */
export function selectedPools(picture: DeploymentPicture, pod: Pod): readonly NodePool[] | undefined {
  const wantsGpus = podGpus(pod) > 0;
  return labelledPools(picture, pod)?.filter(
    ({ vmSize }) => !wantsGpus || vmSize === undefined || vmSize.gpu !== undefined,
  );
}

/** Pools that a pod can run on; undefined if that cannot be known. */
export function candidatePools(picture: DeploymentPicture, pod: Pod): readonly NodePool[] | undefined {
  const tolerations = listAt(pod.spec, 'tolerations');
  return selectedPools(picture, pod)?.filter((pool) => untolerated(pool, tolerations).length === 0);
}

/** Path of what a pod demands of its node, for findings. */
export function selectorField({ spec }: Pod): string {
  const affinity = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
  return Object.keys(mapAt(spec, 'nodeSelector')).length === 0 && valueAt(spec, affinity) !== undefined
    ? `spec.${affinity}`
    : 'spec.nodeSelector';
}
