import type { AzureCloud } from '../../../facts/azure-cloud';
import type { ProblemList } from '../../../problems/problem-list';
import type { Scaler } from '../scaler';
import type { ScalerTriggerSpec, ServiceBusSource } from '../scaler-trigger';
import type { TriggerNeed } from '../trigger-kind';

/** Input of serviceBusTrigger(). */
export interface ServiceBusTriggerInput {
  readonly source: ServiceBusSource;
  /** Name of the Service Bus namespace, without the domain: KEDA appends the cloud's suffix. */
  readonly serviceBusNamespace: string;
  /** @default 'AzurePublicCloud' */
  readonly cloud?: AzureCloud;
  /**
   * Active messages for one replica, including those that it is processing.
   *
   * @default 5, which is KEDA's default
   */
  readonly messagesPerReplica?: number;
  /**
   * The first replica is created above this number of messages.
   *
   * @default 0, which is KEDA's default: any message
   */
  readonly activationMessages?: number;
  /** @default none */
  readonly name?: string;
}

/** KEDA's default of `messageCount`. */
export const defaultMessagesPerReplica = 5;

/** `ai-task-queue`, or `events/embedder` for a subscription. */
export function serviceBusSourceName(source: ServiceBusSource): string {
  return 'queue' in source ? source.queue : `${source.topic}/${source.subscription}`;
}

/** `ai-task-queue, 5 messages per replica`. */
export function messagesText(source: ServiceBusSource, messages: number, unit = 'replica'): string {
  return `${serviceBusSourceName(source)}, ${messagesPerText(messages, unit)}`;
}

/** `5 messages per replica`. */
export function messagesPerText(messages: number, unit = 'replica'): string {
  return `${messages} ${messages === 1 ? 'message' : 'messages'} per ${unit}`;
}

/**
 * Number of *active* messages in a queue or a subscription. It includes the messages that a
 * consumer has locked, and excludes scheduled and dead-lettered messages.
 *
 * @see keda.sh/docs/2.20/scalers/azure-service-bus; kedacore/keda `azure_servicebus_scaler.go`
 * (2026-11)
 */
export function serviceBusTrigger(input: ServiceBusTriggerInput): ScalerTriggerSpec {
  const { source, cloud = 'AzurePublicCloud', activationMessages = 0 } = input;
  const messages = input.messagesPerReplica ?? defaultMessagesPerReplica;
  return {
    type: serviceBusScaler.type,
    ...(input.name === undefined ? {} : { name: input.name }),
    metadata: {
      ...('queue' in source
        ? { queueName: source.queue }
        : { topicName: source.topic, subscriptionName: source.subscription }),
      namespace: input.serviceBusNamespace,
      messageCount: String(messages),
      ...(activationMessages === 0 ? {} : { activationMessageCount: String(activationMessages) }),
      ...(cloud === 'AzurePublicCloud' ? {} : { cloud }),
    },
    metricType: 'AverageValue',
    authentication: 'azure-workload',
    producedByTarget: false,
    description: messagesText(source, messages),
    measures: { of: 'messages', source, perReplica: messages },
  };
}

/**
 * Role for reading the number of messages. It is a management operation, which Data Receiver does
 * not allow (kedacore/keda#7822, #806). A subscription is read through its topic.
 */
export function serviceBusNeed(source: ServiceBusSource, identity?: string): TriggerNeed {
  return {
    identity,
    role: 'Azure Service Bus Data Owner',
    scope:
      'queue' in source ? { kind: 'queue', queue: source.queue } : { kind: 'topic', topic: source.topic },
  };
}

export const serviceBusScaler: Scaler = {
  type: 'azure-servicebus',
  keepsWork: true,

  check({ metadata, authentication }: ScalerTriggerSpec, problems: ProblemList): void {
    const { queueName, topicName, subscriptionName } = metadata;
    const hasSubscription = topicName !== undefined && subscriptionName !== undefined;
    const hasPartOfOne = topicName !== undefined || subscriptionName !== undefined;
    if ((queueName === undefined) !== hasSubscription || (queueName !== undefined && hasPartOfOne)) {
      problems.add(
        'queueName',
        'the trigger requires either a queue, or a topic and a subscription',
        'Set queueName, or topicName and subscriptionName.',
      );
    }
    if (authentication !== 'none' && (metadata.namespace ?? '') === '') {
      problems.add(
        'namespace',
        'is missing, so KEDA cannot sign in',
        'Set the name of the Service Bus namespace.',
      );
    }
    if (metadata.namespace?.includes('.')) {
      problems.add(
        'namespace',
        `"${metadata.namespace}" is an address, but KEDA appends the domain`,
        `Use the name only: ${metadata.namespace.split('.')[0]}.`,
      );
    }
    const { messageCount = '5', activationMessageCount = '0' } = metadata;
    if (!/^[1-9]\d*$/.test(messageCount))
      problems.add(
        'messagesPerReplica',
        `${messageCount} is not allowed`,
        'Set a whole number of messages, 1 or more.',
      );
    if (!/^\d+$/.test(activationMessageCount))
      problems.add(
        'activationMessages',
        `${activationMessageCount} is not allowed`,
        'Set a whole number of messages, 0 or more.',
      );
  },

  failures: ({ identities, deploy }) => [
    {
      sign: '`azure-servicebus`: `401`, `403`, `Manage`',
      cause: `${identities} lacks the role \`Azure Service Bus Data Owner\` on the queue. Counting messages is a management call, for which Data Receiver does not suffice`,
      remedy: `${deploy}; a new role takes some minutes to apply`,
    },
  ],
};
