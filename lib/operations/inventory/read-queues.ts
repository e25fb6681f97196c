import type { TriggerMeasure } from '../../engine/scaling/scaler-trigger';
import { serviceBusSourceName } from '../../engine/scaling/scalers/service-bus';
import type { RoleScope } from '../../facts/role-scope';
import type { ResolvedRoleGrant } from '../../platform/identities/role-scopes';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { InventoryIdentity } from './inventory-identity';

/** Queue, or subscription of a topic. */
export interface InventoryQueue {
  /** `tasks`, or `events/embedder`. */
  readonly name: string;
  readonly kind: 'queue' | 'subscription';
  /** Topic of a subscription. */
  readonly topic: string | undefined;
  /** Name without its topic. */
  readonly entity: string;
  readonly lockSeconds: number;
  readonly maxDeliveryCount: number;
  readonly timeToLiveDays: number;
  /** Window of duplicate detection, minutes; undefined without it. */
  readonly duplicateDetectionMinutes: number | undefined;
}

/** Queues, then the subscriptions of topics. */
export function readQueues({ serviceBus }: Pick<ResolvedPlatform, 'serviceBus'>): readonly InventoryQueue[] {
  if (serviceBus === undefined) return [];
  return [
    ...serviceBus.queues.map((queue) => ({
      ...queue,
      kind: 'queue' as const,
      topic: undefined,
      entity: queue.name,
    })),
    ...serviceBus.topics.flatMap(
      ({ name: topic, timeToLiveDays, duplicateDetectionMinutes, subscriptions }) =>
        subscriptions.map(({ name: entity, lockSeconds, maxDeliveryCount }) => ({
          name: serviceBusSourceName({ topic, subscription: entity }),
          kind: 'subscription' as const,
          topic,
          entity,
          lockSeconds,
          maxDeliveryCount,
          timeToLiveDays,
          duplicateDetectionMinutes,
        })),
    ),
  ];
}

/** Workload that may use queues. */
export interface QueueUser {
  readonly name: string;
  /** Managed identity of its pods. */
  readonly identity: string | undefined;
  readonly measures: readonly (TriggerMeasure | undefined)[];
  /** Whether it only mounts the secrets of another workload, so that it uses no queue itself. */
  readonly isHolder: boolean;
}

/** Users of a queue. */
export interface QueueUsers {
  /** Workloads whose identity may send to it. */
  readonly senders: readonly string[];
  /**
   * Workloads whose identity may receive from it, or that it scales, with the messages per replica
   * of their scaler.
   */
  readonly readers: readonly { readonly workload: string; readonly messagesPerReplica: number | undefined }[];
}

/** Users of a queue among some workloads. */
export function queueUsers(
  queue: InventoryQueue,
  identities: readonly InventoryIdentity[],
  workloads: readonly QueueUser[],
): QueueUsers {
  const rolesOf = new Map(identities.map(({ name, roles }) => [name, roles]));
  const may = ({ identity = '', isHolder }: QueueUser, role: ResolvedRoleGrant['role']) =>
    !isHolder &&
    (rolesOf.get(identity) ?? []).some(
      (grant) => grant.role === role && grant.scope !== undefined && covers(grant.scope, queue),
    );
  return {
    // Data Owner is the role for counting messages. It does not imply that the workload sends any.
    senders: workloads.filter((each) => may(each, 'Azure Service Bus Data Sender')).map(({ name }) => name),
    readers: workloads.flatMap((each) => {
      const messagesPerReplica = each.measures.flatMap((measure) =>
        measure?.of === 'messages' && serviceBusSourceName(measure.source) === queue.name
          ? [measure.perReplica]
          : [],
      )[0];
      return messagesPerReplica !== undefined || may(each, 'Azure Service Bus Data Receiver')
        ? [{ workload: each.name, messagesPerReplica }]
        : [];
    }),
  };
}

/** Whether a role on the scope applies to the queue. */
function covers(scope: RoleScope, { kind, topic, entity }: InventoryQueue): boolean {
  switch (scope.kind) {
    case 'resourceGroup':
    case 'serviceBus':
      return true;
    case 'queue':
      return kind === 'queue' && scope.queue === entity;
    case 'topic':
      return scope.topic === topic;
    case 'subscription':
      return kind === 'subscription' && scope.topic === topic && scope.subscription === entity;
    default:
      return false;
  }
}
