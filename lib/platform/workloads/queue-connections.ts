import type { CompletePlatform } from '../../definition/platform-definition';
import type { UseDefinition } from '../../definition/workload-definition';
import type { ServiceBusSource } from '../../engine/scaling/scaler-trigger';
import type { RoleScope } from '../../facts/role-scope';
import type { ProblemList } from '../../problems/problem-list';
import { requireName } from '../../problems/value-rules';
import { missingTarget, type ResolvedRoleGrant } from '../identities/role-scopes';
import type { WorkloadContext } from './workload-context';

/** Queues and subscriptions of `uses`. */
export interface QueueConnections {
  /** Queue that the application sends messages to. */
  readonly sendsTo: string | undefined;
  /** Queue or subscription that the application receives messages from. */
  readonly receivesFrom: ServiceBusSource | undefined;
}

/** Reads the queues of `uses`, and adds a problem for each one that does not exist. */
export function queueConnectionsOf(
  uses: readonly UseDefinition[],
  platform: CompletePlatform,
  problems: ProblemList,
): QueueConnections {
  const sent: string[] = [];
  const received: ServiceBusSource[] = [];
  const queues = (platform.serviceBus?.queues ?? []).map(({ name }) => name);
  uses.forEach((use, index) => {
    if (typeof use !== 'object') return;
    const at = problems.at(index);
    if ('sendsTo' in use) {
      sent.push(use.sendsTo);
      requireName(at, 'sendsTo', use.sendsTo, queues, { one: 'queue', many: 'queues' });
    }
    if ('receivesFrom' in use) {
      const source = typeof use.receivesFrom === 'string' ? { queue: use.receivesFrom } : use.receivesFrom;
      received.push(source);
      const missing = missingTarget(sourceScope(source), platform);
      if (missing !== undefined)
        at.add('receivesFrom', missing, 'Use an existing name, or add this one to serviceBus.');
    }
  });
  if (sent.length > 1) {
    problems.add('', 'the list contains several queues', 'Keep one, and set the others in environment.');
  }
  if (received.length > 1) {
    problems.add(
      '',
      'the application receives from several queues',
      'Keep one receivesFrom, and set the others in environment and in the roles of the identity.',
    );
  }
  return { sendsTo: sent[0], receivesFrom: received[0] };
}

/** Scope of a role on a queue or on a subscription. */
export function sourceScope(source: ServiceBusSource): RoleScope {
  return 'queue' in source ? { kind: 'queue', ...source } : { kind: 'subscription', ...source };
}

/** Role that receives messages from a queue or a subscription. */
export function receiverGrant(source: ServiceBusSource): ResolvedRoleGrant {
  return { role: 'Azure Service Bus Data Receiver', scope: sourceScope(source) };
}

/** Roles of an application on its queues. */
export function queueGrants({ sendsTo, receivesFrom }: QueueConnections): readonly ResolvedRoleGrant[] {
  return [
    ...(sendsTo === undefined
      ? []
      : [{ role: 'Azure Service Bus Data Sender', scope: { kind: 'queue', queue: sendsTo } } as const]),
    ...(receivesFrom === undefined ? [] : [receiverGrant(receivesFrom)]),
  ];
}

/** Environment variables of an application for its queues; docs/queue-worker.md lists them. */
export function queueVariables(
  { sendsTo, receivesFrom }: QueueConnections,
  { serviceBus }: Pick<WorkloadContext, 'serviceBus'>,
): Readonly<Record<string, string>> {
  if (serviceBus === undefined || (sendsTo === undefined && receivesFrom === undefined)) return {};
  return {
    SERVICE_BUS_NAMESPACE: serviceBus.host,
    ...(sendsTo === undefined ? {} : { SERVICE_BUS_SEND_QUEUE: sendsTo }),
    ...(receivesFrom === undefined ? {} : sourceVariables(receivesFrom)),
  };
}

function sourceVariables(source: ServiceBusSource): Readonly<Record<string, string>> {
  return 'queue' in source
    ? { SERVICE_BUS_QUEUE: source.queue }
    : { SERVICE_BUS_SUBSCRIPTION: source.subscription, SERVICE_BUS_TOPIC: source.topic };
}
