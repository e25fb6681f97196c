import { roleNames } from '../facts/role-names';
import {
  anyOf,
  boolean,
  type CompleteOf,
  choice,
  type DefinitionOf,
  joined,
  list,
  literal,
  number,
  object,
  type Schema,
  text,
  texts,
} from '../values/schema';

const registry = object({
  /**
   * Name of the registry: letters and digits. `azure.uniqueSuffix` is appended; the result has 5 to
   * 50 characters.
   */
  name: text,
  /**
   * SKU of the registry. Only `Premium` has private endpoints.
   * @default `Premium` with a private endpoint, otherwise `Standard`
   */
  sku: choice(['Basic', 'Standard', 'Premium']).optional(),
  /**
   * Whether the registry is reachable only through a private endpoint in the virtual network.
   * @default false, because a private endpoint requires the SKU `Premium`
   */
  privateEndpoint: boolean.default(false),
});

/** The platform's container registry. The nodes of the cluster may pull from it. */
export interface RegistryDefinition extends DefinitionOf<typeof registry> {}
/** A container registry with defaults filled in. */
export interface CompleteRegistry extends CompleteOf<typeof registry> {}
export const registrySchema: Schema<RegistryDefinition, CompleteRegistry> = registry;

const keyVault = object({
  /**
   * Name of the vault: letters, digits and hyphens, starting with a letter. `-<azure.uniqueSuffix>`
   * is appended; the result has 3 to 24 characters.
   */
  name: text,
  /**
   * Days, 7 to 90, in which a deleted vault or secret can be restored. Azure does not allow changes
   * after creation.
   * @default 90, the maximum
   */
  softDeleteDays: number.default(90),
  /**
   * Whether the vault is reachable only through a private endpoint in the virtual network.
   * @default false, so that you can set secrets from outside the virtual network
   */
  privateEndpoint: boolean.default(false),
});

/** The platform's Key Vault, with Azure RBAC and purge protection. */
export interface KeyVaultDefinition extends DefinitionOf<typeof keyVault> {}
/** A Key Vault with defaults filled in. */
export interface CompleteKeyVault extends CompleteOf<typeof keyVault> {}
export const keyVaultSchema: Schema<KeyVaultDefinition, CompleteKeyVault> = keyVault;

const messageEntity = object({
  /**
   * Days, 1 to 365, after which an unread message expires.
   * @default 14, so that a consumer can be down over a holiday without losing messages
   */
  timeToLiveDays: number.default(14),
  /**
   * Minutes, 1 to 10080, in which Service Bus discards a message with an id that it has already
   * received. `false` turns duplicate detection off. Azure does not allow turning it on or off
   * after creation.
   * @default 10, the default of Service Bus
   */
  duplicateDetectionMinutes: anyOf([number, literal(false)]).default(10),
});
interface MessageEntityDefinition extends DefinitionOf<typeof messageEntity> {}
interface CompleteMessageEntity extends CompleteOf<typeof messageEntity> {}

const messageSource = object({
  /**
   * Seconds, 5 to 300, that a received message stays locked for its consumer. If the consumer
   * neither completes the message nor renews the lock, Service Bus delivers the message again.
   * @default 1.5 times the `maxJobSeconds` of the worker that receives from it, at most 300; 300
   * without a worker, so that consumers rarely have to renew the lock
   */
  lockSeconds: number.optional(),
  /**
   * Number of deliveries, 1 to 2000, after which Service Bus moves a message to the dead-letter
   * queue.
   * @default 10; 5 or 3 if the worker that receives from it has long jobs, because each delivery of
   * a broken message costs a job
   */
  maxDeliveryCount: number.optional(),
});
interface MessageSourceDefinition extends DefinitionOf<typeof messageSource> {}

const queue = object({
  /** Name of the queue, unique among the queues and topics of the namespace. */
  name: text,
});

/** A queue: each message goes to one consumer. */
export interface QueueDefinition
  extends DefinitionOf<typeof queue>,
    MessageSourceDefinition,
    MessageEntityDefinition {}
