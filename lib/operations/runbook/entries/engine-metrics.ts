import { kvCacheMetric, vllmEngineVersion } from '../../../engine/inference/vllm-metrics';
import type { RunbookModelServer } from '../runbook';

/**
 * Command that reads the metrics of an engine from inside its pod `$POD`: network policies block
 * other clients. It uses Python, because the image may lack curl.
 */
export function engineMetrics({ engine, workload, metricsPort }: RunbookModelServer): string {
  const { namespace, container } = workload;
  const names = engine === 'vLLM' ? vllmMetrics(container.image) : tritonMetrics;
  const pattern = `^(${names.join('|')})[{ ]`;
  return `kubectl exec "$POD" --namespace ${namespace} --container ${container.name} -- python3 -c 'import urllib.request; print(urllib.request.urlopen("http://localhost:${metricsPort}/metrics").read().decode())' | grep -E '${pattern}'`;
}

/** Source: docs.vllm.ai/en/v0.32.0/usage/metrics (2026-11). */
function vllmMetrics(image: string): readonly string[] {
  return [
    'vllm:num_requests_running',
    'vllm:num_requests_waiting',
    kvCacheMetric(vllmEngineVersion(image)),
    'vllm:num_preemptions_total',
    'vllm:iteration_tokens_total_count',
  ];
}

/** Source: triton-inference-server/server docs/user_guide/metrics.md (2026-11). */
const tritonMetrics = [
  'nv_inference_pending_request_count',
  'nv_inference_request_success',
  'nv_inference_request_failure',
];
