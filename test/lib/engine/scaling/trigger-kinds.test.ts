import { requireCompleteTriggers } from '../../../../lib/engine/scaling/check-scaler-trigger';
import { checkScalingPlan } from '../../../../lib/engine/scaling/check-scaling-plan';
import { completeTrigger, type ScalerTriggerSpec } from '../../../../lib/engine/scaling/scaler-trigger';
import { scalingPlan } from '../../../../lib/engine/scaling/scaling-plan';
import type { TriggerContext, TriggerNeed } from '../../../../lib/engine/scaling/trigger-kind';
import {
  scalerOf,
  type TriggerDefinition,
  triggerKindOf,
  triggerSchema,
} from '../../../../lib/engine/scaling/trigger-kinds';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { zodSchema } from '../../../../lib/values/zod-schema';

const context: TriggerContext = {
  namespace: 'production',
  workload: 'chat',
  toZero: false,
  cloud: 'AzurePublicCloud',
  serviceBusNamespace: 'my-bus',
  hasManagedPrometheus: true,
  inferenceServers: [
    {
      name: 'chat',
      servedModelName: 'phi',
      engineVersion: '0.32.0',
      maxNumSeqs: 100,
      engines: 2,
      nodes: 1,
    },
  ],
  missing: () => undefined,
};
const endpoint = 'https://my-monitor.koreacentral.prometheus.monitor.azure.com';
const owner = (scope: TriggerNeed['scope']): TriggerNeed => ({
  identity: undefined,
  role: 'Azure Service Bus Data Owner',
  scope,
});
const reader = {
  identity: undefined,
  role: 'Monitoring Data Reader',
  scope: { kind: 'monitorWorkspace' },
} as const;

/** One trigger of each type, with the role that KEDA requires. The compiler checks that no type is missing. */
const examples: {
  readonly [Type in TriggerDefinition['type']]: {
    readonly trigger: Extract<TriggerDefinition, { type: Type }>;
    readonly need?: TriggerNeed;
    readonly measures?: ScalerTriggerSpec['measures'];
  };
} = {
  'service-bus-queue': {
    trigger: { type: 'service-bus-queue', queue: 'jobs' },
    need: owner({ kind: 'queue', queue: 'jobs' }),
    measures: { of: 'messages', source: { queue: 'jobs' }, perReplica: 5 },
  },
  'service-bus-topic': {
    trigger: { type: 'service-bus-topic', topic: 'events', subscription: 'embedder', messagesPerReplica: 2 },
    need: owner({ kind: 'topic', topic: 'events' }),
    measures: { of: 'messages', source: { topic: 'events', subscription: 'embedder' }, perReplica: 2 },
  },
  vllm: {
    trigger: { type: 'vllm', metric: 'running' },
    need: reader,
    measures: { of: 'vllm', metric: 'running', threshold: 140 },
  },
  prometheus: {
    trigger: { type: 'prometheus', query: 'sum(rate(http_requests_total[1m]))', threshold: 5 },
    need: reader,
  },
  cron: {
    trigger: {
      type: 'cron',
      timeZone: 'Asia/Seoul',
      start: '0 8 * * 1-5',
      end: '0 19 * * 1-5',
      replicas: 2,
    },
  },
  cpu: { trigger: { type: 'cpu', utilizationPercent: 70 } },
  memory: { trigger: { type: 'memory', utilizationPercent: 70 } },
  keda: { trigger: { type: 'keda', scaler: 'redis', metadata: { listLength: 5 }, producedByTarget: false } },
};

const specOf = (trigger: TriggerDefinition, changes: Partial<TriggerContext> = {}) => {
  const problems = ProblemList.create();
  const spec = triggerKindOf(trigger).spec(trigger, { ...context, ...changes }, problems);
  expect(problems.problems).toEqual([]);
  return spec!;
};

