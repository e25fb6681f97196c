import { promQlResult } from '../../../../lib/engine/scaling/promql-result';

test.each([
  ['sum(vllm:num_requests_waiting{namespace="a", model_name=~"x|y"})', 'total'],
  ['count(up)', 'total'],
  ['sum by () (a)', 'total'],
  ['sum(a) / 60', 'total'],
  ['60 * sum(a)', 'total'],
  ['sum(a) + sum(b)', 'total'],
  ['sum(a) or vector(0)', 'total'],
  ['ceil(sum(rate(a[5m] offset 1h)))', 'total'],
  ['max_over_time(sum(a)[5m:1m])', 'total'],
  ['avg(a)', 'level'],
  ['1 - avg(a)', 'level'],
  ['max(a)', 'level'],
  ['quantile(0.9, a)', 'level'],
  ['sum(rate(a[5m])) / sum(rate(b[5m]))', 'level'],
  ['histogram_quantile(0.95, sum by (le) (rate(a_bucket[5m])))', 'level'],
  ['histogram_quantile(0.95, sum(rate(a_bucket[5m])) by (le))', 'level'],
  ['scalar(a)', 'unknown'],
  ['vector(1)', 'number'],
])('%s is one series, a %s', (query, amount) =>
  expect(promQlResult(query)).toEqual({ series: 'one', amount }),
);

test.each([
  'vllm:num_requests_waiting',
  '{__name__="a"}',
  'sum(a) by (pod)',
  'sum without (pod) (a)',
  'topk(1, a)',
  'rate(a[5m])',
  'sum(a) / b',
  'sum by (pod) (a) > bool on (pod) sum(b)',
  'histogram_quantile(0.95, rate(a_bucket[5m]))',
  'sum by (le) (a) + histogram_quantile(0.95, rate(a_bucket[5m]))',
  'histogram_quantile(0.95, sum by (le, pod) (rate(a_bucket[5m])))',
])('%s may be several series', (query) => {
  const { series, problem } = promQlResult(query);
  expect(problem).toBeUndefined();
  expect(series).toBe('several');
});

test.each([
  ['sum(a', 'it ends where ")" is wanted'],
  ['', 'it ends where an operand is wanted'],
  ['sum()', 'sum() has no argument'],
  ['sum(a) b', '"b" comes after its end'],
  ['$a', '"$" at character 1 has no place in it'],
  ['a{b="c"', 'it ends where "}" is wanted'],
  [')', '")" stands where an operand is wanted'],
])('%s is no expression: %s', (query, problem) =>
  expect(promQlResult(query).problem).toBe(`"${query}" is not PromQL: ${problem}`),
);
