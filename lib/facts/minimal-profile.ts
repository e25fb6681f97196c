/**
 * Series of kube-state-metrics that managed Prometheus keeps with the minimal ingestion profile, by
 * kind. The profile is on by default and drops all others.
 *
 * @see Azure/prometheus-collector `tomlparser-default-targets-metrics-keep-list.go`,
 * `kubestateRegex_minimal_mac` (2026-11)
 */
const keptOf: Readonly<Record<string, readonly string[]>> = {
  daemonset: [
    'status_current_number_scheduled',
    'status_desired_number_scheduled',
    'status_number_misscheduled',
    'status_number_ready',
  ],
  deployment: [
    'spec_replicas',
    'status_replicas_available',
    'status_replicas_ready',
    'status_replicas_updated',
  ],
  horizontalpodautoscaler: [
    'spec_max_replicas',
    'spec_min_replicas',
    'status_current_replicas',
    'status_desired_replicas',
  ],
  job: ['failed', 'spec_completions', 'status_active', 'status_start_time', 'status_succeeded'],
  namespace: ['status_phase'],
  node: ['info', 'spec_taint', 'status_allocatable', 'status_capacity', 'status_condition'],
  // The kubelet reports the next two.
  persistentvolume: ['status_phase'],
  persistentvolumeclaim: ['access_mode'],
  pod: [
    'container_info',
    'container_resource_limits',
    'container_resource_requests',
    'container_state_started',
    'container_status_last_terminated_reason',
    'container_status_ready',
    'container_status_restarts_total',
    'container_status_running',
    'container_status_terminated',
    'container_status_waiting',
    'container_status_waiting_reason',
    'created',
    'deletion_timestamp',
    'info',
    'init_container_info',
    'init_container_resource_limits',
    'init_container_resource_requests',
    'init_container_status_ready',
    'init_container_status_restarts_total',
    'init_container_status_running',
    'init_container_status_terminated',
    'init_container_status_terminated_reason',
    'init_container_status_waiting',
    'owner',
    'start_time',
    'status_phase',
    'status_reason',
  ],
  replicaset: ['owner'],
  service: ['info'],
  statefulset: ['status_replicas', 'status_replicas_ready', 'status_replicas_updated'],
};

const kept = new Set([
  'kube_resourcequota',
  ...Object.entries(keptOf).flatMap(([kind, names]) => names.map((name) => `kube_${kind}_${name}`)),
]);

/**
 * Whether managed Prometheus keeps a series of kube-state-metrics, such as `kube_node_info`, with
 * the minimal ingestion profile.
 */
export function isInMinimalProfile(name: string): boolean {
  return kept.has(name) || /^kube_.*_(?:labels|annotations)$/.test(name);
}
