import { Construct } from 'constructs';
import type { WatchedWorkload } from '../../../lib/operations/alerts/watched-workload';
import { workloadAlertRules } from '../../../lib/operations/alerts/workload-alerts';
import { type AlertGroupPlace, addAlertGroup } from './alert-group';

/** Input of WorkloadAlerts. */
export interface WorkloadAlertsProps extends AlertGroupPlace {
  readonly workloads: readonly WatchedWorkload[];
}

/**
 * Alerts about workloads, whatever they do: none of their replicas is ready, containers that restart or are in a crash loop, pods that
 * stay pending, and an autoscaler without its metric. For vLLM servers InferenceAlerts has these and more. Managed Prometheus evaluates
 * them, from what it has of every cluster; a scaler that fails needs the series that PrometheusSettings adds.
 *
 * A workload has a rule group of its own.
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