/** A queue with defaults filled in. */
export interface CompleteQueue
  extends CompleteOf<typeof queue>,
    MessageSourceDefinition,
    CompleteMessageEntity {}
const queueSchema: Schema<QueueDefinition, CompleteQueue> = joined(
  joined(queue, messageSource),
  messageEntity,
);

const subscription = object({
  /** Name of the subscription, 1 to 50 characters, unique in its topic. */
  name: text,
});

/** A subscription of a topic: it gets a copy of every message of the topic. */
export interface SubscriptionDefinition extends DefinitionOf<typeof subscription>, MessageSourceDefinition {}
const subscriptionSchema: Schema<SubscriptionDefinition> = joined(subscription, messageSource);

const topic = object({
  /** Name of the topic, unique among the queues and topics of the namespace. */
  name: text,
  /** Subscriptions, at least one: a message without a subscription is lost. */
  subscriptions: list(subscriptionSchema),
});

/** A topic: each subscription gets a copy of every message. */
export interface TopicDefinition extends DefinitionOf<typeof topic>, MessageEntityDefinition {}
/** A topic with defaults filled in. */
export interface CompleteTopic extends CompleteOf<typeof topic>, CompleteMessageEntity {}
const topicSchema: Schema<TopicDefinition, CompleteTopic> = joined(topic, messageEntity);

const serviceBus = object({
  /**
   * Name of the namespace: letters, digits and hyphens, starting with a letter.
   * `-<azure.uniqueSuffix>` is appended; the result has 6 to 50 characters.
   */
  name: text,
  /**
   * SKU of the namespace. Only `Premium` has private endpoints.
   * @default `Premium` with a private endpoint, otherwise `Standard`
   */
  sku: choice(['Standard', 'Premium']).optional(),
  /**
   * Whether the namespace is reachable only through a private endpoint in the virtual network.
   * @default false, because a private endpoint requires the SKU `Premium`
   */
  privateEndpoint: boolean.default(false),
  /**
   * Queues. At least one queue or topic is required.
   * @default none
   */
  queues: list(queueSchema).default([]),
  /**
   * Topics. At least one queue or topic is required.
   * @default none
   */
  topics: list(topicSchema).default([]),
});

/** The platform's Service Bus namespace. Clients sign in with Entra ID; SAS keys are off. */
export interface ServiceBusDefinition extends DefinitionOf<typeof serviceBus> {}
/** A Service Bus namespace with defaults filled in. */
export interface CompleteServiceBus extends CompleteOf<typeof serviceBus> {}
export const serviceBusSchema: Schema<ServiceBusDefinition, CompleteServiceBus> = serviceBus;

const fileShare = object({
  /** Name of the share: 3 to 63 lowercase letters, digits and single hyphens. */
  name: text,
  /**
   * Maximum size in GiB: 1 to 5120, or 100 to 102400 with the kind `premiumFiles`, which Azure
   * bills by this size.
   */
  quotaGiB: number,
});

const storageAccount = object({
  /**
   * Name of the account: lowercase letters and digits. `azure.uniqueSuffix` is appended; the result
   * has 3 to 24 characters.
   */
  name: text,
  /**
   * Names of blob containers: 3 to 63 lowercase letters, digits and single hyphens each.
   * @default none
   */
  containers: texts.default([]),
  /**
   * File shares (SMB).
   * @default none
   */
  shares: list(fileShare).default([]),
  /**
   * Kind of account. `premiumBlobs` (only containers) and `premiumFiles` (only shares) use SSDs,
   * which load models faster. Azure does not allow changes after creation.
   * @default `standard`, which has containers and shares
   */
  kind: choice(['standard', 'premiumBlobs', 'premiumFiles']).default('standard'),
  /**
   * Redundancy: copies in one data center (`LRS`), in three zones (`ZRS`), or also in a second
   * region (`GRS`, `GZRS`). Premium kinds have `LRS` and `ZRS`.
   * @default `LRS`, which every region has. Use `ZRS` for data that you cannot restore
   */
  replication: choice(['LRS', 'ZRS', 'GRS', 'GZRS']).default('LRS'),
  /**
   * Whether clients can sign in with an account key. Langfuse and mounted file shares require it.
   * @default false: clients sign in with Entra ID
   */
  sharedKeys: boolean.default(false),
  /**
   * Whether the account is reachable only through a private endpoint in the virtual network.
   * @default false, so that you can upload models from outside the virtual network
   */
  privateEndpoint: boolean.default(false),
});

