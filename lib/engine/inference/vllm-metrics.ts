/** Selector for the series of a vLLM server. */
export interface VllmSeriesInput {
  /** Namespace of the server's pods. */
  readonly namespace: string;
  /** Name of the model in the API (`--served-model-name`), which is the label `model_name`. */
  readonly servedModelName: string;
  /**
   * Regular expression for the names of its pods. Required if another server has the same name of
   * the model.
   *
   * @default any pod
   */
  readonly pods?: string;
}

/**
 * First minor version with the new name of the KV cache metric, without "gpu". Every patch of 0.9
 * has the old name, a late patch has both; 0.10 hides the old name, and the version after 0.11
 * removes it.
 *
 * @see vllm-project/vllm#18354, #29330; docs.vllm.ai/en/v0.32.0/usage/metrics, "Deprecated metrics"
 * (2026-11)
 */
const kvCacheNameSinceMinor = 10;

/** Name of the gauge with the used share of the KV cache, 0 to 1. */
export function kvCacheMetric(engineVersion?: string): string {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(engineVersion ?? '') ?? [];
  const isOld = major === '0' && Number(minor) < kvCacheNameSinceMinor;
  return isOld ? 'vllm:gpu_cache_usage_perc' : 'vllm:kv_cache_usage_perc';
}

/**
 * Version of the engine from the tag of an image, `0.32.0`; undefined for other tags, such as those
 * of your own builds.
 */
export function vllmEngineVersion(image: string): string | undefined {
  return /:v?(\d+\.\d+(?:\.\d+)?)(?:[^\d.:/@][^:/@]*)?(?:@[^/]*)?$/.exec(image)?.[1];
}

/**
 * Selector for a metric of one server, with all replicas and engines. PromQL allows the colon in
 * the name.
 *
 * The scrape adds the label `namespace`: a PodMonitor adds `namespace`, `pod` and `container`, also
 * in managed Prometheus, whose collector uses the generator of the Prometheus operator.
 *
 * @see learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-crd; vLLM
 * `v1/metrics/loggers.py` (2026-11)
 */
export function vllmSeries(metric: string, { namespace, servedModelName, pods }: VllmSeriesInput): string {
  const ofPods = pods === undefined ? '' : `,pod=~${promQlText(pods)}`;
  return `${metric}{namespace=${promQlText(namespace)},model_name=${promQlText(servedModelName)}${ofPods}}`;
}

/**
 * String literal of PromQL, with Go's escapes.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals (2026-11)
 */
export function promQlText(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
