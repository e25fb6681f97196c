import type { Taint, Toleration } from '../../values/taint';

/** Nodes for a pod. */
export interface Placement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  /**
   * Pools for the pod, the preferred one first, as node affinity instead of a selector.
   *
   * @default none: only the selector applies
   */
  readonly orderedPools?: readonly string[];
}

/** A node pool, as placement sees it. */
export interface PlaceablePool {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

/**
 * Label that AKS sets on every node of a pool. The cluster autoscaler uses it even without nodes
 * (Azure/AKS#2832), so a selector on it scales a pool from zero.
 */
export const agentPoolLabel = 'kubernetes.azure.com/agentpool';

/**
 * Places a pod on one pool: selects the labels of the pool and tolerates all of its taints.
 *
 * If another pool has the same labels, the selector also contains the name of the pool.
 */
export function placementOn(pool: PlaceablePool, allPools: readonly PlaceablePool[]): Placement {
  const labels = Object.entries(pool.labels);
  const isAmbiguous =
    labels.length === 0 ||
    allPools.some(
      (other) => other.name !== pool.name && labels.every(([key, value]) => other.labels[key] === value),
    );
  return {
    nodeSelector: isAmbiguous ? { ...pool.labels, [agentPoolLabel]: pool.name } : { ...pool.labels },
    tolerations: pool.taints.map((taint) => taint.toToleration()),
  };
}

/**
 * Places a pod on the first pool with room, such as spot before on-demand. A single pool is the
 * same as `placementOn()`.
 *
 * The scheduler's preference only orders existing nodes. The cluster autoscaler decides which pool
 * grows; its priority expander applies the same order to new nodes (`expanderPriorities()`).
 */
export function placementOnFirstOf(
  pools: readonly PlaceablePool[],
  allPools: readonly PlaceablePool[],
): Placement {
  const [only, ...others] = pools;
  if (only !== undefined && others.length === 0) return placementOn(only, allPools);
  return {
    nodeSelector: {},
    tolerations: tolerationsOfAll(pools),
    orderedPools: pools.map((pool) => pool.name),
  };
}

/** Tolerations for all taints of the pools, for a DaemonSet on every pool. */
export function tolerationsOfAll(pools: readonly PlaceablePool[]): readonly Toleration[] {
  const byText = new Map<string, Taint>();
  for (const taint of pools.flatMap((pool) => pool.taints)) byText.set(taint.toAksString(), taint);
  return [...byText.keys()].sort().map((text) => byText.get(text)!.toToleration());
}
