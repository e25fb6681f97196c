import { Construct } from 'constructs';
import type { WatchedWorkload } from '../../../lib/operations/alerts/watched-workload';
import { workloadAlertRules } from '../../../lib/operations/alerts/workload-alerts';
import { type AlertGroupPlace, addAlertGroup } from './alert-group';

/** Input of WorkloadAlerts. */
export interface WorkloadAlertsProps extends AlertGroupPlace {
  /** Workloads to watch. */
  readonly workloads: readonly WatchedWorkload[];
}

/**
 * Alerts about workloads: no ready replica, containers that restart or are in a crash loop, pods
 * that stay pending, and an autoscaler without its metric. InferenceAlerts contains these and more
 * alerts for vLLM servers. Managed Prometheus evaluates them on its default metrics; the alert
 * about failing scalers needs the series that PrometheusSettings adds.
 *
 * Each workload has its own rule group.
 */
export class WorkloadAlerts extends Construct {
  constructor(scope: Construct, id: string, { workloads, ...place }: WorkloadAlertsProps) {
    super(scope, id);
    for (const workload of workloads) {
      addAlertGroup(this, `${workload.namespace}-${workload.name}`, {
        ...place,
        name: `workload-${workload.namespace}-${workload.name}-${place.clusterName}`,
        description: `Alerts about the workload ${workload.name}`,
        rules: workloadAlertRules(workload),
      });
    }
  }
}
