import type { Damage, Draft } from './damage';

export const servicesDamages: readonly Damage[] = [
  ...(
    [
      ['clustering', { clustering_policy: 'OSSCluster', eviction_policy: 'NoEviction' }],
      ['eviction', { clustering_policy: 'EnterpriseCluster', eviction_policy: 'AllKeysLRU' }],
    ] as const
  ).map(([policy, database]) => ({
    name: `the Redis of Langfuse has the wrong ${policy} policy`,
    rule: `services/redis-${policy}` as const,
    change: (draft: Draft) => {
      draft.addResource('azurerm_managed_redis', 'cache', {
        name: 'my-redis',
        default_database: [database],
      });
    },
  })),
  {
    name: 'the vault uses access policies',
    rule: 'services/key-vault-rbac',
    change: (draft) => {
      draft.resource('azurerm_key_vault').rbac_authorization_enabled = false;
    },
  },
  {
    name: 'the vault has no purge protection',
    rule: 'services/key-vault-purge-protection',
    change: (draft) => {
      draft.resource('azurerm_key_vault').purge_protection_enabled = false;
    },
  },
  {
    name: 'the registry has an admin account',
    rule: 'services/registry-admin',
    change: (draft) => {
      draft.resource('azurerm_container_registry').admin_enabled = true;
    },
  },
  {
    name: 'Service Bus accepts keys',
    rule: 'services/service-bus-local-auth',
    change: (draft) => {
      draft.resource('azurerm_servicebus_namespace').local_auth_enabled = true;
    },
  },
  {
    name: 'expired messages are lost',
    rule: 'services/queue-dead-lettering',
    change: (draft) => {
      draft.resource('azurerm_servicebus_queue').dead_lettering_on_message_expiration = false;
    },
  },
  {
    name: 'a message is delivered only once',
    rule: 'services/queue-deliveries',
    change: (draft) => {
      draft.resource('azurerm_servicebus_queue').max_delivery_count = 1;
    },
  },
  {
    name: 'the lock duration is one hour',
    rule: 'services/queue-lock',
    change: (draft) => {
      draft.resource('azurerm_servicebus_queue').lock_duration = 'PT1H';
    },
  },
  {
    name: 'blobs may be public',
    rule: 'services/storage-public-blobs',
    change: (draft) => {
      draft.resource('azurerm_storage_account').allow_nested_items_to_be_public = true;
    },
  },
  {
    name: 'storage accepts TLS 1.0',
    rule: 'services/storage-tls',
    change: (draft) => {
      draft.resource('azurerm_storage_account').min_tls_version = 'TLS1_0';
    },
  },
  {
    name: 'Service Bus uses the Basic tier',
    rule: 'services/basic-service-bus',
    change: (draft) => {
      draft.resource('azurerm_servicebus_namespace').sku = 'Basic';
    },
  },
];
