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

test('an application without secrets or queues has no identity', () => {
  expect(rolesOf({ ...services, httpApps: [app] })).toEqual({});
});

test('an application with a secret has an identity that reads the Key Vault', () => {
  const httpApps = [{ ...app, secrets: [{ variable: 'KEY', secret: 'key' }] }];
  expect(rolesOf({ ...services, httpApps })).toEqual({ 'test-aks-app': ['Key Vault Secrets User/keyVault'] });
});

test('the ServiceAccount has the name of the workload', () => {
  const httpApps = [{ ...app, secrets: [{ variable: 'KEY', secret: 'key' }] }];
  expect(workloadsOf(resolvePlatform({ ...services, httpApps }), 'http-app')[0]!.identity).toEqual({
    identityName: 'test-aks-app',
    serviceAccount: { namespace: 'test', name: 'app' },
    clientIdOutput: 'client_id_test-aks-app',
  });
});

test('a named identity gets the roles that it lacks', () => {
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

test('a role on another queue does not cover the needed role', () => {
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

test('a worker receives from its queue, and only KEDA reads its depth', () => {
  expect(rolesOf({ ...services, queueWorkers: [{ ...worker, queue: 'tasks' }] })).toEqual({
    'test-aks-worker': ['Azure Service Bus Data Receiver/queue/tasks'],
    'test-aks-keda': ['Azure Service Bus Data Owner/queue/tasks'],
  });
});

test('a worker of a subscription receives from that subscription only', () => {
  const queueWorkers = [{ ...worker, subscription: { topic: 'events', name: 'indexer' } }];
  expect(rolesOf({ ...services, queueWorkers })['test-aks-worker']).toEqual([
    'Azure Service Bus Data Receiver/subscription/events/indexer',
  ]);
});

test('a trigger on metrics gives KEDA the role that reads them', () => {
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

test('a server with a model in a container gets a role on that container only', () => {
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
