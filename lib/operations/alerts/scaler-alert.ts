import { promQlText } from '../../engine/inference/vllm-metrics';
import { type AlertRule, alertRule } from './alert-rule';
import { replicaSeries } from './replica-series';
import type { ReplicaOwner } from './watched-workload';

/**
 * Longer than a restart of KEDA during an upgrade of the cluster, or a gap in the metric source.
 */
const failingMinutes = 15;

/**
 * Name of the HorizontalPodAutoscaler that KEDA creates. Source: kedacore/keda 2.20
 * `controllers/keda/hpa.go` (2026-11).
 */
export function autoscalerName(scaledObject: string): string {
  return `keda-hpa-${scaledObject}`;
}

/**
 * The autoscaler reports a missing metric itself: its condition `ScalingActive` is false if all
 * metrics fail, or if one fails that prevents a scale-down. The condition is also false for a
 * target with 0 replicas, and while no replica can report the metric; hence the condition on ready
 * replicas.
 *
 * The rule does not read KEDA's own metrics, because the chart of the add-on disables them by
 * default (Azure/AKS#4090). Managed Prometheus does not keep the condition by default;
 * `PrometheusSettings` adds it. Sources: kubernetes 1.35 `podautoscaler/horizontal.go`;
 * kube-state-metrics, "Horizontal Pod Autoscaler Metrics" (2026-11).
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
    summary: `${name} does not scale: the autoscaler cannot read a metric`,
    description:
      `The autoscaler of ${name} in ${namespace} has not been able to read a metric for ${failingMinutes} minutes, and does not change the replicas. ` +
      `Read the events of ScaledObject ${scaledObject} (kubectl describe scaledobject): sign-in, role, network, or a query without a result.`,
  });
}
