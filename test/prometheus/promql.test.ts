import type { KnownMetric } from './known-metrics';
import { readPromQl } from './promql';

const known = new Map<string, KnownMetric>([
  ['up', { labels: ['job', 'instance'], source: 'test' }],
  ['vllm:latency_bucket', { labels: ['pod', 'le'], source: 'test' }],
]);
const problems = (expression: string) => readPromQl(expression, known).problems;

test.each([
  'up',
  'sum by (job) (rate(up{instance="a"}[5m])) > 0',
  'up and on (job) up unless on () up',
  'sum without (instance) (up) * on (job) group_left () sum by (job) (up)',
  'histogram_quantile(0.99, sum by (le, pod) (rate(vllm:latency_bucket[5m])))',
  'sum by (pool) (label_replace(up, "pool", "$1", "instance", "aks-(.+)"))',
  'label_replace(vector(2), "pool", "gpu", "", "")',
  '5 * sum(up)',
  'sum by (instance) (up * on (job) group_left () sum by (job) (up))',
])('is right: %s', (expression) => expect(problems(expression)).toEqual([]));

test.each([
  ['sum(up', 'not PromQL at 6: '],
  ['up{instance="a"', 'not PromQL at 15: '],
  ['down', 'unknown metric down'],
  ['up{pod="a"}', 'up has no label pod'],
  ['sum by (pod) (up)', 'there is no label pod in: sum by (pod) (up)'],
  ['sum(up) > on (job) up', 'there is no label job in: sum(up) > on (job) up'],
  ['up and on (pod) up', 'there is no label pod in: up and on (pod) up'],
  [
    'sum by (job) (sum by (instance) (up))',
    'there is no label job in: sum by (job) (sum by (instance) (up))',
  ],
  ['histogram_quantile(0.9, up)', 'there is no label le in: histogram_quantile(0.9, up)'],
  [
    'label_replace(up, "a", "$1", "pod", "(.+)")',
    'there is no label pod in: label_replace(up, "a", "$1", "pod", "(.+)")',
  ],
])('is wrong: %s', (expression, problem) => expect(problems(expression)).toContain(problem));

test('returns the metrics that an expression reads, and the labels of its result', () => {
  const { metrics, labels } = readPromQl('up / on (job) group_left () sum by (job) (up)', known);
  expect(metrics).toEqual(['up']);
  expect(labels).toEqual(['job', 'instance']);
});
