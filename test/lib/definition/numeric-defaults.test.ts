import * as path from 'node:path';
import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { langfuseValues } from '../../../lib/engine/langfuse/langfuse';
import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../lib/platform/workloads/workload-kinds';
import { fullPlatform, smallPlatform } from '../../platforms/small-platform';
import { type DocumentedField, definitionFields } from './field-docs';

type Definition = Partial<PlatformDefinition>;
type Entry<K extends 'httpApps' | 'queueWorkers' | 'agentApps' | 'inferenceServers'> = Partial<
  NonNullable<PlatformDefinition[K]>[number]
>;
type Scaling = NonNullable<Entry<'httpApps'>['scaling']>;
type Trigger = Scaling['triggers'][number];
type NodePool = PlatformDefinition['nodePools'][number];
type Langfuse = NonNullable<PlatformDefinition['langfuse']>;

/** A definition with the field, or without it. */
type Case = (value: number | undefined) => Definition;

const image = { repository: 'app', tag: '1.0.0' };
const given = <K extends string>(key: K, value: number | undefined) =>
  (value === undefined ? {} : { [key]: value }) as { readonly [key in K]?: number };

const httpApp = (entry: Entry<'httpApps'>): Definition => ({
  httpApps: [{ name: 'app', image, nodePool: 'cpupool', ...entry }],
});
const agentApp = (entry: Entry<'agentApps'>): Definition => ({
  agentApps: [{ name: 'agent', image, nodePool: 'cpupool', ...entry }],
});
const queueWorker = (entry: Entry<'queueWorkers'>): Definition => ({
  queueWorkers: [
    {
      name: 'worker',
      image,
      nodePool: 'cpupool',
      queue: 'tasks',
      maxJobSeconds: 1,
      maxReplicas: 3,
      ...entry,
    },
  ],
});
const inferenceServer = (entry: Entry<'inferenceServers'>): Definition => ({
  inferenceServers: [{ name: 'vllm', nodePool: 'gpupool', model: 'Qwen/Qwen2.5-7B-Instruct', ...entry }],
});
const scaledServer = (trigger: Trigger): Definition =>
  inferenceServer({ scaling: { maxReplicas: 2, triggers: [trigger] } });
const scaledApp = (scaling: Partial<Scaling>, trigger: Partial<Trigger> = {}): Definition =>
  httpApp({
    uses: [{ receivesFrom: 'tasks' }],
    scaling: {
      maxReplicas: 10,
      triggers: [{ type: 'service-bus-queue', queue: 'tasks', ...trigger } as Trigger],
      ...scaling,
    },
  });
const scaledByTopic = (trigger: Partial<Trigger>): Definition => ({
  ...httpApp({
    uses: [{ receivesFrom: { topic: 'news', subscription: 'app' } }],
    scaling: {
      minReplicas: 0,
      maxReplicas: 10,
      triggers: [{ type: 'service-bus-topic', topic: 'news', subscription: 'app', ...trigger } as Trigger],
    },
  }),
  serviceBus: { name: 'test-servicebus', topics: [{ name: 'news', subscriptions: [{ name: 'app' }] }] },
});
const queue = (entry: object): Definition => ({
  serviceBus: { name: 'test-servicebus', queues: [{ name: 'tasks', ...entry }] },
});
const pool = (name: string, entry: Partial<NodePool>): Definition => ({
  nodePools: fullPlatform.nodePools.map((one) => (one.name === name ? { ...one, ...entry } : one)),
});
const langfuse = (
  stores: {
    readonly [key in 'postgres' | 'clickHouse' | 'redis']?: object;
  },
): Definition => ({
  storageAccounts: [{ name: 'testtraces', containers: ['langfuse'], sharedKeys: true }],
  langfuse: {
    nodePool: 'cpupool',
    url: 'https://langfuse.example.com',
    postgres: { host: 'postgres.example.com', user: 'langfuse', ...stores.postgres },
    clickHouse: { host: 'clickhouse.example.com', ...stores.clickHouse },
    redis: { host: 'redis.example.com', ...stores.redis },
    storage: { account: 'testtraces', container: 'langfuse' },
    initial: { organization: 'my-org', project: 'test', userEmail: 'me@example.com' },
  } as Langfuse,
});

const prometheus = {
  type: 'prometheus',
  query: 'sum(rate(http_requests_total{namespace="test"}[2m]))',
  threshold: 3,
  producedByTarget: false,
} as const;

