import { Construct } from 'constructs';
import {
  ServicebusNamespace,
  ServicebusQueue,
  ServicebusSubscription,
  ServicebusTopic,
} from '../../../imports/azurerm';
import { maxLockSeconds } from '../../../lib/facts/service-bus-limits';
import { isoDays, isoMinutes, isoSeconds } from '../monitoring/iso-duration';
import { NameScope } from '../stack/readable-logical-ids';
import { checkServiceBusProps } from './service-bus-checks';
import type {
  PlatformQueueProps,
  PlatformServiceBusProps,
  PlatformSubscriptionProps,
  PlatformTopicProps,
} from './service-bus-props';

export type {
  PlatformQueueProps,
  PlatformServiceBusProps,
  PlatformSubscriptionProps,
  PlatformTopicProps,
} from './service-bus-props';

/**
 * A Service Bus namespace without SAS keys: senders, receivers and KEDA sign in with Entra ID.
 *
 * @throws {DefinitionError} for invalid names and numbers, settings that the SKU does not support,
 * two queues or topics with the same name, or a topic without a subscription.
 */
export class PlatformServiceBus extends Construct {
  readonly namespace: ServicebusNamespace;
  private readonly queues = new Map<string, ServicebusQueue>();
  private readonly topics = new Map<string, ServicebusTopic>();
  private readonly subscriptions = new Map<string, ServicebusSubscription>();
  private readonly lifecycle: { readonly preventDestroy: boolean };

  constructor(scope: Construct, id: string, props: PlatformServiceBusProps) {
    super(scope, id);
    const sku = props.sku ?? 'Standard';
    checkServiceBusProps(props, sku);
    this.lifecycle = { preventDestroy: props.preventDestroy ?? true };
    this.namespace = new ServicebusNamespace(this, 'namespace', {
      name: props.name,
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      sku,
      // azurerm requires both for Premium and rejects both for other SKUs.
      capacity: sku === 'Premium' ? (props.messagingUnits ?? 1) : undefined,
      premiumMessagingPartitions: sku === 'Premium' ? 1 : undefined,
      localAuthEnabled: false,
      minimumTlsVersion: '1.2',
      publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
      tags: props.tags && { ...props.tags },
      lifecycle: this.lifecycle,
    });
    const names = new NameScope(this, 'queues');
    for (const queue of props.queues) this.addQueue(names, queue);
    const topics = props.topics ?? [];
    if (topics.length === 0) return;
    const topicNames = new NameScope(this, 'topics');
    const subscriptionNames = new NameScope(this, 'subscriptions');
    for (const topic of topics) {
      const resource = this.addTopic(topicNames, topic);
      const scopeOfTopic = new Construct(subscriptionNames, topic.name);
      for (const subscription of topic.subscriptions) {
        this.addSubscription(scopeOfTopic, topic, resource, subscription);
      }
    }
  }

  /** Resource id of the namespace. */
  get id(): string {
    return this.namespace.id;
  }

  /**
   * Returns the resource id of a queue, for role assignments.
   *
   * @throws {Error} if the queue does not exist.
   */
  queueId(name: string): string {
    return idOf(this.queues, name, () => `Queue "${name}" does not exist in ${this.node.path}.`);
  }

  /**
   * Returns the resource id of a topic, for roles that send.
   *
   * @throws {Error} if the topic does not exist.
   */
  topicId(name: string): string {
    return idOf(this.topics, name, () => `Topic "${name}" does not exist in ${this.node.path}.`);
  }

  /**
   * Returns the resource id of a subscription, for roles that receive.
   *
   * @throws {Error} if the subscription does not exist.
   */
  subscriptionId(topic: string, name: string): string {
    return idOf(
      this.subscriptions,
      subscriptionKey(topic, name),
      () => `Subscription "${name}" of topic "${topic}" does not exist in ${this.node.path}.`,
    );
  }

  private addQueue(scope: Construct, queue: PlatformQueueProps): void {
    const resource = new ServicebusQueue(scope, queue.name, {
      name: queue.name,
      namespaceId: this.namespace.id,
      ...consumption(queue),
      ...duplicateDetection(queue.duplicateDetectionMinutes),
      lifecycle: this.lifecycle,
    });
    this.queues.set(queue.name, resource);
  }

  private addTopic(scope: Construct, topic: PlatformTopicProps): ServicebusTopic {
    const resource = new ServicebusTopic(scope, topic.name, {
      name: topic.name,
      namespaceId: this.namespace.id,
      defaultMessageTtl: days(topic.timeToLiveDays),
      ...duplicateDetection(topic.duplicateDetectionMinutes),
      lifecycle: this.lifecycle,
    });
    this.topics.set(topic.name, resource);
    return resource;
  }

  private addSubscription(
    scope: Construct,
    topic: PlatformTopicProps,
    resource: ServicebusTopic,
    subscription: PlatformSubscriptionProps,
  ): void {
    const { name, ...settings } = subscription;
    this.subscriptions.set(
      subscriptionKey(topic.name, name),
      new ServicebusSubscription(scope, name, {
        name,
        topicId: resource.id,
        ...consumption({ timeToLiveDays: topic.timeToLiveDays, ...settings }),
        // An operator must look at a message that the filter cannot evaluate.
        deadLetteringOnFilterEvaluationError: true,
        lifecycle: this.lifecycle,
      }),
    );
  }
}

/** Key of a subscription. Names of entities contain no space. */
const subscriptionKey = (topic: string, subscription: string) => `${topic} ${subscription}`;

function idOf<T extends { readonly id: string }>(
  resources: ReadonlyMap<string, T>,
  name: string,
  message: () => string,
): string {
  const resource = resources.get(name);
  if (resource === undefined) throw new Error(message());
  return resource.id;
}

/** Returns lock, deliveries and expiry of messages. */
function consumption(props: Pick<PlatformQueueProps, 'lockSeconds' | 'maxDeliveryCount' | 'timeToLiveDays'>) {
  return {
    lockDuration: isoSeconds(props.lockSeconds ?? maxLockSeconds),
    maxDeliveryCount: props.maxDeliveryCount ?? 10,
    defaultMessageTtl: days(props.timeToLiveDays),
    // An expired message is unfinished work: keep it in the dead-letter queue.
    deadLetteringOnMessageExpiration: true,
  };
}

function duplicateDetection(window: number | false = 10) {
  return {
    requiresDuplicateDetection: window !== false,
    duplicateDetectionHistoryTimeWindow: window === false ? undefined : isoMinutes(window),
  };
}

const days = (value = 14) => isoDays(value);
