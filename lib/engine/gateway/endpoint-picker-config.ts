/** Engines whose metrics the endpoint picker reads. Source: llm-d/llm-d-router `config/charts/routerlib` (2026-11). */
export type PickedEngine = 'vllm' | 'triton';

/**
 * How the endpoint picker chooses a pod: the free one that has most of the prompt in its cache.
 *
 * The weights are those of llm-d's own chart. A cached prefix weighs more than a short queue, because a prompt that is
 * computed again costs its GPU more than a short wait; queue and KV cache together outweigh it, so that one pod does not
 * take everything. For Triton, whose protocols it does not read, the load alone decides.
 * Source: llm-d/llm-d-router `config/charts/routerlib/templates/_config.yaml` (0.10; 2026-11).
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
