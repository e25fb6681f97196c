import { promQlText } from '../../engine/inference/vllm-metrics';
import type { ReplicaOwner } from './watched-workload';

/** PromQL of how many replicas of a workload there are. */
export interface ReplicaSeries {
  /** Labels that are left: the namespace and the owner. */
  readonly by: string;
  readonly wanted: string;
  readonly ready: string;
}

/**
 * The series are among those that managed Prometheus keeps by default. `kube_statefulset_replicas` is not, so what a LeaderWorkerSet
 * wants is what its leaders' StatefulSet, which has its name, has made.
 * Source: Azure/prometheus-collector, the minimal ingestion profile (2026-11).
 */
export function replicaSeries({ name, namespace, kind }: ReplicaOwner): ReplicaSeries {
  const [label, wanted, ready] =
    kind === 'LeaderWorkerSet'
      ? ['statefulset', 'kube_statefulset_status_replicas', 'kube_statefulset_status_replicas_ready']
      : ['deployment', 'kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available'];
  const labels = `{namespace=${promQlText(namespace)},${label}=${promQlText(name)}}`;
  const by = `(namespace, ${label})`;
  return { by, wanted: `sum by ${by} (${wanted}${labels})`, ready: `sum by ${by} (${ready}${labels})` };
}
