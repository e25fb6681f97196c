import { vllmEngineVersion } from '../../../../lib/engine/inference/vllm-metrics';
import { vllmQuery } from '../../../../lib/engine/inference/vllm-queries';
import { checkScalerTrigger } from '../../../../lib/engine/scaling/check-scaler-trigger';
import { promQlResult } from '../../../../lib/engine/scaling/promql/promql-result';
import { vllmTrigger } from '../../../../lib/engine/scaling/triggers/vllm';
import { ProblemList } from '../../../../lib/problems/problem-list';

const qwen = { namespace: 'inference', servedModelName: 'Qwen/Qwen2.5-7B-Instruct' };
const labels = '{namespace="inference",model_name="Qwen/Qwen2.5-7B-Instruct"}';
const server = { managedQueryEndpoint: 'https://my-monitor-a1b2.koreacentral.prometheus.monitor.azure.com' };

test.each([
  ['waiting', `sum(vllm:num_requests_waiting${labels})`, 'AverageValue'],
  ['running', `sum(vllm:num_requests_running${labels})`, 'AverageValue'],
  ['kv-cache', `avg(vllm:kv_cache_usage_perc${labels})`, 'Value'],
] as const)('%s', (metric, query, metricType) => {
  expect(vllmQuery(metric, qwen)).toEqual({ query, metricType });
});

describe.each(['waiting', 'running', 'kv-cache'] as const)('a trigger on %s', (metric) => {
  const { query, metricType } = vllmQuery(metric, { ...qwen, servedModelName: 'a "b" \\c\n' });
  const trigger = vllmTrigger({ server, metric, query });

  it('has nothing that KEDA refuses', () => {
    const problems = ProblemList.create();
    checkScalerTrigger(trigger, problems);
    expect(problems.problems).toEqual([]);
  });
  it('has the metric type of the query', () => expect(trigger.metricType).toBe(metricType));
  it('gives one series', () => expect(promQlResult(query).series).toBe('one'));
});

test('a name with quotes, backslashes and line ends stays one text', () => {
  expect(vllmQuery('waiting', { namespace: 'n', servedModelName: 'a"\\\n' }).query).toBe(
    'sum(vllm:num_requests_waiting{namespace="n",model_name="a\\"\\\\\\n"})',
  );
});

test.each([
  ['0.9.2', 'vllm:gpu_cache_usage_perc'],
  ['v0.6.4.post1', 'vllm:gpu_cache_usage_perc'],
  ['0.10.0', 'vllm:kv_cache_usage_perc'],
  ['0.32.0', 'vllm:kv_cache_usage_perc'],
  ['1.0.0', 'vllm:kv_cache_usage_perc'],
  [undefined, 'vllm:kv_cache_usage_perc'],
])('engine %s names the KV cache %s', (engineVersion, metric) => {
  expect(vllmQuery('kv-cache', { ...qwen, engineVersion }).query).toBe(`avg(${metric}${labels})`);
});

test.each([
  ['docker.io/vllm/vllm-openai:v0.31.0', '0.31.0'],
  [`docker.io/vllm/vllm-openai:v0.9.1@sha256:${'a'.repeat(64)}`, '0.9.1'],
  ['docker.io/vllm/vllm-openai:v0.31.0-cu130', '0.31.0'],
  ['myregistry.azurecr.io/vllm:2026-11-04', undefined],
  ['localhost:5000/vllm', undefined],
  ['vllm/vllm-openai:latest', undefined],
])('the engine of %s is %s', (image, version) => {
  expect(vllmEngineVersion(image)).toBe(version);
});
