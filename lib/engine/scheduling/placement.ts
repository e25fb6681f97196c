import type { Taint, Toleration } from '../../values/taint';

/** Which nodes a pod may and must run on, as a pod spec has it. */
export interface Placement {
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  /**
   * Pools that the pod may run on, the preferred one first: node affinity instead of a selector. Default: the
   * selector alone says where.
   */
  readonly orderedPools?: readonly string[];
}

/** What placement needs to know of a node pool. */
export interface PlaceablePool {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
}

/**
 * The label that AKS puts on every node of a pool. It is known to the cluster autoscaler even at zero nodes
 * (Azure/AKS#2832), so a selector on it scales a pool from zero.
 */
export const agentPoolLabel = 'kubernetes.azure.com/agentpool';

/**
 * Places a pod on one pool: selects the pool's own labels and tolerates all of its taints.
 *
 * If another pool of the cluster carries the same labels, the pool's name is added to the selector, so
 * that the pod cannot land on the other one.
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
 * Places a pod on the first of some pools that has room: spot before on demand, say. One pool is the same as `placementOn()`.
 *
 * The scheduler's preference only orders nodes that are there. Which pool *grows* is the cluster autoscaler's choice; its
 * priority expander makes the same order hold for new nodes (`expanderPriorities()`).
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

/** The tolerations that let a DaemonSet onto every one of the pools: the union of their taints. */
export function tolerationsOfAll(pools: readonly PlaceablePool[]): readonly Toleration[] {
  const byText = new Map<string, Taint>();
  for (const taint of pools.flatMap((pool) => pool.taints)) byText.set(taint.toAksString(), taint);
  return [...byText.keys()].sort().map((text) => byText.get(text)!.toToleration());
}
