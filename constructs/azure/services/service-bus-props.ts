/** Input of a PlatformServiceBus. */
export interface PlatformServiceBusProps {
  /** Name, 6 to 50 letters, digits and '-', unique in all of Azure. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** SKU. Private endpoints need `Premium`. @default 'Standard' */
  readonly sku?: 'Standard' | 'Premium';
  /** Messaging units: 1, 2, 4, 8 or 16. They need `Premium`. @default 1 */
  readonly messagingUnits?: 1 | 2 | 4 | 8 | 16;
  /**
   * Public network access. Without it, only private endpoints reach the namespace. `false` needs
   * `Premium`.
   *
   * @default true, with Entra ID sign-in
   */
  readonly publicNetworkAccess?: boolean;
  /** Queues. One consumer receives each message. */
  readonly queues: readonly PlatformQueueProps[];
  /** Topics. Every subscription receives each message. @default none */
  readonly topics?: readonly PlatformTopicProps[];
  /** Makes Terraform refuse every plan that would delete the messages. @default true */
  readonly preventDestroy?: boolean;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Settings of a queue and of a subscription.
 *
 * @see learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas (2026-11)
 */
interface ConsumedProps {
  /** Seconds for which a consumer locks a message, 5 to 300. @default 300 */
  readonly lockSeconds?: number;
  /**
   * Deliveries after which Service Bus moves a message to the dead-letter queue, 1 to 2000.
   *
   * @default 10
   */
  readonly maxDeliveryCount?: number;
  /**
   * Days after which an unread message expires and moves to the dead-letter queue, 1 to 365.
   *
   * @default 14
   */
  readonly timeToLiveDays?: number;
}

/** A queue. */
export interface PlatformQueueProps extends ConsumedProps {
  /** Name of the queue. */
  readonly name: string;
  /**
   * Minutes during which Service Bus discards messages with the same id, 1 to 10080 (a week).
   * `false` disables it. Azure cannot enable or disable it later.
   *
   * @default 10
   */
  readonly duplicateDetectionMinutes?: number | false;
}

/** A topic. Service Bus discards messages that arrive while the topic has no subscription. */
export interface PlatformTopicProps {
  /** Name, different from the names of the queues. */
  readonly name: string;
  /**
   * Days after which a message expires in every subscription, also if the subscription has a longer
   * time, 1 to 365.
   *
   * @default 14
   */
  readonly timeToLiveDays?: number;
  /** Duplicate detection, as for a queue. @default 10 */
  readonly duplicateDetectionMinutes?: number | false;
  /** Subscriptions of the topic. */
  readonly subscriptions: readonly PlatformSubscriptionProps[];
}

/** A subscription: a separate queue that receives a copy of every message of the topic. */
export interface PlatformSubscriptionProps extends ConsumedProps {
  /** Name, 1 to 50 letters, digits, '.', '-' and '_'. */
  readonly name: string;
}