describe.each(Object.entries(examples))('the trigger %s', (type, { trigger, need, measures }) => {
  it('has the shape of its schema', () => expect(zodSchema(triggerSchema).parse(trigger)).toEqual(trigger));

  it('rejects a field that its schema does not have', () =>
    expect(zodSchema(triggerSchema).safeParse({ ...trigger, lag: 5 }).success).toBe(false));

  it('belongs to a valid ScaledObject once the outputs are known', () => {
    const complete = completeTrigger(specOf(trigger), { prometheusQueryEndpoint: endpoint });
    const problems = ProblemList.create();
    checkScalingPlan(scalingPlan({ maxReplicas: 3, triggers: [complete] }), problems);
    requireCompleteTriggers([complete], problems);
    expect(problems.problems).toEqual([]);
  });

  it('signs in as an identity only if KEDA requires a role for it', () => {
    expect(triggerKindOf(trigger).needs?.(trigger)).toEqual(need);
    expect(specOf(trigger).authentication === 'azure-workload').toBe(need !== undefined);
  });

  it('carries what it measures as a value', () => expect(specOf(trigger).measures).toEqual(measures));

  it('finds the checks of its scaler by name', () =>
    expect(scalerOf(specOf(trigger))?.type).toBe(type === 'keda' ? undefined : specOf(trigger).type));
});

describe('a query to managed Prometheus', () => {
  const { trigger } = examples.prometheus;

  it('has no address until the outputs are known', () => {
    const spec = specOf(trigger);
    expect(spec.metadata).not.toHaveProperty('serverAddress');
    const problems = ProblemList.create();
    requireCompleteTriggers([spec], problems);
    expect(problems.problems.map(({ path }) => path)).toEqual(['triggers[0].serverAddress']);
    expect(completeTrigger(spec, { prometheusQueryEndpoint: endpoint })).toMatchObject({
      metadata: { serverAddress: endpoint },
    });
  });

  it('signs in to no server inside the cluster', () => {
    const inCluster = { ...trigger, inClusterAddress: 'http://prometheus.monitoring:9090' };
    expect(triggerKindOf(inCluster).needs?.(inCluster)).toBeUndefined();
    expect(specOf(inCluster).metadata['serverAddress']).toBe('http://prometheus.monitoring:9090');
  });

  it('counts an empty result as 0 only if the pods that report it may scale to zero', () => {
    const emptyIsZero = (producedByTarget: boolean, toZero: boolean) =>
      specOf({ ...trigger, producedByTarget }, { toZero }).metadata['ignoreNullValues'];
    expect([
      emptyIsZero(true, true),
      emptyIsZero(true, false),
      emptyIsZero(false, true),
      emptyIsZero(false, false),
    ]).toEqual(['true', 'false', 'false', 'false']);
  });
});

describe('a trigger on the load of a vLLM server', () => {
  const { trigger } = examples.vllm;
  const [chat] = context.inferenceServers;

  it('selects the series by the name of the model', () =>
    expect(specOf(trigger).metadata['query']).toBe(
      'sum(vllm:num_requests_running{namespace="production",model_name="phi"})',
    ));

  it('selects the pods if another server has the same name of the model', () =>
    expect(
      specOf(trigger, { inferenceServers: [chat!, { ...chat!, name: 'other' }] }).metadata['query'],
    ).toContain(',pod=~"chat-[a-z0-9]+-[a-z0-9]{5}"'));

  it('can create the first replica of another workload only', () => {
    expect(specOf(trigger).producedByTarget).toBe(true);
    expect(specOf({ ...trigger, server: 'chat' }, { workload: 'app' }).producedByTarget).toBe(false);
  });
});

test('problems of a cron trigger name the fields of the definition', () => {
  const { trigger } = examples.cron;
  const problems = ProblemList.create();
  const triggers = [specOf({ ...trigger, replicas: 5 })];
  checkScalingPlan(scalingPlan({ maxReplicas: 3, triggers }), problems, [triggerKindOf(trigger).fieldNames]);
  expect(problems.problems.map(({ path }) => path)).toEqual(['triggers[0].replicas']);
});
