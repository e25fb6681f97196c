import type { k8s } from 'cdk8s-plus-28';
import { agentPoolLabel, type Placement } from '../../lib/scheduling/placement';

/** Weight of the first pool; each later one weighs less. Kubernetes allows 1 to 100. */
const maxWeight = 100;
const weightStep = 10;

/** A placement as fields of a pod spec; none of them for a pod that may run on any node without taints. */
export function toPodPlacement(
  placement: Placement | undefined,
): Pick<k8s.PodSpec, 'nodeSelector' | 'tolerations' | 'affinity'> {
  if (placement === undefined) return {};
  const { nodeSelector, tolerations, orderedPools } = placement;
  return {
    ...(Object.keys(nodeSelector).length === 0 ? {} : { nodeSelector: { ...nodeSelector } }),
    ...(tolerations.length === 0
      ? {}
      : { tolerations: tolerations.map((toleration) => ({ ...toleration })) }),
    ...(orderedPools === undefined ? {} : { affinity: poolAffinity(orderedPools) }),
  };
}

/** Only these pools, and the earlier the better. */
function poolAffinity(pools: readonly string[]): k8s.Affinity {
  const onPools = (values: readonly string[]) => ({
    matchExpressions: [{ key: agentPoolLabel, operator: 'In', values: [...values] }],
  });
  return {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [onPools(pools)] },
      preferredDuringSchedulingIgnoredDuringExecution: pools.slice(0, -1).map((pool, index) => ({
        weight: Math.max(1, maxWeight - index * weightStep),
        preference: onPools([pool]),
      })),
    },
  };
}
