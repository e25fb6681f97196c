import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { resolvePlatform } from '../../../lib/platform/resolve-platform';
import { aiPlatform } from '../../platforms/ai-platform';

// biome-ignore lint/suspicious/noExplicitAny: the tests change any field
function warningsOf(change: (definition: any) => void): readonly string[] {
  const before = resolvePlatform(aiPlatform).warnings;
  const definition = structuredClone(aiPlatform) as PlatformDefinition;
  change(definition);
  return resolvePlatform(definition).warnings.filter((warning) => !before.includes(warning));
}

describe('queues', () => {
  it('warns of a queue that no workload uses', () => {
    expect(warningsOf((d) => d.serviceBus.queues.push({ name: 'forgotten', timeToLiveDays: 3 }))).toEqual([
      'serviceBus: no workload sends to or receives from queue "forgotten", so its messages expire after 3 days. Add a queue worker or { receivesFrom } in uses, or remove it.',
    ]);
  });

  it('warns of a queue that workloads only send to', () => {
    const warnings = warningsOf((d) => {
      d.serviceBus.queues.push({ name: 'results' });
      d.cronJobs[0].uses.push({ sendsTo: 'results' });
    });
    expect(warnings).toEqual([expect.stringContaining('no workload receives from queue "results"')]);
  });

  it('accepts a queue that an application receives from, and one that only an identity may read', () => {
    const warnings = warningsOf((d) => {
      d.serviceBus.queues.push({ name: 'results' }, { name: 'audit' });
      d.cronJobs[0].uses.push({ receivesFrom: 'results' });
      d.identities[0].roles.push({ role: 'Azure Service Bus Data Receiver', on: { queue: 'audit' } });
    });
    expect(warnings).toEqual([]);
  });

  it('warns of a subscription that only KEDA reads', () => {
    const warnings = warningsOf((d) => {
      d.serviceBus.topics[0].subscriptions.push({ name: 'copies' });
      d.inferenceServers[0].scaling.triggers.push({
        type: 'service-bus-topic',
        topic: d.serviceBus.topics[0].name,
        subscription: 'copies',
      });
    });
    expect(warnings).toEqual([expect.stringContaining('receives from subscription "uploads/copies"')]);
  });
});

describe('GPU pools', () => {
  const pool = { name: 'spare', role: 'gpu', vmSize: 'Standard_NC24ads_A100_v4', maxNodes: 2 };

  it('warns of a minimum of nodes that no workload uses', () => {
    expect(warningsOf((d) => d.nodePools.push({ ...pool, minNodes: 1 }))).toEqual([
      'nodePools "spare": no workload uses the pool, but minNodes keeps 1 GPU node running. Set minNodes to 0, or remove the pool.',
    ]);
  });

  it('accepts an empty pool, and a minimum that a workload uses', () => {
    expect(warningsOf((d) => d.nodePools.push(pool))).toEqual([]);
    expect(
      warningsOf((d) => {
        const used = d.tritonServers[0].nodePool;
        d.nodePools.find(({ name }: { name: string }) => name === used).minNodes = 1;
      }),
    ).toEqual([]);
  });
});

describe('alerts', () => {
  const warning = expect.stringContaining('cluster.alertEmails is not set');
  const without = (cluster: object) => (d: { cluster: object }) => {
    d.cluster = { ...d.cluster, alertEmails: undefined, ...cluster };
  };

  it('warns that no one gets the alerts', () => {
    expect(warningsOf(without({}))).toEqual([warning]);
  });

  it('accepts an empty list, and an action group', () => {
    const group =
      '/subscriptions/11111111-2222-4333-8444-555555555555/resourceGroups/ops/providers/Microsoft.Insights/actionGroups/on-call';
    expect(warningsOf(without({ alertEmails: [] }))).toEqual([]);
    expect(warningsOf(without({ alertActionGroupIds: [group] }))).toEqual([]);
  });
});
