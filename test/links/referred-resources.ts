import { type Deployment, type Json, ofKind, referenced, resourcesOf } from './deployment';

/** A queue, or a subscription of a topic. */
export interface ServiceBusEntity {
  readonly type: string;
  /** The resource that workloads receive from or send to. */
  readonly received: Json;
  /** The resource that KEDA measures. For a subscription it is the topic. */
  readonly measured: Json;
}

/** The queue or subscription of the stack with these names. */
export function serviceBusEntity(d: Deployment, names: Json): ServiceBusEntity | undefined {
  const isInNamespace = (resource: Json) =>
    referenced(d, resource.namespace_id, 'azurerm_servicebus_namespace')?.name === names.namespace;
  if (names.queueName !== undefined) {
    const queue = resourcesOf(d, 'azurerm_servicebus_queue').find(
      ([, resource]) => resource.name === names.queueName && isInNamespace(resource),
    )?.[1];
    return queue && { type: 'azurerm_servicebus_queue', received: queue, measured: queue };
  }
  const topic = resourcesOf(d, 'azurerm_servicebus_topic').find(
    ([, resource]) => resource.name === names.topicName && isInNamespace(resource),
  )?.[1];
  const subscription = resourcesOf(d, 'azurerm_servicebus_subscription').find(
    ([, resource]) =>
      resource.name === names.subscriptionName &&
      topic !== undefined &&
      referenced(d, resource.topic_id, 'azurerm_servicebus_topic') === topic,
  )?.[1];
  return subscription && { type: 'azurerm_servicebus_subscription', received: subscription, measured: topic };
}

/** ScaledObjects and ScaledJobs. */
export function scalersOf(
  d: Deployment,
): readonly { readonly object: Json; readonly triggers: readonly Json[] }[] {
  return ['ScaledObject', 'ScaledJob']
    .flatMap((kind) => ofKind(d, kind))
    .map((object) => ({ object, triggers: object.spec.triggers }));
}

/** Storage that a volume mounts, with the role that its identity needs. */
export function storageOfVolume(
  d: Deployment,
  { spec }: Json,
): { readonly role: string; readonly type: string; readonly resource: Json } {
  const { storageAccount, containerName, shareName } = spec.csi.volumeAttributes;
  const type = containerName === undefined ? 'azurerm_storage_share' : 'azurerm_storage_container';
  const part = resourcesOf(d, type).find(
    ([, resource]) =>
      resource.name === (containerName ?? shareName) &&
      referenced(d, resource.storage_account_id, 'azurerm_storage_account')?.name === storageAccount,
  )?.[1];
  return containerName === undefined
    ? {
        // The driver mounts SMB with the account key and reads the key from Azure.
        role: 'Storage Account Key Operator Service Role',
        type: 'azurerm_storage_account',
        resource: part && referenced(d, part.storage_account_id, 'azurerm_storage_account'),
      }
    : { role: 'Storage Blob Data Reader', type, resource: part };
}
