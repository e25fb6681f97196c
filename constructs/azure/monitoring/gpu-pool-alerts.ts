import { Construct } from 'constructs';
import { gpuPoolAlertRules, type WatchedGpuPool } from '../../../lib/operations/alerts/gpu-pool-alerts';
import { type AlertGroupPlace, addAlertGroup } from './alert-group';

/** Input of GpuPoolAlerts. */
export interface GpuPoolAlertsProps extends AlertGroupPlace {
  readonly pools: readonly WatchedGpuPool[];
}

/**
 * Alerts about GPU node pools: one at its maximum that pods wait for, nodes that are not ready, and nodes that offer fewer GPUs than
 * their size has. Managed Prometheus evaluates them, from what it has of every cluster.
 *
 * A pool has a rule group of its own.
 */
export class GpuPoolAlerts extends Construct {
  constructor(scope: Construct, id: string, { pools, ...place }: GpuPoolAlertsProps) {
    super(scope, id);
    for (const pool of pools) {
      addAlertGroup(this, pool.name, {
        ...place,
        name: `gpu-pool-${pool.name}-${place.clusterName}`,
        description: `Alerts about the GPU pool ${pool.name}`,
        rules: gpuPoolAlertRules(pool),
      });
    }
  }
}
