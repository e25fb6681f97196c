import type { CompletePlatform } from '../definition/platform-definition';
import type { RoleName } from '../facts/role-names';
import { scalerIdentityName } from './identities/identity-names';
import { covers } from './identities/role-scopes';
import type { ResolvedPlatform } from './resolved-platform';
import { sourceScope } from './workloads/queue-connections';

type Parts = Pick<ResolvedPlatform, 'cluster' | 'identities' | 'nodePools' | 'serviceBus' | 'workloads'>;

/** Parts of a platform that cost money or lose data because nothing uses them. */
export function unusedParts(definition: CompletePlatform, platform: Parts): readonly string[] {
  return [...unreadQueues(platform), ...idlePools(platform), ...silentAlerts(definition)];
}

/**
 * Queues and subscriptions that no identity may receive from. A queue without a sender in the
 * definition is no finding: systems outside of the platform may send to it.
 */
function unreadQueues({ cluster, identities, serviceBus }: Parts): readonly string[] {
  // KEDA has Data Owner, which includes the other two roles, to count messages alone.
  const users = identities.filter(({ name }) => name !== scalerIdentityName(cluster.name));
  const sources = [
    ...(serviceBus?.queues ?? []).map(({ name, timeToLiveDays }) => ({
      title: `queue "${name}"`,
      source: { queue: name },
      target: { kind: 'queue', queue: name } as const,
      timeToLiveDays,
    })),
    ...(serviceBus?.topics ?? []).flatMap(({ name: topic, subscriptions, timeToLiveDays }) =>
      subscriptions.map(({ name }) => ({
        title: `subscription "${topic}/${name}"`,
        source: { topic, subscription: name },
        target: { kind: 'topic', topic } as const,
        timeToLiveDays,
      })),
    ),
  ];
  return sources.flatMap(({ title, source, target, timeToLiveDays }) => {
    const may = (role: RoleName, scope: typeof target | ReturnType<typeof sourceScope>) =>
      users.some(({ roles }) => roles.some((grant) => covers(grant, { role, scope })));
    if (may('Azure Service Bus Data Receiver', sourceScope(source))) return [];
    const uses = may('Azure Service Bus Data Sender', target) ? 'receives from' : 'sends to or receives from';
    return [
      `serviceBus: no workload ${uses} ${title}, so its messages expire after ${timeToLiveDays} days. Add a queue worker or { receivesFrom } in uses, or remove it.`,
    ];
  });
}

/** GPU pools whose minimum of nodes runs day and night without a pod. */
function idlePools({ nodePools, workloads }: Parts): readonly string[] {
  const used = new Set(workloads.flatMap((workload) => workload.nodePools.map(({ name }) => name)));
  return nodePools
    .filter(({ role, minNodes, name }) => role === 'gpu' && minNodes > 0 && !used.has(name))
    .map(
      ({ name, minNodes }) =>
        `nodePools "${name}": no workload uses the pool, but minNodes keeps ${minNodes} GPU ${minNodes === 1 ? 'node' : 'nodes'} running. Set minNodes to 0, or remove the pool.`,
    );
}

/** Alerts that no one gets. */
function silentAlerts({ cluster, serviceBus }: CompletePlatform): readonly string[] {
  const hasAlerts = cluster.managedPrometheus || cluster.containerInsights || serviceBus !== undefined;
  return hasAlerts && cluster.alertEmails === undefined && cluster.alertActionGroupIds.length === 0
    ? [
        'cluster.alertEmails is not set, so alerts are visible in the Azure portal only. Set the addresses, or [] if you want no email.',
      ]
    : [];
}