/** For each field one definition for each number that its `@default` states, in that order. */
const cases: Readonly<Record<string, readonly Case[]>> = {
  'heartbeatHealth.everySeconds': [
    (value) => httpApp({ health: { type: 'heartbeat', ...given('everySeconds', value) } }),
  ],
  'httpApp.replicas': [(value) => httpApp(given('replicas', value))],
  'agentApp.replicas': [(value) => agentApp(given('replicas', value))],
  'queueWorker.concurrency': [(value) => queueWorker(given('concurrency', value))],
  'queueWorker.acceptableWaitSeconds': [(value) => queueWorker(given('acceptableWaitSeconds', value))],
  'queueWorker.startupSeconds': [(value) => queueWorker(given('startupSeconds', value))],
  'queueWorker.maxPauseSeconds': [(value) => queueWorker(given('maxPauseSeconds', value))],
  'langfuse.postgres.port': [(value) => langfuse({ postgres: given('port', value) })],
  'langfuse.clickHouse.httpPort': [
    (value) => langfuse({ clickHouse: given('httpPort', value) }),
    (value) => langfuse({ clickHouse: { tls: false, ...given('httpPort', value) } }),
  ],
  'langfuse.clickHouse.nativePort': [
    (value) => langfuse({ clickHouse: given('nativePort', value) }),
    (value) => langfuse({ clickHouse: { tls: false, ...given('nativePort', value) } }),
  ],
  'langfuse.redis.port': [
    (value) => langfuse({ redis: given('port', value) }),
    (value) => langfuse({ redis: { tls: false, ...given('port', value) } }),
  ],
  'modelServer.replicas': [(value) => inferenceServer(given('replicas', value))],
  'inferenceServer.gpuMemoryUtilization': [
    (value) => inferenceServer(given('gpuMemoryUtilization', value)),
    (value) => ({
      ...pool('gpupool', { vmSize: 'Standard_NV36ads_A10_v5' }),
      ...inferenceServer(given('gpuMemoryUtilization', value)),
    }),
  ],
  'nodePool.minNodes': [
    (value) => pool('system', { initialNodes: 5, maxNodes: 5, ...given('minNodes', value) }),
    (value) => pool('cpupool', { initialNodes: 5, maxNodes: 5, ...given('minNodes', value) }),
    (value) => pool('gpupool', { initialNodes: 5, maxNodes: 5, ...given('minNodes', value) }),
  ],
  'scaling.minReplicas': [(value) => scaledApp(given('minReplicas', value))],
  'scaling.pollingSeconds': [(value) => scaledApp({ minReplicas: 0, ...given('pollingSeconds', value) })],
  'ingress.timeoutSeconds': [
    (value) => ({
      ...httpApp({}),
      ingress: {
        type: 'internal-load-balancer',
        hosts: [{ host: 'app.example.com', certificate: 'app', routes: [{ to: 'app' }] }],
        ...given('timeoutSeconds', value),
      } as PlatformDefinition['ingress'],
    }),
  ],
  'messageSource.lockSeconds': [(value) => queue(given('lockSeconds', value))],
  'messageSource.maxDeliveryCount': [(value) => queue(given('maxDeliveryCount', value))],
  'prometheus.activationThreshold': [
    (value) =>
      scaledApp({ minReplicas: 0, triggers: [{ ...prometheus, ...given('activationThreshold', value) }] }),
  ],
  'service-bus-queue.messagesPerReplica': [(value) => scaledApp({}, given('messagesPerReplica', value))],
  'service-bus-queue.activationMessages': [
    (value) => scaledApp({ minReplicas: 0 }, given('activationMessages', value)),
  ],
  'service-bus-topic.messagesPerReplica': [(value) => scaledByTopic(given('messagesPerReplica', value))],
  'service-bus-topic.activationMessages': [(value) => scaledByTopic(given('activationMessages', value))],
  'vllm.target': [
    (value) => scaledServer({ type: 'vllm', metric: 'waiting', ...given('target', value) }),
    (value) => scaledServer({ type: 'vllm', metric: 'kv-cache', ...given('target', value) }),
  ],
};

/** Key of a field in `cases`. Each file of a trigger has a constant `schema`. */
const keyOf = ({ file, path: keys }: DocumentedField) => keys.replace(/^schema/, path.basename(file, '.ts'));

/** The numbers that start the alternatives of a `@default`: 8443 and 8123 for "8443 with `tls`, otherwise 8123: …". */
function documentedNumbers({ defaultText = '' }: DocumentedField): readonly number[] {
  return defaultText
    .split(/; (?:otherwise )?|, otherwise /)
    .flatMap((part) => /^(\d+(?:\.\d+)?)(?=$|[,:]| (?:for|with|without|on) )/.exec(part)?.[1] ?? [])
    .map(Number);
}

// The schema fills in the other defaults; field-docs.ts compares them with their docstrings.
const derived = definitionFields().filter(
  (field) => field.isOptional && field.defaultValue === undefined && documentedNumbers(field).length > 0,
);

const base: Definition = {
  nodePools: fullPlatform.nodePools,
  registry: { name: 'testregistry' },
  keyVault: { name: 'test-kv' },
  serviceBus: { name: 'test-servicebus', queues: [{ name: 'tasks' }] },
};
/** The platform, with the values of Langfuse's chart instead of their input. */
function resolved(definition: Definition): unknown {
  const platform = resolvePlatform({ ...smallPlatform, ...base, ...definition });
  const values = workloadsOf(platform, 'langfuse').map(({ input }) => langfuseValues(input));
  return {
    ...platform,
    workloads: platform.workloads.map((workload) => ({ ...workload, input: undefined })),
    values,
  };
}

describe('a number in the @default of a field without a default in its schema', () => {
  it('has a case here', () => {
    expect(derived.map((field) => `${keyOf(field)}: ${documentedNumbers(field).length}`).sort()).toEqual(
      Object.entries(cases)
        .map(([key, list]) => `${key}: ${list.length}`)
        .sort(),
    );
  });

  const numbers = derived.flatMap((field) =>
    documentedNumbers(field).map(
      (value, index) => [keyOf(field), value, cases[keyOf(field)]?.[index] ?? (() => ({}))] as const,
    ),
  );

  it.each(numbers)('is the value that the platform uses: %s %d', (_, value, definition) => {
    expect(resolved(definition(value))).toEqual(resolved(definition(undefined)));
  });

  it.each(numbers)('differs from another value: %s %d', (_, value, definition) => {
    const other = value > 1 ? Math.ceil(value / 2) : value + (Number.isInteger(value) ? 1 : 0.01);
    expect(resolved(definition(other))).not.toEqual(resolved(definition(undefined)));
  });
});
