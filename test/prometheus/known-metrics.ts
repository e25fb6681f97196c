/** Where series of a metric come from, and the labels that they have. */
export interface KnownMetric {
  readonly labels: readonly string[];
  /** What scrapes it, and where name and labels were read. */
  readonly source: string;
}

/** Added to every series by the scrape; a PodMonitor adds those of the pod. */
const scraped = ['cluster', 'instance', 'job'];
const ofPod = [...scraped, 'namespace', 'pod', 'container'];

const table = (
  source: string,
  base: readonly string[],
  metrics: Readonly<Record<string, readonly string[]>>,
) =>
  Object.entries(metrics).map(([name, labels]): readonly [string, KnownMetric] => [
    name,
    { labels: [...base, ...labels], source },
  ]);

/** kube-state-metrics, docs/metrics; kept by the minimal ingestion profile of Azure/prometheus-collector (2026-11). */
const kubeState = table(
  'kube-state-metrics docs/metrics; Azure/prometheus-collector tomlparser-default-targets-metrics-keep-list.go, kubestateRegex_minimal_mac (2026-11)',
  scraped,
  {
    kube_deployment_spec_replicas: ['namespace', 'deployment'],
    kube_deployment_status_replicas_available: ['namespace', 'deployment'],
    kube_statefulset_status_replicas: ['namespace', 'statefulset'],
    kube_statefulset_status_replicas_ready: ['namespace', 'statefulset'],
    kube_pod_status_phase: ['namespace', 'pod', 'uid', 'phase'],
    kube_pod_container_status_restarts_total: ['namespace', 'pod', 'uid', 'container'],
    kube_pod_container_status_waiting_reason: ['namespace', 'pod', 'uid', 'container', 'reason'],
    kube_pod_container_resource_requests: [
      'namespace',
      'pod',
      'uid',
      'container',
      'node',
      'resource',
      'unit',
    ],
    kube_node_info: ['node', 'kernel_version', 'os_image', 'provider_id', 'internal_ip'],
    kube_node_status_condition: ['node', 'condition', 'status'],
    kube_node_status_allocatable: ['node', 'resource', 'unit'],
    kube_horizontalpodautoscaler_spec_min_replicas: ['namespace', 'horizontalpodautoscaler'],
    kube_horizontalpodautoscaler_spec_max_replicas: ['namespace', 'horizontalpodautoscaler'],
    kube_horizontalpodautoscaler_status_current_replicas: ['namespace', 'horizontalpodautoscaler'],
    kube_horizontalpodautoscaler_status_desired_replicas: ['namespace', 'horizontalpodautoscaler'],
  },
);

/** kube-state-metrics; not in the profile, added by PrometheusSettings. */
const statefulSets = table(
  'kube-state-metrics docs/metrics/workload/statefulset-metrics.md; lib/facts/metrics-settings.ts (2026-11)',
  scraped,
  { kube_statefulset_metadata_generation: ['namespace', 'statefulset'] },
);

/** As above. */
const autoscalers = table(
  'kube-state-metrics docs/metrics/workload/horizontalpodautoscaler-metrics.md; lib/facts/metrics-settings.ts (2026-11)',
  scraped,
  {
    kube_horizontalpodautoscaler_spec_target_metric: [
      'namespace',
      'horizontalpodautoscaler',
      'metric_name',
      'metric_target_type',
    ],
    kube_horizontalpodautoscaler_status_target_metric: [
      'namespace',
      'horizontalpodautoscaler',
      'metric_name',
      'metric_target_type',
    ],
    kube_horizontalpodautoscaler_status_condition: [
      'namespace',
      'horizontalpodautoscaler',
      'condition',
      'status',
    ],
  },
);

/** node-exporter and the node's kubelet, in the minimal ingestion profile; `instance` is the name of the node. */
const nodes = table(
  'prometheus/node_exporter; Azure/prometheus-collector nodeexporterRegex_minimal_mac, nodeexporterDefaultDs.yml (2026-11)',
  scraped,
  {
    node_cpu_seconds_total: ['cpu', 'mode'],
    node_memory_MemAvailable_bytes: [],
    node_memory_MemTotal_bytes: [],
  },
);

/** The PodMonitor of each vLLM server. */
const vllm = table(
  'vllm-project/vllm v1/metrics/loggers.py, docs.vllm.ai/en/v0.32.0/usage/metrics; PodMonitor of the server (2026-11)',
  [...ofPod, 'model_name', 'engine'],
  {
    'vllm:num_requests_running': [],
    'vllm:num_requests_waiting': [],
    'vllm:kv_cache_usage_perc': [],
    'vllm:gpu_cache_usage_perc': [],
    'vllm:num_preemptions_total': [],
    'vllm:prompt_tokens_total': [],
    'vllm:generation_tokens_total': [],
    'vllm:prefix_cache_queries_total': [],
    'vllm:prefix_cache_hits_total': [],
    'vllm:request_success_total': ['finished_reason'],
    'vllm:iteration_tokens_total_count': [],
    'vllm:time_to_first_token_seconds_bucket': ['le'],
    'vllm:inter_token_latency_seconds_bucket': ['le'],
    'vllm:e2e_request_latency_seconds_bucket': ['le'],
    'vllm:request_queue_time_seconds_bucket': ['le'],
  },
);
const vllmHttp = table(
  'vllm-project/vllm entrypoints/serve/instrumentator/metrics.py; trallnag/prometheus-fastapi-instrumentator, default metrics (2026-11)',
  ofPod,
  { http_requests_total: ['handler', 'method', 'status'] },
);

/** The PodMonitor `keda-operator`, which keeps the labels of KEDA. */
const ofScaler = ['metric', 'scaledObject', 'scaler', 'triggerIndex', 'type'];
const keda = table(
  'kedacore/keda 2.20.0 pkg/metricscollector/prommetrics.go; PodMonitor keda-operator (2026-11)',
  ofPod,
  {
    keda_scaler_metrics_value: ofScaler,
    keda_scaler_metrics_latency_seconds: ofScaler,
    keda_scaler_active: ofScaler,
    keda_scaled_object_errors_total: ['scaledObject'],
    keda_scaled_job_errors_total: ['scaledJob'],
    keda_scaled_object_paused: ['scaledObject'],
    keda_internal_scale_loop_latency_seconds: ['type', 'resource'],
  },
);

/** DCGM exporter of the GPU Operator, by its PodMonitor; that of AKS's managed pools, by the agent's own target `dcgm-exporter`. */
const dcgm = table(
  'NVIDIA/dcgm-exporter etc/dcp-metrics-included.csv; PodMonitor nvidia-dcgm-exporter; Azure/prometheus-collector dcgmExporterDefault.yml (2026-11)',
  [...scraped, 'gpu'],
  {
    DCGM_FI_DEV_GPU_UTIL: [],
    DCGM_FI_DEV_FB_USED: [],
    DCGM_FI_DEV_POWER_USAGE: [],
    DCGM_FI_DEV_GPU_TEMP: [],
    DCGM_FI_DEV_XID_ERRORS: [],
  },
);

/** Every metric that an expression of ours may name. */
export const knownMetrics: ReadonlyMap<string, KnownMetric> = new Map([
  ...kubeState,
  ...statefulSets,
  ...autoscalers,
  ...nodes,
  ...vllm,
  ...vllmHttp,
  ...keda,
  ...dcgm,
]);
