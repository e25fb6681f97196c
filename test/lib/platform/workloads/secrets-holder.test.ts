import type { PlatformDefinition } from '../../../../lib/definition/platform-definition';
import { readInventory } from '../../../../lib/operations/inventory/read-inventory';
import { summaryText } from '../../../../lib/operations/summary/summary';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { secretsHolderOf } from '../../../../lib/platform/workloads/secrets-holder';
import { DefinitionError } from '../../../../lib/problems/problem-list';
import { aiPlatform } from '../../../platforms/ai-platform';

type Worker = NonNullable<PlatformDefinition['queueWorkers']>[number];
type App = NonNullable<PlatformDefinition['httpApps']>[number];

const withWorkers = (change: (worker: Worker) => Worker): PlatformDefinition => ({
  ...aiPlatform,
  queueWorkers: aiPlatform.queueWorkers!.map(change),
});
const withApps = (change: (app: App) => App): PlatformDefinition => ({
  ...aiPlatform,
  httpApps: aiPlatform.httpApps!.map(change),
});

const holdersOf = (definition: PlatformDefinition) =>
  resolvePlatform(definition).workloads.flatMap((workload) => secretsHolderOf(workload) ?? []);
const platform = resolvePlatform(aiPlatform);
const inventory = readInventory(platform);

describe('a pod keeps the Secret', () => {
  it('of a ScaledJob and of each Deployment that scales from zero', () => {
    // reader: a Deployment from zero; transcriber: a ScaledJob. thumbnailer has no secret.
    expect(holdersOf(aiPlatform)).toEqual(expect.arrayContaining(['reader-secrets', 'transcriber-secrets']));
    expect(holdersOf(aiPlatform)).not.toContain('thumbnailer-secrets');
  });

  it('of no workload with at least one replica', () => {
    const definition = withWorkers((worker) =>
      worker.name === 'reader' ? { ...worker, minReplicas: 1 } : worker,
    );
    expect(holdersOf(definition)).not.toContain('reader-secrets');
    // web scales from one, agent does not scale.
    expect(holdersOf(aiPlatform)).not.toContain('web-secrets');
    expect(holdersOf(aiPlatform)).not.toContain('agent-secrets');
  });

  it('of an HTTP app from zero', () => {
    const triggers = [{ type: 'service-bus-queue' as const, queue: 'documents', messagesPerReplica: 5 }];
    const definition = withApps((app) =>
      app.name === 'web'
        ? {
            ...app,
            uses: [...(app.uses ?? []), { receivesFrom: 'documents' }],
            scaling: { minReplicas: 0, maxReplicas: 4, triggers },
          }
        : app,
    );
    expect(holdersOf(definition)).toContain('web-secrets');
  });

  it('on a CPU pool that always runs, also for a worker with GPUs', () => {
    const pods = inventory.platformPods.filter(({ use }) => use === 'secrets');
    expect(pods.map(({ name, keepsSecret }) => [name, keepsSecret])).toContainEqual([
      'transcriber-secrets',
      { of: 'transcriber', pool: 'cpupool' },
    ]);
    const pool = platform.nodePools.find(({ name }) => name === 'cpupool')!;
    expect(pool).toMatchObject({ role: 'cpu', spot: false, taints: [] });
  });

  it('and the summary lists it', () => {
    const summary = summaryText(inventory, {
      publications: [],
      warnings: [],
      isPreview: false,
      milliseconds: 1,
    });
    expect(summary).toMatch(/transcriber-secrets +keeps the Secret of transcriber +cpupool +- +1 +fixed/);
  });
});

test('a name that leaves no room for the name of the pod is refused', () => {
  const name = 'a'.repeat(56);
  const triggers = [{ type: 'service-bus-queue' as const, queue: 'documents', messagesPerReplica: 5 }];
  const scaling = { name: 'scaler', minReplicas: 0, maxReplicas: 4, triggers };
  const definition = {
    ...withApps((app) => (app.name === 'coder-web' ? { ...app, name, scaling } : app)),
    ingress: undefined,
  };
  expect(() => resolvePlatform(definition)).toThrow(DefinitionError);
  expect(() => resolvePlatform(definition)).toThrow(
    `"${name}" has 56 characters; the maximum is 55, because the name of the Deployment that keeps its Secret ends with "-secrets"`,
  );
});
