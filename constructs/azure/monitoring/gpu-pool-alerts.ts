import { Construct } from 'constructs';
import { gpuPoolAlertRules, type WatchedGpuPool } from '../../../lib/operations/alerts/gpu-pool-alerts';
import { type AlertGroupPlace, addAlertGroup } from './alert-group';

/** Input of GpuPoolAlerts. */
export interface GpuPoolAlertsProps extends AlertGroupPlace {
  /** GPU node pools to watch. */
  readonly pools: readonly WatchedGpuPool[];
}

/**
 * Alerts about GPU node pools: a pool at its maximum with pending pods, nodes that are not ready,
 * and nodes that offer fewer GPUs than their VM size has. Managed Prometheus evaluates them on its
 * default metrics.
 *
 * Each pool has its own rule group.
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
