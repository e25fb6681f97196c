import { promQlResult } from '../../../../lib/engine/scaling/promql/promql-result';
import {
  inferenceAlertRules,
  stallMinutes,
  type WatchedServer,
} from '../../../../lib/operations/alerts/inference-alerts';

const server: WatchedServer = {
  name: 'qwen',
  namespace: 'inference',
  servedModelName: 'Qwen/Qwen2.5-7B-Instruct',
  startupBudgetSeconds: 610,
};
const rules = (changes: Partial<WatchedServer> = {}) => {
  const [stalled, unavailable] = inferenceAlertRules({ ...server, ...changes });
  return { stalled: stalled!, unavailable: unavailable! };
};

test.each([
  ['a model of 4096 tokens', 4096, 3],
  ['a usual model', undefined, 7],
  ['a model of a million tokens', 1_048_576, 37],
])('%s may be silent for as long as its longest prompt', (_, maxModelLen, minutes) => {
  expect(stallMinutes(maxModelLen)).toBe(minutes);
  expect(rules({ maxModelLen }).stalled.forMinutes).toBe(minutes);
});

test('a stall is requests without a step, for each pod and rank', () => {
  const labels =
    '{namespace="inference",model_name="Qwen/Qwen2.5-7B-Instruct",pod=~"qwen-[a-z0-9]+-[a-z0-9]{5}"}';
  const by = 'by (namespace, pod, engine)';
  expect(rules().stalled.expression).toBe(
    `(sum ${by} (vllm:num_requests_running${labels}) + sum ${by} (vllm:num_requests_waiting${labels})) > 0 ` +
      `and on (namespace, pod, engine) sum ${by} (increase(vllm:iteration_tokens_total_count${labels}[2m])) == 0`,
  );
});

test('a Deployment is unavailable if it requires replicas and none is ready', () => {
  const labels = '{namespace="inference",deployment="qwen"}';
  expect(rules().unavailable.expression).toBe(
    `sum by (namespace, deployment) (kube_deployment_status_replicas_available${labels}) == 0 ` +
      `and on (namespace, deployment) sum by (namespace, deployment) (kube_deployment_spec_replicas${labels}) > 0`,
  );
});

test('a LeaderWorkerSet is unavailable if it has leaders and none is ready', () => {
  const { expression } = rules({ kind: 'LeaderWorkerSet' }).unavailable;
  expect(expression).toContain(
    'kube_statefulset_status_replicas_ready{namespace="inference",statefulset="qwen"}) == 0',
  );
  expect(expression).toContain(
    'kube_statefulset_status_replicas{namespace="inference",statefulset="qwen"}) > 0',
  );
});

test('a start may take its startup limit after the node and the image pull', () => {
  expect(rules().unavailable.forMinutes).toBe(11 + 30);
});

test.each(['Deployment', 'LeaderWorkerSet'] as const)('every expression for a %s is PromQL', (kind) => {
  const { stalled, unavailable } = rules({ kind });
  for (const { expression } of [stalled, unavailable])
    expect(promQlResult(expression).problem).toBeUndefined();
});
