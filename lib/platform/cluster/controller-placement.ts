import { type Placement, placementOn } from '../../engine/scheduling/placement';
import type { ResolvedNodePool } from './node-pool';

/**
 * Nodes for controllers and small pods that must always run: the first on-demand CPU pool without
 * taints, which `resolveNodePools()` requires. The system pool is for AKS itself.
 */
export function controllerPlacement(nodePools: readonly ResolvedNodePool[]): Placement {
  const pool = controllerPool(nodePools);
  // Without such a pool, resolveNodePools() has reported a problem.
  return pool === undefined ? { nodeSelector: {}, tolerations: [] } : placementOn(pool, nodePools);
}

/** The pool of `controllerPlacement()`. */
export function controllerPool(nodePools: readonly ResolvedNodePool[]): ResolvedNodePool | undefined {
  return nodePools.find(({ role, spot, taints }) => role === 'cpu' && !spot && taints.length === 0);
}
