import type { AzureCloud } from '../naming/azure-cloud';

/** A queue and the namespace it is in, as KEDA has to name them. */
export interface ServiceBusQueueRef {
  readonly queue: string;
  /** Bare name of the namespace: KEDA appends the cloud's suffix itself. */
  readonly serviceBusNamespace: string;
  readonly cloud: AzureCloud;
}

/**
 * Metadata of KEDA's `azure-servicebus` trigger; every value is a string.
 * Source: keda.sh/docs/2.20/scalers/azure-service-bus (2026-11).
 */
export function serviceBusTriggerMetadata(
  ref: ServiceBusQueueRef,
  messagesPerReplica: number,
): Readonly<Record<string, string>> {
  return {
    queueName: ref.queue,
    namespace: ref.serviceBusNamespace,
    messageCount: String(messagesPerReplica),
    ...(ref.cloud === 'AzurePublicCloud' ? {} : { cloud: ref.cloud }),
  };
}
