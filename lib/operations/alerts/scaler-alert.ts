import { promQlText } from '../../engine/inference/vllm-metrics';
import { type AlertRule, alertRule } from './alert-rule';
import { replicaSeries } from './replica-series';
import type { ReplicaOwner } from './watched-workload';

/** Longer than a restart of KEDA at an upgrade of the cluster, or a gap in the source of a metric. */
const failingMinutes = 15;

/** Name of the HorizontalPodAutoscaler that KEDA makes. Source: kedacore/keda 2.20 `controllers/keda/hpa.go` (2026-11). */
export function autoscalerName(scaledObject: string): string {
  return `keda-hpa-${scaledObject}`;
}

/**
 * The autoscaler says itself that it has no metric: its condition `ScalingActive` is false if all metrics fail, or if one fails that
 * stands against a scale-down. It is false as well for a target of no replicas, and while no replica answers that could report the
 * metric, hence the replicas that are ready.
 *
 * What KEDA counts itself is not read: the add-on's chart leaves its metrics off by default (Azure/AKS#4090). The condition is not among
 * the series that managed Prometheus keeps by default; `PrometheusSettings` adds it.
 * Sources: kubernetes 1.35 `podautoscaler/horizontal.go`; kube-state-metrics, "Horizontal Pod Autoscaler Metrics" (2026-11).
 */
export function scalerFails(workload: ReplicaOwner, scaledObject: string): AlertRule {
  const { name, namespace } = workload;
  const labels = [
    `namespace=${promQlText(namespace)}`,
    `horizontalpodautoscaler=${promQlText(autoscalerName(scaledObject))}`,
    'condition="ScalingActive"',
    'status="false"',
  ].join(',');
  const { ready } = replicaSeries(workload);
  return alertRule('scaler-fails', name, {
    expression:
      `max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_condition{${labels}}) == 1 ` +
      `and on (namespace) ${ready} > 0`,
    forMinutes: failingMinutes,
    summary: `${name} is not scaled: a metric cannot be read`,
    description:
      `The autoscaler of ${name} in ${namespace} has not been able to read a metric for ${failingMinutes} minutes, and keeps the replicas as they are. ` +
      `Look at the events of the ScaledObject ${scaledObject} (kubectl describe scaledobject): sign-in, role, network, or a query without a result.`,
  });
}
