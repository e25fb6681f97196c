import type { AzureCloud } from '../../facts/azure-cloud';
import type { ScalerTriggerSpec } from './scaler-trigger';

/** What messages are counted in: a queue, or a subscription of a topic. */
export type ServiceBusSource =
  | { readonly queue: string }
  | { readonly topic: string; readonly subscription: string };

/** Input of serviceBusTrigger(). */
export interface ServiceBusTriggerInput {
  readonly source: ServiceBusSource;
  /** Bare name of the namespace: KEDA appends the cloud's suffix itself. */
  readonly serviceBusNamespace: string;
  /** Default: AzurePublicCloud. */
  readonly cloud?: AzureCloud;
  /** Active messages that one replica is good for, those that it is working on included. Default: 5, KEDA's own. */
  readonly messagesPerReplica?: number;
  /** More messages than this wake the first replica. Default: 0, KEDA's own: any message does. */
  readonly activationMessages?: number;
  /** Default: none. */
  readonly name?: string;
}

/** KEDA's own default of `messageCount`. */
export const defaultMessagesPerReplica = 5;

/** `ai-task-queue`, or `events/embedder` for a subscription. */
export function serviceBusSourceName(source: ServiceBusSource): string {
  return 'queue' in source ? source.queue : `${source.topic}/${source.subscription}`;
}

/**
 * Depth of a queue or a subscription: its *active* messages, which includes those that a consumer has locked and is working
 * on, and leaves out scheduled and dead-lettered ones. Reading it needs Data Owner (kedacore/keda#7822); a consumer's Data
 * Receiver is not enough.
 * Source: keda.sh/docs/2.20/scalers/azure-service-bus; kedacore/keda `azure_servicebus_scaler.go` (2026-11).
 */
export function serviceBusTrigger(input: ServiceBusTriggerInput): ScalerTriggerSpec {
  const { source, cloud = 'AzurePublicCloud', activationMessages = 0 } = input;
  const messages = input.messagesPerReplica ?? defaultMessagesPerReplica;
  return {
    type: 'azure-servicebus',
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
    description: `${serviceBusSourceName(source)}, ${messages} ${messages === 1 ? 'message' : 'messages'} a replica`,
  };
}
