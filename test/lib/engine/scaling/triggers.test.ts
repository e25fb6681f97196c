import { vllmQuery } from '../../../../lib/engine/inference/vllm-queries';
import { checkScalerTrigger } from '../../../../lib/engine/scaling/check-scaler-trigger';
import { cronExpressionProblem, timeZoneProblem } from '../../../../lib/engine/scaling/cron-expression';
import type { ScalerTriggerSpec } from '../../../../lib/engine/scaling/scaler-trigger';
import {
  type PrometheusTriggerInput,
  prometheusTrigger,
} from '../../../../lib/engine/scaling/scalers/prometheus';
import { serviceBusTrigger } from '../../../../lib/engine/scaling/scalers/service-bus';
import { cpuTrigger } from '../../../../lib/engine/scaling/triggers/cpu';
import { cronTrigger } from '../../../../lib/engine/scaling/triggers/cron';
import { genericTrigger } from '../../../../lib/engine/scaling/triggers/keda';
import { memoryTrigger } from '../../../../lib/engine/scaling/triggers/memory';
import { vllmTrigger } from '../../../../lib/engine/scaling/triggers/vllm';
import { ProblemList } from '../../../../lib/problems/problem-list';

const managed = { managedQueryEndpoint: 'https://my-monitor-a1b2.koreacentral.prometheus.monitor.azure.com' };
const office = { timezone: 'Asia/Seoul', start: '30 8 * * 1-5', end: '0 19 * * 1-5', desiredReplicas: 2 };
const prometheus = (changes: Partial<PrometheusTriggerInput> = {}) =>
  prometheusTrigger({ server: managed, query: 'sum(vllm:num_requests_waiting)', threshold: 5, ...changes });
const queue = serviceBusTrigger({ source: { queue: 'jobs' }, serviceBusNamespace: 'my-bus' });

