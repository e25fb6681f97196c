import { promQlText } from '../../engine/inference/vllm-metrics';
import type { ReplicaOwner } from './watched-workload';

/** PromQL of the replicas of a workload. */
export interface ReplicaSeries {
  /** Labels of the results: the namespace and the owner. */
  readonly by: string;
  readonly desired: string;
  readonly ready: string;
}

/**
 * Managed Prometheus keeps these series by default. It does not keep `kube_statefulset_replicas`,
 * so the desired replicas of a LeaderWorkerSet are those that its leaders' StatefulSet of the same
 * name has created. Source: Azure/prometheus-collector, the minimal ingestion profile (2026-11).
 */
export function replicaSeries({ name, namespace, kind }: ReplicaOwner): ReplicaSeries {
  const [label, desired, ready] =
    kind === 'LeaderWorkerSet'
      ? ['statefulset', 'kube_statefulset_status_replicas', 'kube_statefulset_status_replicas_ready']
      : ['deployment', 'kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available'];
  const labels = `{namespace=${promQlText(namespace)},${label}=${promQlText(name)}}`;
  const by = `(namespace, ${label})`;
  return { by, desired: `sum by ${by} (${desired}${labels})`, ready: `sum by ${by} (${ready}${labels})` };
}
