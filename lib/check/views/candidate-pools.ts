import type { DeploymentPicture } from '../deployment-picture';
import { listAt, mapAt, textAt } from '../json';
import { type NodePool, nodePoolsOf, untolerated } from './node-pools';
import type { Pod } from './pods';

/** Labels that AKS and Kubernetes put on nodes by themselves: which value a node will have is not known here. */
const wellKnown =
  /^(?:(?:[a-z0-9.-]+\.)?kubernetes\.io|(?:[a-z0-9.-]+\.)?k8s\.io|kubernetes\.azure\.com|nvidia\.com|karpenter\.[a-z.]+|topology\.[a-z0-9.-]+|agentpool|storageprofile|accelerator)(?:\/|$)/;

/** Labels that a pod demands of its node: selector, and required affinity by `In` with one value. */
export function demandedLabels({ spec }: Pod): Readonly<Record<string, string>> {
  const demanded: Record<string, string> = {};
  for (const [key, value] of Object.entries(mapAt(spec, 'nodeSelector'))) {
    if (typeof value === 'string') demanded[key] = value;
  }
  const terms = listAt(
    spec,
    'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms',
  );
  // Several terms are alternatives, and several values are too.
  for (const expression of terms.length === 1 ? listAt(terms[0], 'matchExpressions') : []) {
    const values = listAt(expression, 'values');
    const key = textAt(expression, 'key');
    if (key === undefined || textAt(expression, 'operator') !== 'In' || values.length !== 1) continue;
    demanded[key] = String(values[0]);
  }
  return demanded;
}

/** Those of the demanded labels that pools, and nobody else, decide. */
export function ownLabels(pod: Pod): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(demandedLabels(pod)).filter(([key]) => !wellKnown.test(key)));
}

/** Pools that the selector of a pod admits, whatever their taints; undefined if that cannot be known. */
export function selectedPools(picture: DeploymentPicture, pod: Pod): readonly NodePool[] | undefined {
  const pools = nodePoolsOf(picture);
  if (pools.length === 0 || pools.some(({ isUnknown }) => isUnknown)) return undefined;
  const labels = Object.entries(ownLabels(pod));
  const name = demandedLabels(pod)['agentpool'] ?? demandedLabels(pod)['kubernetes.azure.com/agentpool'];
  return pools.filter(
    (pool) =>
      labels.every(([key, value]) => pool.labels[key] === value) &&
      (name === undefined || pool.name === name),
  );
}

/** Pools that a pod can run on; undefined if that cannot be known. */
export function candidatePools(picture: DeploymentPicture, pod: Pod): readonly NodePool[] | undefined {
  const tolerations = listAt(pod.spec, 'tolerations');
  return selectedPools(picture, pod)?.filter((pool) => untolerated(pool, tolerations).length === 0);
}