const problemsOf = (trigger: ScalerTriggerSpec): string[] => {
  const problems = ProblemList.create();
  checkScalerTrigger(trigger, problems);
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message} ${fix}`);
};

const triggers: Record<string, ScalerTriggerSpec> = {
  'a queue': queue,
  'a subscription of a topic in another cloud': serviceBusTrigger({
    source: { topic: 'events', subscription: 'embedder' },
    serviceBusNamespace: 'my-bus',
    cloud: 'AzureUSGovernmentCloud',
    messagesPerReplica: 1,
    activationMessages: 10,
    name: 'events',
  }),
  'managed Prometheus': prometheus({ activationThreshold: 0.5, emptyIsZero: true, name: 'waiting' }),
  'a Prometheus in the cluster': prometheus({
    server: { inClusterAddress: 'http://prometheus.monitoring:9090' },
    query: 'avg(vllm:kv_cache_usage_perc)',
    threshold: 0.75,
    description: 'KV cache',
  }),
  'office hours': cronTrigger(office),
  CPU: cpuTrigger({ utilizationPercent: 70 }),
  'memory of a container': memoryTrigger({ averageValue: '2Gi', containerName: 'app', name: 'memory' }),
  'any other scaler': genericTrigger({
    type: 'redis',
    metadata: { address: 'redis:6379', listName: 'jobs', listLength: 5, enableTLS: true },
    producedByTarget: false,
    authentication: { triggerAuthenticationName: 'redis' },
  }),
};

test.each(Object.entries(triggers))('%s', (_, trigger) => {
  expect(trigger).toMatchSnapshot();
  expect(problemsOf(trigger)).toEqual([]);
});

describe('the metric type of a query', () => {
  it('is AverageValue for a total', () => expect(prometheus().metricType).toBe('AverageValue'));
  it('is Value for an average', () => expect(prometheus({ query: 'avg(a)' }).metricType).toBe('Value'));
});

test('an empty result is an error by default: a lost scrape removes no replicas', () =>
  expect(prometheus().metadata.ignoreNullValues).toBe('false'));

test.each([
  ['Asia/Seoul', undefined],
  ['Etc/UTC', undefined],
  ['UTC', undefined],
  ['KST+9', '"KST+9" is not an IANA time zone'],
  ['+09:00', '"+09:00" is not an IANA time zone'],
  ['Local', '"Local" is not an IANA time zone'],
  ['', '"" is not an IANA time zone'],
])('the time zone "%s"', (name, problem) => expect(timeZoneProblem(name)).toBe(problem));

test.each(['* * * * *', '*/15 0-5,22 1,15 JAN-MAR mon-fri', '0 0 ? * 0', '5/20 * 31 12 6'])(
  '"%s" is cron',
  (expression) => expect(cronExpressionProblem(expression)).toBeUndefined(),
);

test.each([
  ['', '"" has 0 fields'],
  ['0 0 * * * *', 'has 6 fields'],
  ['@daily', 'has 1 fields'],
  ['60 * * * *', '"60" in "60 * * * *" is not a valid minute: use 0 to 59, a range, or a step'],
  ['* 24 * * *', '"24" in "* 24 * * *" is not a valid hour: use 0 to 23, a range, or a step'],
  ['* * 0 * *', '"0" in "* * 0 * *" is not a valid day of the month: use 1 to 31, a range, or a step'],
  ['* * * 13 *', '"13" in "* * * 13 *" is not a valid month: use 1 to 12, a range, or a step'],
  ['* * * * 7', '"7" in "* * * * 7" is not a valid day of the week: use 0 to 6, a range, or a step'],
  [
    '* * * * FRI-MON',
    '"FRI-MON" in "* * * * FRI-MON" is not a valid day of the week: use 0 to 6, a range, or a step',
  ],
  ['*/0 * * * *', '"*/0"'],
  ['1- * * * *', '"1-"'],
])('"%s" is not cron: %s', (expression, problem) =>
  expect(cronExpressionProblem(expression)).toContain(problem),
);

const metadata = (trigger: ScalerTriggerSpec, changes: Record<string, string>): ScalerTriggerSpec => ({
  ...trigger,
  metadata: { ...trigger.metadata, ...changes },
});

test.each<[string, ScalerTriggerSpec]>([
  ['several series', prometheus({ query: 'vllm:num_requests_waiting' })],
  ['no PromQL', prometheus({ query: 'sum(' })],
  ['a scalar', prometheus({ query: 'scalar(sum(a))' })],
  ['a range', prometheus({ query: 'a[5m]' })],
  ['a total as Value', prometheus({ metricType: 'Value' })],
  ['an average as AverageValue', prometheus({ query: 'avg(a)', metricType: 'AverageValue' })],
  ['no threshold', metadata(prometheus(), { threshold: '' })],
  ['a threshold of 0', prometheus({ threshold: 0 })],
  ['a negative activation', prometheus({ activationThreshold: -1 })],
  ['a server without a scheme', prometheus({ server: { inClusterAddress: 'prometheus:9090' } })],
  [
    'a token of Entra ID for a server in the cluster',
    { ...prometheus({ server: { inClusterAddress: 'http://p:9090' } }), authentication: 'azure-workload' },
  ],
  ['a workload identity and authModes', metadata(prometheus(), { authModes: 'bearer' })],
  ['an unknown time zone', cronTrigger({ ...office, timezone: 'Asia/Soeul' })],
  ['a wrong start', cronTrigger({ ...office, start: '30 8 * *' })],
  ['a start that is the end', cronTrigger({ ...office, end: office.start })],
  ['no replicas by the clock', cronTrigger({ ...office, desiredReplicas: 0 })],
  ['no percentage', cpuTrigger({ utilizationPercent: 0 })],
  ['CPU as memory', cpuTrigger({ averageValue: '2Gi' })],
  ['memory as CPU', memoryTrigger({ averageValue: '500m' })],
  ['the metric type Value of CPU', { ...cpuTrigger({ utilizationPercent: 70 }), metricType: 'Value' }],
  ['CPU that signs in', { ...cpuTrigger({ utilizationPercent: 70 }), authentication: 'azure-workload' }],
  ['utilization of a queue', { ...queue, metricType: 'Utilization' }],
  ['no messages', metadata(queue, { messageCount: '0' })],
  ['less than no messages', metadata(queue, { activationMessageCount: '-1' })],
  ['a queue and a topic', metadata(queue, { topicName: 'a', subscriptionName: 'b' })],
  ['a topic without a subscription', { ...queue, metadata: { namespace: 'my-bus', topicName: 'a' } }],
  ['an address in place of a namespace', metadata(queue, { namespace: 'my-bus.servicebus.windows.net' })],
  ['no namespace', metadata(queue, { namespace: '' })],
  [
    'no name of a scaler',
    genericTrigger({ type: 'Azure ServiceBus', metadata: {}, producedByTarget: false }),
  ],
])('%s is refused', (_, trigger) => {
  const problems = problemsOf(trigger);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchSnapshot();
});

describe('the triggers of a vLLM server', () => {
  it.each([
    ['waiting', 'sum(vllm:num_requests_waiting)', '5', 'AverageValue'],
    ['running', 'sum(vllm:num_requests_running)', '179', 'AverageValue'],
    ['kv-cache', 'avg(vllm:kv_cache_usage_perc)', '0.75', 'Value'],
  ] as const)('%s', (metric, query, threshold, metricType) => {
    const trigger = vllmTrigger({ server: managed, metric, query });
    expect(trigger).toMatchObject({ metricType, producedByTarget: true, metadata: { threshold } });
    expect(problemsOf(trigger)).toEqual([]);
  });

  it.each(['waiting', 'running', 'kv-cache'] as const)('%s: the ready query is used unchanged', (metric) => {
    const { query, metricType } = vllmQuery(metric, {
      namespace: 'production',
      servedModelName: 'microsoft/phi-4',
    });
    const trigger = vllmTrigger({ server: managed, metric, query });
    expect(trigger.metricType).toBe(metricType);
    expect(problemsOf(trigger)).toEqual([]);
  });

  it('count nothing as 0 only where replicas may go to none', () => {
    const ignored = (toZero: boolean) =>
      vllmTrigger({ server: managed, metric: 'waiting', query: 'sum(a)', toZero }).metadata.ignoreNullValues;
    expect([ignored(true), ignored(false)]).toEqual(['true', 'false']);
  });
});
