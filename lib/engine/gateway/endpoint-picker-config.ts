/**
 * Engine that the endpoint picker supports.
 *
 * @see llm-d/llm-d-router `config/charts/routerlib` (2026-11)
 */
export type PickedEngine = 'vllm' | 'triton';

/**
 * Configuration of the endpoint picker: it selects the pod with the lowest load that has most of
 * the prompt in its cache.
 *
 * The weights are those of llm-d's chart. A cached prefix counts more than a short queue, because
 * computing a prompt again costs more GPU time than a short wait. Queue and KV cache together count
 * more than the prefix, so one pod does not get all requests. The picker does not parse Triton's
 * protocols, so for Triton only the load counts.
 *
 * @see llm-d/llm-d-router `config/charts/routerlib/templates/_config.yaml` (0.10; 2026-11)
 */
export function endpointPickerConfig(engine: PickedEngine) {
  return engine === 'vllm' ? loadAndPrefixConfig : loadConfig;
}

const header = { apiVersion: 'llm-d.ai/v1alpha1', kind: 'EndpointPickerConfig' } as const;

const loadAndPrefixConfig = {
  ...header,
  plugins: [
    { type: 'queue-scorer' },
    { type: 'kv-cache-utilization-scorer' },
    { type: 'prefix-cache-scorer' },
    { type: 'metrics-data-source', parameters: { scheme: 'http', path: '/metrics' } },
    { type: 'core-metrics-extractor' },
  ],
  schedulingProfiles: [
    {
      name: 'default',
      plugins: [
        { pluginRef: 'queue-scorer', weight: 2 },
        { pluginRef: 'kv-cache-utilization-scorer', weight: 2 },
        { pluginRef: 'prefix-cache-scorer', weight: 3 },
      ],
    },
  ],
};

const loadConfig = {
  ...header,
  plugins: [{ type: 'active-request-scorer' }, { type: 'passthrough-parser' }],
  schedulingProfiles: [{ name: 'default', plugins: [{ pluginRef: 'active-request-scorer', weight: 1 }] }],
  requestHandler: { parsers: [{ pluginRef: 'passthrough-parser' }] },
};
