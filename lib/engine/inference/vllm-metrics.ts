/** Which series of a vLLM server is meant. */
export interface VllmSeriesInput {
  /** Namespace of the server's pods. */
  readonly namespace: string;
  /** Name of the model in the API (`--served-model-name`): the engine writes it to the label `model_name`. */
  readonly servedModelName: string;
  /**
   * Regular expression of the names of its pods, without which the series of another server that serves the same model are meant as
   * well. Default: any.
   */
  readonly pods?: string;
}

/**
 * First minor version whose metrics name the KV cache without "gpu". 0.9 has the old name in every patch; the new one came with a
 * patch of 0.9, the old one was hidden from 0.10 on and removed after 0.11.
 * Source: vllm-project/vllm#18354, #29330; docs.vllm.ai/en/v0.32.0/usage/metrics, "Deprecated metrics" (2026-11).
 */
const kvCacheNameSinceMinor = 10;

/** Name of the gauge that says which share of the KV cache is in use, 0 to 1. */
export function kvCacheMetric(engineVersion?: string): string {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(engineVersion ?? '') ?? [];
  const isOld = major === '0' && Number(minor) < kvCacheNameSinceMinor;
  return isOld ? 'vllm:gpu_cache_usage_perc' : 'vllm:kv_cache_usage_perc';
}

/** The engine's version by the tag of an image, `0.32.0`; undefined for tags that do not say it, such as one's own build. */
export function vllmEngineVersion(image: string): string | undefined {
  return /:v?(\d+\.\d+(?:\.\d+)?)(?:[^\d.:/@][^:/@]*)?(?:@[^/]*)?$/.exec(image)?.[1];
}

/**
 * The series of a metric of one server, every replica and engine of it. The name has a colon, which PromQL takes as it is.
 *
 * `namespace` comes from the scrape: a PodMonitor adds `namespace`, `pod` and `container`, also in managed Prometheus, whose
 * collector makes its configuration with the operator's own generator.
 * Source: learn.microsoft.com/azure/azure-monitor/containers/prometheus-metrics-scrape-crd; vLLM `v1/metrics/loggers.py` (2026-11).
 */
export function vllmSeries(metric: string, { namespace, servedModelName, pods }: VllmSeriesInput): string {
  const ofPods = pods === undefined ? '' : `,pod=~${promQlText(pods)}`;
  return `${metric}{namespace=${promQlText(namespace)},model_name=${promQlText(servedModelName)}${ofPods}}`;
}

/**
 * A text as PromQL writes it. Escapes are those of Go: https://prometheus.io/docs/prometheus/latest/querying/basics/#string-literals
 * (2026-11).
 */
export function promQlText(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
