import { agentPoolLabel, type Placement } from '../../engine/scheduling/placement';
import type { ResolvedNodePool } from '../../platform/cluster/resolved-node-pool';

/** Names of the pools that a placement allows, the preferred one first; empty without a placement. */
export function poolsOfPlacement(
  placement: Placement | undefined,
  pools: readonly ResolvedNodePool[],
): readonly string[] {
  if (placement === undefined) return [];
  if (placement.orderedPools !== undefined) return placement.orderedPools;
  const wanted = Object.entries(placement.nodeSelector);
  return pools
    .filter((pool) =>
      wanted.every(([key, value]) => (key === agentPoolLabel ? pool.name : pool.labels[key]) === value),
    )
    .map(({ name }) => name);
}
