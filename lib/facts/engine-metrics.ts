/** What a gauge of an inference engine counts. */
export type EngineLoad =
  /** Requests that wait until the batch has room. 0 while batches are full and no request waits. */
  | 'queue'
  /** Requests, or a share of the memory, in use by the batches. */
  | 'batch';

/** A gauge of the load of an inference engine. */
export interface EngineMetric {
  /** The engine's name for its product. */
  readonly engine: string;
  readonly metric: string;
  readonly load: EngineLoad;
}

/**
 * Gauges of load, by engine.
 *
 * @see vllm-project/vllm vllm/v1/metrics/loggers.py;
 * docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/user_guide/metrics.html
 * ("Pending Request Count": requests awaiting execution by a backend); sgl-project/sglang
 * docs/references/production_metrics.md;
 * huggingface.co/docs/text-generation-inference/reference/metrics; ggml-org/llama.cpp
 * tools/server/README.md (2026-12-01)
 */
export const engineMetrics: readonly EngineMetric[] = [
  { engine: 'vLLM', metric: 'vllm:num_requests_waiting', load: 'queue' },
  { engine: 'vLLM', metric: 'vllm:num_requests_running', load: 'batch' },
  { engine: 'Triton', metric: 'nv_inference_pending_request_count', load: 'queue' },
  { engine: 'Triton', metric: 'nv_gpu_utilization', load: 'batch' },
  { engine: 'SGLang', metric: 'sglang:num_queue_reqs', load: 'queue' },
  { engine: 'SGLang', metric: 'sglang:num_running_reqs', load: 'batch' },
  { engine: 'TGI', metric: 'tgi_queue_size', load: 'queue' },
  { engine: 'TGI', metric: 'tgi_batch_current_size', load: 'batch' },
  { engine: 'llama.cpp', metric: 'llamacpp:requests_deferred', load: 'queue' },
  { engine: 'llama.cpp', metric: 'llamacpp:requests_processing', load: 'batch' },
];
