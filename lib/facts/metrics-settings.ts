/** Targets of managed Prometheus whose series can be added to. */
export type MetricsTarget = 'cadvisor' | 'kubelet' | 'kubestate' | 'nodeexporter';

/** Names of series that are kept besides those of the minimal ingestion profile, by target. */
export type KeptMetrics = Readonly<Partial<Record<MetricsTarget, readonly string[]>>>;

/**
 * What the alerts and dashboards of scaling read of autoscalers and the minimal ingestion profile does not keep: whether an autoscaler
 * has its metrics, and what these are against their targets. The numbers of replicas are in the profile.
 * Source: Azure/prometheus-collector `tomlparser-default-targets-metrics-keep-list.go` (2026-11).
 */
export const autoscalerMetrics = {
  kubestate: [
    'kube_horizontalpodautoscaler_spec_target_metric',
    'kube_horizontalpodautoscaler_status_condition',
    'kube_horizontalpodautoscaler_status_target_metric',
  ],
} satisfies KeptMetrics;

/**
 * What the alerts of models over several nodes read besides: whether a group that starts anew was asked to.
 * Source: as above (2026-11).
 */
export const groupMetrics = {
  kubestate: ['kube_statefulset_metadata_generation'],
} satisfies KeptMetrics;

/**
 * The data of `ama-metrics-settings-configmap`. What it does not name stays as it is, but for one thing: in a keep-list the profile has to
 * be named with it, or older agents take it for switched off and ingest every series of every target.
 * Source: Azure/prometheus-collector `ama-metrics-settings-configmap.yaml`, schema v1, and `tomlparser-default-targets-metrics-keep-list.go`
 * (2026-11).
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
