import { listAt, mapAt, textAt, valueAt } from '../../values/json';
import type { DeploymentPicture } from '../deployment-picture';
import { blocksAt, referenceOf } from '../terraform-resource';
import { type NodePool, nodePoolsOf, untolerated } from './node-pools';
import { type Pod, podGpus } from './pods';

/**
 * A node label that a pod requires, with the allowed values; undefined values allow any (`Exists`).
 */
export interface LabelDemand {
  readonly key: string;
  readonly values: readonly string[] | undefined;
}

/**
 * Node labels that a pod requires: one list for each alternative of its node affinity. Excluding
 * operators (`NotIn`, `DoesNotExist`) require no label.
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

/**
 * Labels that Kubernetes, AKS and node agents set. Their values are unknown before the node exists.
 */
const managedLabel =
  /^(?:[a-z0-9.-]+\.)?(?:kubernetes\.io|k8s\.io|azure\.com|nvidia\.com|amd\.com|intel\.com|karpenter\.sh)\/|^(?:agentpool|storageprofile|storagetier|accelerator)$/;

/**
 * Value of a label on the nodes of a pool, including the labels that AKS sets. Source:
 * learn.microsoft.com/azure/aks/use-labels "Reserved system labels" (2026-11).
 */
function labelOf(pool: NodePool, key: string): string | 'unknown' | undefined {
  const configured = pool.labels[key];
  if (configured !== undefined) return String(configured);
  switch (key) {
    case 'agentpool':
    case 'kubernetes.azure.com/agentpool':
      return pool.name ?? 'unknown';
    case 'kubernetes.azure.com/mode':
      return pool.mode.toLowerCase();
    case 'kubernetes.azure.com/scalesetpriority':
      // The labels of a spot pool already contain it. Other pools do not have the value spot.
      return undefined;
    case 'node.kubernetes.io/instance-type':
      return pool.vmSizeName ?? 'unknown';
    default:
      return managedLabel.test(key) ? 'unknown' : undefined;
  }
}

function has(pool: NodePool, { key, values }: LabelDemand): boolean {
  const label = labelOf(pool, key);
  return label === 'unknown' || (label !== undefined && (values === undefined || values.includes(label)));
}

/**
 * Every node pool of the cluster; undefined if the picture may not contain all of them: the cluster
 * is not in the picture, node auto-provisioning creates pools, a part of the Terraform is missing,
 * or a pool has `count`.
 */
export function knownPools(picture: DeploymentPicture): readonly NodePool[] | undefined {
  return picture.once(readKnownPools);
}

function readKnownPools(picture: DeploymentPicture): readonly NodePool[] | undefined {
  const pools = nodePoolsOf(picture);
  const hasAutoProvisioning =
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
  const mayBeMore = hasAutoProvisioning || isElsewhere || picture.context.missingTerraform !== undefined;
  return pools.length === 0 || mayBeMore || pools.some(({ isUnknown }) => isUnknown) ? undefined : pools;
}

/**
 * Pools whose labels match the requirements of a pod, with any taint and VM size; undefined if
 * unknown.
 */
export function labelledPools(picture: DeploymentPicture, pod: Pod): readonly NodePool[] | undefined {
  const alternatives = labelDemandsOf(pod);
  return knownPools(picture)?.filter((pool) =>
    alternatives.some((demands) => demands.every((demand) => has(pool, demand))),
  );
}

/**
 * Pools with matching labels, and with GPUs if the pod requests any. Pools of unknown VM size count
 * as GPU pools.
 */
export function selectedPools(picture: DeploymentPicture, pod: Pod): readonly NodePool[] | undefined {
  const requestsGpus = podGpus(pod) > 0;
  return labelledPools(picture, pod)?.filter(
    ({ vmSize }) => !requestsGpus || vmSize === undefined || vmSize.gpu !== undefined,
  );
}

/** Pools that a pod can run on; undefined if unknown. */
export function candidatePools(picture: DeploymentPicture, pod: Pod): readonly NodePool[] | undefined {
  const tolerations = listAt(pod.spec, 'tolerations');
  return selectedPools(picture, pod)?.filter((pool) => untolerated(pool, tolerations).length === 0);
}

/** Path of the node selector or node affinity of a pod, for findings. */
export function selectorField({ spec }: Pod): string {
  const affinity = 'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms';
  return Object.keys(mapAt(spec, 'nodeSelector')).length === 0 && valueAt(spec, affinity) !== undefined
    ? `spec.${affinity}`
    : 'spec.nodeSelector';
}
