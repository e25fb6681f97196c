/** Input of a PlatformServiceBus. */
export interface PlatformServiceBusProps {
  /** 6 to 50 letters, digits and '-', unique in all of Azure. */
  readonly name: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Default: `Standard`. Private endpoints want `Premium`. */
  readonly sku?: 'Standard' | 'Premium';
  /** Messaging units (1, 2, 4, 8 or 16); `Premium`. Default: 1. */
  readonly messagingUnits?: 1 | 2 | 4 | 8 | 16;
  /** Off leaves only private endpoints; wants `Premium`. Default: on, with Entra ID. */
  readonly publicNetworkAccess?: boolean;
  /** Each message goes to one consumer. */
  readonly queues: readonly PlatformQueueProps[];
  /** Each message goes to every subscription. Default: none. */
  readonly topics?: readonly PlatformTopicProps[];
  /** Terraform refuses any plan that would delete the messages. Default: on. */
  readonly preventDestroy?: boolean;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What a queue and a subscription have in common. Limits: learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas (2026-11). */
interface ConsumedProps {
  /** How long a consumer holds a message, in seconds (5 to 300). Default: 300. */
  readonly lockSeconds?: number;
  /** Deliveries after which a message goes to the dead-letter queue (1 to 2000). Default: 10. */
  readonly maxDeliveryCount?: number;
  /** Days after which an unread message expires, to the dead-letter queue (1 to 365). Default: 14. */
  readonly timeToLiveDays?: number;
}

/** A queue. */
export interface PlatformQueueProps extends ConsumedProps {
  readonly name: string;
  /** Messages with one id are accepted once in so many minutes (1 to 10080, a week). `false`: off. Cannot be turned on or off later. Default: 10. */
  readonly duplicateDetectionMinutes?: number | false;
}

/** A topic. Messages that come while it has no subscription are gone. */
export interface PlatformTopicProps {
  /** Not the name of a queue of the namespace. */
  readonly name: string;
  /** Days after which a message expires in every subscription, whatever that says itself (1 to 365). Default: 14. */
  readonly timeToLiveDays?: number;
  /** As for a queue. Default: 10. */
  readonly duplicateDetectionMinutes?: number | false;
  readonly subscriptions: readonly PlatformSubscriptionProps[];
}

/** A subscription: a queue of its own that every message of the topic is copied to. */
export interface PlatformSubscriptionProps extends ConsumedProps {
  /** 1 to 50 letters, digits, '.', '-' and '_'. */
  readonly name: string;
}
