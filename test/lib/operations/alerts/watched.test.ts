import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { watchedGpuPools } from '../../../../lib/operations/alerts/watched-gpu-pools';
import { silentScalers, watchedQueues } from '../../../../lib/operations/alerts/watched-queues';
import { watchedServers } from '../../../../lib/operations/alerts/watched-servers';
import { watchedWorkloads } from '../../../../lib/operations/alerts/watched-workloads';
import { readInventory } from '../../../../lib/operations/inventory/read-inventory';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { aiPlatform } from '../../../platforms/ai-platform';
import { samplePlatforms as platforms } from '../../../platforms/sample';
import { definitions } from '../runbook/runbooks';
import { sourceOf } from '../topology/topologies';

const sample = readInventory(platforms.platform('production').resolved);
const everything = readInventory(resolvePlatform(aiPlatform));
const changed = (change: Partial<PlatformDefinition>) =>
  readInventory(resolvePlatform({ ...aiPlatform, ...change }));

test('the watched objects of the sample', () => {
  expect(watchedServers(sample)).toMatchSnapshot('servers');
  expect(watchedWorkloads(sample)).toMatchSnapshot('workloads');
  expect(watchedGpuPools(sample)).toMatchSnapshot('pools');
  expect(watchedQueues(sample)).toMatchSnapshot('queues');
  expect(silentScalers(sample)).toEqual(['embedder-scaler', 'deepseek-scaler']);
});

const { production, gatewayForContainersPlatform, bothGatewaysPlatform, multiNode } = definitions;

test.each(
  Object.entries({ production, aiPlatform, gatewayForContainersPlatform, bothGatewaysPlatform, multiNode }),
)('every object of %s with pods has alerts once', (_, definition) => {
  const { inventory, objects } = sourceOf(definition!);
  const names = [...watchedServers(inventory), ...watchedWorkloads(inventory)].map(({ name }) => name);
  const ofObjects = objects
    .filter(({ object: { kind } }) =>
      ['Deployment', 'StatefulSet', 'LeaderWorkerSet', 'ScaledJob', 'CronJob'].includes(kind),
    )
    // The pod that holds the Secret of Argo CD's notifications serves no requests.
    .filter(({ file }) => !file.startsWith('notifications/'));
  expect([...names].sort()).toEqual(ofObjects.map(({ object }) => object.metadata.name).sort());
});

test('every workload with pods of the platform has alerts once', () => {
  const names = [...watchedServers(everything), ...watchedWorkloads(everything)].map(({ name }) => name);
  const rendered = everything.workloads.filter(({ delivery }) => delivery === 'manifests');
  const platformPods = ['ingress', 'reader-secrets', 'reasoner-secrets', 'transcriber-secrets'];
  expect([...names].sort()).toEqual([...rendered.map(({ name }) => name), ...platformPods].sort());
});

test('alerts of a group refer to the kept logs only with Container insights', () => {
  const keptOf = (containerInsights: boolean) =>
    watchedServers(changed({ cluster: { ...aiPlatform.cluster, containerInsights } })).flatMap(
      ({ kind, logsAreKept = false }) => (kind === 'LeaderWorkerSet' ? [logsAreKept] : []),
    );
  expect(new Set(keptOf(true))).toEqual(new Set([true]));
  expect(new Set(keptOf(false))).toEqual(new Set([false]));
});

test('an unavailable ingress leads to the entry about hosts', () => {
  const topics = watchedWorkloads(everything).map(({ name, unavailableTopic }) => [name, unavailableTopic]);
  expect(Object.fromEntries(topics)).toMatchObject({ ingress: 'hostDoesNotRespond', web: undefined });
});

test('a topic has all its consumers, and none if a consumer is unknown', () => {
  const uploads = (inventory: typeof everything) =>
    watchedQueues(inventory)
      .find(({ name }) => name === 'uploads')!
      .consumers.map(({ workload }) => workload);
  expect(uploads(everything)).toEqual(['thumbnailer', 'web']);
  const queueWorkers = aiPlatform.queueWorkers.filter(({ name }) => name !== 'thumbnailer');
  expect(uploads(changed({ queueWorkers }))).toEqual([]);
});

test('a longer node provisioning time delays the alerts', () => {
  const inventory = changed({
    cluster: { ...aiPlatform.cluster, autoscaler: { maxNodeProvisionMinutes: 45 } },
  });
  expect(watchedGpuPools(inventory).map(({ nodeProvisionMinutes }) => nodeProvisionMinutes)).toEqual(
    watchedGpuPools(inventory).map(() => 45),
  );
  for (const server of watchedServers(inventory)) expect(server.nodeProvisionMinutes).toBe(45);
});
