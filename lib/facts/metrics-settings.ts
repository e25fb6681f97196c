/** Scrape target of managed Prometheus with a configurable keep-list. */
export type MetricsTarget = 'cadvisor' | 'kubelet' | 'kubestate' | 'nodeexporter';

/** Names of series to keep in addition to the minimal ingestion profile, by target. */
export type KeptMetrics = Readonly<Partial<Record<MetricsTarget, readonly string[]>>>;

/**
 * Series of autoscalers that alerts and dashboards read and that the minimal ingestion profile
 * drops: conditions, metrics and their targets. The profile keeps the numbers of replicas.
 *
 * @see Azure/prometheus-collector `tomlparser-default-targets-metrics-keep-list.go` (2026-11)
 */
export const autoscalerMetrics = {
  kubestate: [
    'kube_horizontalpodautoscaler_spec_target_metric',
    'kube_horizontalpodautoscaler_status_condition',
    'kube_horizontalpodautoscaler_status_target_metric',
  ],
} satisfies KeptMetrics;

/**
 * Series for the alerts of models on several nodes: the generation of a StatefulSet shows whether a
 * change restarted the group.
 */
export const groupMetrics = {
  kubestate: ['kube_statefulset_metadata_generation'],
} satisfies KeptMetrics;

/**
 * Data of `ama-metrics-settings-configmap`. Settings that it does not contain keep their defaults,
 * except one: a keep-list must also set the profile. Older agents treat a missing profile as off
 * and ingest every series of every target.
 *
 * @see Azure/prometheus-collector `ama-metrics-settings-configmap.yaml`, schema v1, and
 * `tomlparser-default-targets-metrics-keep-list.go` (2026-11)
 */
export function metricsSettings(kept: KeptMetrics): Readonly<Record<string, string>> {
  const lists = Object.entries(kept)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([target, names]) => `${target} = ${JSON.stringify([...names].sort().join('|'))}`);
  return {
    'schema-version': 'v1',
    'config-version': 'ver1',
    'default-targets-metrics-keep-list': [...lists, 'minimalingestionprofile = true', ''].join('\n'),
  };
}
