import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';

const image = { repository: 'app', tag: '1.0.0' };
const services: PlatformDefinition = {
  ...smallPlatform,
  registry: { name: 'testregistry' },
  keyVault: { name: 'test-kv' },
  serviceBus: {
    name: 'test-servicebus',
    queues: [{ name: 'tasks' }],
    topics: [{ name: 'events', subscriptions: [{ name: 'indexer' }] }],
  },
};

/** The roles of each identity, as `role on kind`. */
function rolesOf(definition: PlatformDefinition): Record<string, readonly string[]> {
  return Object.fromEntries(
    resolvePlatform(definition).identities.map(({ name, roles }) => [
      name,
      roles.map(({ role, scope: { kind, ...names } }) => [role, kind, ...Object.values(names)].join('/')),
    ]),
  );
}

const app = { name: 'app', image, nodePool: 'cpupool' };

test('an application that needs nothing has no identity', () => {
  expect(rolesOf({ ...services, httpApps: [app] })).toEqual({});
});

test('an application with a secret has one of its own, which reads the vault', () => {
  const httpApps = [{ ...app, secrets: [{ variable: 'KEY', secret: 'key' }] }];
  expect(rolesOf({ ...services, httpApps })).toEqual({ 'test-aks-app': ['Key Vault Secrets User/keyVault'] });
});

test('its ServiceAccount is called after it', () => {
  const httpApps = [{ ...app, secrets: [{ variable: 'KEY', secret: 'key' }] }];
  expect(workloadsOf(resolvePlatform({ ...services, httpApps }), 'http-app')[0]!.identity).toEqual({
    identityName: 'test-aks-app',
    serviceAccount: { namespace: 'test', name: 'app' },
    clientIdOutput: 'client_id_test-aks-app',
  });
});

test('an identity that is named gets what is missing', () => {
  const identities = [{ name: 'mine', federatedCredentials: [{ name: 'mine-fed', serviceAccount: 'mine' }] }];
  const httpApps = [{ ...app, identity: 'mine', uses: [{ sendsTo: 'tasks' }] }];
  expect(rolesOf({ ...services, identities, httpApps })).toEqual({
    mine: ['Azure Service Bus Data Sender/queue/tasks'],
  });
});

test.each([
  ['the same role on what it lies in', { role: 'Azure Service Bus Data Sender', on: 'serviceBus' }],
  ['a stronger role', { role: 'Azure Service Bus Data Owner', on: { queue: 'tasks' } }],
] as const)('%s is enough', (_, grant) => {
  const identities = [
    {
      name: 'mine',
      federatedCredentials: [{ name: 'mine-fed', serviceAccount: 'mine' }],
      roles: [grant],
    },
  ];
  const httpApps = [{ ...app, identity: 'mine', uses: [{ sendsTo: 'tasks' }] }];
  expect(rolesOf({ ...services, identities, httpApps })['mine']).toHaveLength(1);
});

test('a role on another queue is not', () => {
  const serviceBus = { ...services.serviceBus!, queues: [{ name: 'tasks' }, { name: 'others' }] };
  const identities = [
    {
      name: 'mine',
      federatedCredentials: [{ name: 'mine-fed', serviceAccount: 'mine' }],
      roles: [{ role: 'Azure Service Bus Data Sender', on: { queue: 'others' } }] as const,
    },
  ];
  const httpApps = [{ ...app, identity: 'mine', uses: [{ sendsTo: 'tasks' }] }];
  expect(rolesOf({ ...services, serviceBus, identities, httpApps })['mine']).toHaveLength(2);
});

const worker = { name: 'worker', image, nodePool: 'cpupool', maxJobSeconds: 60, maxReplicas: 3 };

test('a worker receives from its queue, and KEDA alone may look at its depth', () => {
  expect(rolesOf({ ...services, queueWorkers: [{ ...worker, queue: 'tasks' }] })).toEqual({
    'test-aks-worker': ['Azure Service Bus Data Receiver/queue/tasks'],
    'test-aks-keda': ['Azure Service Bus Data Owner/queue/tasks'],
  });
});

test('a worker of a subscription receives from that alone', () => {
  const queueWorkers = [{ ...worker, subscription: { topic: 'events', name: 'indexer' } }];
  expect(rolesOf({ ...services, queueWorkers })['test-aks-worker']).toEqual([
    'Azure Service Bus Data Receiver/subscription/events/indexer',
  ]);
});

test('a trigger on metrics lets KEDA read them', () => {
  const inferenceServers = [
    {
      ...fullPlatform.inferenceServers![0]!,
      scaling: { maxReplicas: 2, triggers: [{ type: 'vllm', metric: 'waiting' }] as const },
    },
  ];
  expect(rolesOf({ ...fullPlatform, inferenceServers })['test-aks-keda']).toContain(
    'Monitoring Data Reader/monitorWorkspace',
  );
});

test('a model from blobs is read from its container alone', () => {
  const storageAccounts = [{ name: 'models', containers: ['phi', 'other'] }];
  const inferenceServers = [
    {
      ...fullPlatform.inferenceServers![0]!,
      source: { type: 'blob', account: 'models', container: 'phi' } as const,
    },
  ];
  expect(rolesOf({ ...fullPlatform, storageAccounts, inferenceServers })['test-aks-vllm']).toEqual([
    'Storage Blob Data Reader/container/models/phi',
  ]);
});
