import type { ResolvedRoleGrant, ResolvedRoleScope } from '../../platform/identities/role-scopes';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { TopologyQueue, TopologyWorkload } from './topology-model';

type Source = { readonly topic?: string; readonly name: string; readonly kind: TopologyQueue['kind'] };

/** Queues and subscriptions with the workloads that may send to them, and those that receive from them. */
export function readQueues(
  { serviceBus, identities }: ResolvedPlatform,
  workloads: readonly TopologyWorkload[],
): readonly TopologyQueue[] {
  const sources: readonly Source[] = [
    ...(serviceBus?.queues ?? []).map(({ name }) => ({ name, kind: 'queue' as const })),
    ...(serviceBus?.topics ?? []).flatMap(({ name: topic, subscriptions }) =>
      subscriptions.map(({ name }) => ({ topic, name: `${topic}/${name}`, kind: 'subscription' as const })),
    ),
  ];
  const rolesOf = new Map(identities.map(({ name, roles }) => [name, roles]));
  return sources.map((source) => {
    const { name, kind } = source;
    const may = (workload: TopologyWorkload, role: string) =>
      (rolesOf.get(workload.identity ?? '') ?? []).some((grant) => allows(grant, role, source));
    return {
      name,
      kind,
      senders: workloads
        .filter((each) => may(each, 'Azure Service Bus Data Sender'))
        .map((each) => each.name),
      readers: workloads.flatMap((each) => {
        const trigger = each.triggers.find(({ queue }) => queue === name)?.text;
        return trigger !== undefined || may(each, 'Azure Service Bus Data Receiver')
          ? [{ workload: each.name, trigger }]
          : [];
      }),
    };
  });
}

/** Whether a role on the queue, its topic or its namespace applies. Data Owner is for counting messages, so it does not imply sending. */
function allows({ role, scope }: ResolvedRoleGrant, required: string, source: Source): boolean {
  return role === required && covers(scope, source);
}

function covers(scope: ResolvedRoleScope, { topic, name, kind }: Source): boolean {
  switch (scope.kind) {
    case 'resourceGroup':
    case 'serviceBus':
      return true;
    case 'queue':
      return kind === 'queue' && scope.queue === name;
    case 'topic':
      return scope.topic === topic;
    case 'subscription':
      return `${scope.topic}/${scope.subscription}` === name && kind === 'subscription';
    default:
      return false;
  }
}
