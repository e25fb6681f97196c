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
 * A Service Bus namespace without SAS keys: senders, receivers and KEDA come with Entra ID.
 *
 * @throws {DefinitionError} for names and numbers that Azure refuses, settings that the sku does not have, two queues or topics of one
 * name, or a topic that nobody reads.
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
      // azurerm wants both for Premium and neither for the others.
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
   * Resource id of a queue, which roles can be granted on.
   *
   * @throws {Error} if there is no such queue.
   */
  queueId(name: string): string {
    return idOf(this.queues, name, () => `There is no queue "${name}" in ${this.node.path}.`);
  }

  /**
   * Resource id of a topic, which the right to send is granted on.
   *
   * @throws {Error} if there is no such topic.
   */
  topicId(name: string): string {
    return idOf(this.topics, name, () => `There is no topic "${name}" in ${this.node.path}.`);
  }

  /**
   * Resource id of a subscription, which the right to receive is granted on.
   *
   * @throws {Error} if there is no such subscription.
   */
  subscriptionId(topic: string, name: string): string {
    return idOf(
      this.subscriptions,
      subscriptionKey(topic, name),
      () => `There is no subscription "${name}" of a topic "${topic}" in ${this.node.path}.`,
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
        // A message that no filter can judge is one that somebody has to look at.
        deadLetteringOnFilterEvaluationError: true,
        lifecycle: this.lifecycle,
      }),
    );
  }
}

/** No entity's name has a space in it. */
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

/** How messages are held, tried and given up. */
function consumption(props: Pick<PlatformQueueProps, 'lockSeconds' | 'maxDeliveryCount' | 'timeToLiveDays'>) {
  return {
    lockDuration: isoSeconds(props.lockSeconds ?? maxLockSeconds),
    maxDeliveryCount: props.maxDeliveryCount ?? 10,
    defaultMessageTtl: days(props.timeToLiveDays),
    // An expired message is work that nobody did: it must not vanish.
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
