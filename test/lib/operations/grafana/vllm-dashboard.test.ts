import type { GrafanaDashboard } from '../../../../lib/operations/grafana/dashboard-model';
import { vllmDashboard } from '../../../../lib/operations/grafana/vllm-dashboard';
import type { DashboardServer } from '../../../../lib/operations/grafana/vllm-series';
import { interpolate } from './interpolate';
import { graph } from './read-dashboard';

const chat: DashboardServer = {
  name: 'chat',
  namespace: 'ai',
  servedModelName: 'microsoft/phi-4',
  maxReplicas: 3,
  waitingPerReplica: 8,
  startupBudgetSeconds: 600,
};
const coder: DashboardServer = {
  ...chat,
  name: 'coder',
  servedModelName: 'Qwen/Qwen2.5-Coder',
  maxReplicas: 2,
};
const of = (...servers: readonly DashboardServer[]) =>
  vllmDashboard({ uid: 'vllm', environments: [{ name: 'production', namespace: 'ai', servers }] });
const queries = (dashboard: GrafanaDashboard, title: string, server?: string) =>
  graph(dashboard, title).targets.map(({ expr }) =>
    interpolate(dashboard, expr, server === undefined ? {} : { server }),
  );

test('each server is a choice of the series of its model', () => {
  const dashboard = of(chat, coder);
  expect(queries(dashboard, 'Tokens per second', 'coder')[0]).toBe(
    'sum(rate(vllm:prompt_tokens_total{namespace="ai",model_name="Qwen/Qwen2.5-Coder"}[2m]))',
  );
});

test('the responses of a server are those of its PodMonitor', () =>
  expect(queries(of(chat, coder), 'Responses per second by status', 'coder')).toEqual([
    'sum by (status) (rate(http_requests_total{namespace="ai",job=~"ai/(coder)"}[2m]))',
  ]));

test('the limits are those of the definition', () => {
  const dashboard = of(chat, { ...coder, waitingPerReplica: undefined });
  const series = (limit: number, choice: string) =>
    `label_replace(label_replace(vector(${limit}), "choice", "ai ${choice}", "", ""), "environment", "production", "", "")`;
  const limits = (first: number, second: number) =>
    `(${series(first, 'microsoft/phi-4')} or ${series(second, 'Qwen/Qwen2.5-Coder')}) and on (choice) label_replace(vector(1), "choice", "ai microsoft/phi-4", "", "")`;
  expect(queries(dashboard, 'Waiting requests per replica')[1]).toBe(limits(8, 5));
  expect(queries(dashboard, 'Replicas with an engine')[1]).toBe(limits(3, 2));
});

test('two servers of one model are one choice, because their series do not differ', () => {
  const dashboard = of(chat, { ...chat, name: 'chat-spot', maxReplicas: 4, waitingPerReplica: 6 });
  const server = dashboard.templating.list.find(({ name }) => name === 'server')!;
  expect(server.options.map(({ text, value }) => [text, value])).toEqual([
    ['chat|chat-spot', 'microsoft/phi-4'],
  ]);
  expect(queries(dashboard, 'Replicas with an engine')[1]).toContain('vector(7)');
  expect(queries(dashboard, 'Waiting requests per replica')[1]).toContain('vector(6)');
  expect(queries(dashboard, 'Responses per second by status')[0]).toContain('job=~"ai/(chat|chat-spot)"');
});

test('a group on several nodes is one replica, which its leader represents', () => {
  const dashboard = of({ ...chat, kind: 'LeaderWorkerSet' }, coder);
  expect(queries(dashboard, 'Ready replicas')).toEqual([
    'sum(kube_statefulset_status_replicas_ready{namespace="ai",statefulset="chat"})',
    'sum(kube_deployment_status_replicas_available{namespace="ai",deployment="coder"})',
  ]);
});

test('an old engine has another name for its KV cache', () => {
  const dashboard = of({ ...chat, engineVersion: '0.9.2' }, coder);
  expect(queries(dashboard, 'Highest KV cache usage')).toEqual([
    'max by (model_name) (vllm:gpu_cache_usage_perc{namespace="ai"})',
    'max by (model_name) (vllm:kv_cache_usage_perc{namespace="ai"})',
  ]);
});
