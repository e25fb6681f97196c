import type { RoleName } from '../facts/role-names';

/** The container registry of the platform; the cluster may pull from it. */
export interface RegistryDefinition {
  /** Letters and digits. The unique suffix is appended. */
  readonly name: string;
  /** Default: `Premium` with a private endpoint, `Standard` without. */
  readonly sku?: 'Basic' | 'Standard' | 'Premium';
  /** Reached only through the virtual network. Default: off. */
  readonly privateEndpoint?: boolean;
}

/** The Key Vault of the platform: RBAC mode, purge protection. */
export interface KeyVaultDefinition {
  /** The unique suffix is appended. */
  readonly name: string;
  /** Days that a deleted vault or secret can be restored (7 to 90). Default: 90. */
  readonly softDeleteDays?: number;
  /** Reached only through the virtual network. Default: off. */
  readonly privateEndpoint?: boolean;
}

/** The Service Bus namespace of the platform: Entra ID only, no SAS keys. */
export interface ServiceBusDefinition {
  /** The unique suffix is appended. */
  readonly name: string;
  /** Default: `Premium` with a private endpoint, `Standard` without. */
  readonly sku?: 'Standard' | 'Premium';
  /** Reached only through the virtual network; Premium. Default: off. */
  readonly privateEndpoint?: boolean;
  readonly queues?: readonly QueueDefinition[];
  readonly topics?: readonly TopicDefinition[];
}

/** A topic: each of its subscriptions gets a copy of every message. */
export interface TopicDefinition {
  readonly name: string;
  /** Days after which an unread message expires. Default: 14. */
  readonly timeToLiveDays?: number;
  /** Messages with one id are accepted once in so many minutes (1 to 10080). Default: 10. `false`: off; cannot be changed later. */
  readonly duplicateDetectionMinutes?: number | false;
  readonly subscriptions: readonly SubscriptionDefinition[];
}

/** A subscription of a topic. */
export interface SubscriptionDefinition {
  readonly name: string;
  /** How long a consumer holds a message before another may take it, in seconds (5 to 300). Default: as with a queue. */
  readonly lockSeconds?: number;
  /** Deliveries after which a message goes to the dead-letter queue (1 to 2000). Default: as with a queue. */
  readonly maxDeliveryCount?: number;
}

/** A storage account of the platform: models, or what Langfuse keeps. */
export interface StorageAccountDefinition {
  /** Lower-case letters and digits. The unique suffix is appended. */
  readonly name: string;
  readonly containers?: readonly string[];
  readonly shares?: readonly { readonly name: string; readonly quotaGiB: number }[];
  /** `premiumBlobs`, `premiumFiles`: on SSD. Default: `standard`. */
  readonly kind?: 'standard' | 'premiumBlobs' | 'premiumFiles';
  /** Copies: in one data centre (LRS), in three zones (ZRS). Default: that of the construct. */
  readonly replication?: 'LRS' | 'ZRS' | 'GRS' | 'GZRS';
  /** Access with an account key, for software that knows no identities. Default: off. */
  readonly sharedKeys?: boolean;
  /** Reached only through the virtual network. Default: off. */
  readonly privateEndpoint?: boolean;
}

/** A queue. */
export interface QueueDefinition {
  readonly name: string;
  /**
   * How long a consumer holds a message before another may take it, in seconds (5 to 300). Default: what follows from the jobs of
   * the queue's worker; 300 without one.
   */
  readonly lockSeconds?: number;
  /** Deliveries after which a message goes to the dead-letter queue (1 to 2000). Default: by the worker's jobs; 10 without one. */
  readonly maxDeliveryCount?: number;
  /** Days after which an unread message expires, to the dead-letter queue. Default: 14. */
  readonly timeToLiveDays?: number;
  /** Messages with one id are accepted once in so many minutes (1 to 10080). Default: 10. `false`: off; cannot be changed later. */
  readonly duplicateDetectionMinutes?: number | false;
}

/** A managed identity and what it may do. */
export interface IdentityDefinition {
  readonly name: string;
  /** The ServiceAccounts that may act as this identity, at most 20 with KEDA's. */
  readonly federatedCredentials?: readonly FederatedCredentialDefinition[];
  readonly roles?: readonly RoleGrantDefinition[];
}

/** Lets one ServiceAccount act as the identity. The subject is made from the names; nobody types it. */
export interface FederatedCredentialDefinition {
  readonly name: string;
  readonly serviceAccount: string;
  /** Default: the platform's namespace. In another one the ServiceAccount itself is yours to make. */
  readonly namespace?: string;
}

/** A built-in role on a resource of the platform. */
export interface RoleGrantDefinition {
  readonly role: RoleName;
  readonly on: RoleScopeDefinition;
}

/** A resource of the platform; queues, topics and storage by their names. */
export type RoleScopeDefinition =
  | 'keyVault'
  | 'registry'
  | 'serviceBus'
  | 'monitorWorkspace'
  | 'resourceGroup'
  | { readonly queue: string }
  | { readonly topic: string }
  | { readonly topic: string; readonly subscription: string }
  | { readonly storageAccount: string }
  | { readonly storageAccount: string; readonly container: string }
  | { readonly storageAccount: string; readonly share: string };