/** A storage account for models, or for the events and media of Langfuse. */
export interface StorageAccountDefinition extends DefinitionOf<typeof storageAccount> {}
/** A storage account with defaults filled in. */
export interface CompleteStorageAccount extends CompleteOf<typeof storageAccount> {}
export const storageAccountSchema: Schema<StorageAccountDefinition, CompleteStorageAccount> = storageAccount;

const federatedCredential = object({
  /** Name of the federated credential: 3 to 120 letters, digits, hyphens and underscores. */
  name: text,
  /** Name of the ServiceAccount. */
  serviceAccount: text,
  /**
   * Namespace of the ServiceAccount. In any other namespace than the platform's, you create the
   * ServiceAccount yourself.
   * @default the platform's namespace
   */
  namespace: text.optional(),
});

/**
 * A federated identity credential: it lets one ServiceAccount use the managed identity. Its subject
 * follows from the names.
 */
export interface FederatedCredentialDefinition extends DefinitionOf<typeof federatedCredential> {}
const federatedCredentialSchema: Schema<FederatedCredentialDefinition> = federatedCredential;

export const roleScopeSchema = anyOf([
  choice(['keyVault', 'registry', 'serviceBus', 'monitorWorkspace', 'resourceGroup']),
  object({
    /** Name of a queue of `serviceBus`. */
    queue: text,
  }),
  object({
    /** Name of a topic of `serviceBus`. */
    topic: text,
    /**
     * Name of a subscription of the topic.
     * @default none: the role applies to the whole topic
     */
    subscription: text.optional(),
  }),
  object({
    /** Name of a storage account in `storageAccounts`. */
    storageAccount: text,
    /**
     * Name of a container of the account.
     * @default none: the role applies to the whole account
     */
    container: text.optional(),
  }),
  object({
    /** Name of a storage account in `storageAccounts`. */
    storageAccount: text,
    /** Name of a file share of the account. */
    share: text,
  }),
]);

/**
 * A resource of the platform that a role can be assigned on. Queues, topics and storage are given
 * by name.
 */
export type RoleScopeDefinition = DefinitionOf<typeof roleScopeSchema>;

const roleGrant = object({
  /** Built-in role, by its name in Azure: `Azure Service Bus Data Receiver`. */
  role: choice(roleNames),
  /** Resource that the role applies to. */
  on: roleScopeSchema,
});

/** Assignment of a built-in role on a resource of the platform. */
export interface RoleGrantDefinition extends DefinitionOf<typeof roleGrant> {}
const roleGrantSchema: Schema<RoleGrantDefinition> = roleGrant;

const identity = object({
  /** Name of the managed identity: 3 to 128 letters, digits, hyphens and underscores. */
  name: text,
  /**
   * Federated credentials, one for each ServiceAccount that may use the identity. Azure allows 20,
   * including those that the platform adds for KEDA.
   * @default none
   */
  federatedCredentials: list(federatedCredentialSchema).default([]),
  /**
   * Role assignments, in addition to those that the workloads of the identity need.
   * @default none
   */
  roles: list(roleGrantSchema).default([]),
});

/** A user-assigned managed identity, its ServiceAccounts and its roles. */
export interface IdentityDefinition extends DefinitionOf<typeof identity> {}
/** A managed identity with defaults filled in. */
export interface CompleteIdentity extends CompleteOf<typeof identity> {}
export const identitySchema: Schema<IdentityDefinition, CompleteIdentity> = identity;
