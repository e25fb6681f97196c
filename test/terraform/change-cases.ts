import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { sample } from './definitions';

/** What happens to the resource of a case, as people ask for it. */
export type Outcome = 'in place' | 'nodes rotated' | 'replaced' | 'refused' | 'created and destroyed';

/** A kind of change of the sample platform. */
export interface ChangeCase {
  readonly outcome: Outcome;
  /** The resource that the case is about. */
  readonly address: string;
  /** The fields that force a replacement, where some do. */
  readonly because?: readonly string[];
  readonly after: PlatformDefinition;
  /** Default: `base`. */
  readonly before?: PlatformDefinition;
}

/** The sample without `prevent_destroy`, with which no replacement can be planned. */
export const base: PlatformDefinition = { ...sample, azure: { ...sample.azure, preventDestroy: false } };

type Pool = PlatformDefinition['nodePools'][number];

const withPool = (name: string, change: Partial<Pool>): PlatformDefinition => ({
  ...base,
  nodePools: base.nodePools.map((pool) => (pool.name === name ? ({ ...pool, ...change } as Pool) : pool)),
});
const withCluster = (change: Partial<PlatformDefinition['cluster']>): PlatformDefinition => ({
  ...base,
  cluster: { ...base.cluster, ...change },
});
const withNetwork = (change: PlatformDefinition['network']): PlatformDefinition => ({
  ...base,
  network: { ...base.network, ...change } as PlatformDefinition['network'],
});
/** Another name wherever the definition has it. */
const renamed = (from: string, to: string): PlatformDefinition =>
  JSON.parse(JSON.stringify(base).replaceAll(`"${from}"`, `"${to}"`));
const withQueue = (name: string, change: object): PlatformDefinition => ({
  ...base,
  serviceBus: {
    ...base.serviceBus!,
    queues: base.serviceBus!.queues!.map((queue) => (queue.name === name ? { ...queue, ...change } : queue)),
  },
});
const withModels = (change: object): PlatformDefinition => ({
  ...base,
  storageAccounts: base.storageAccounts!.map((account) =>
    account.name === 'mymodels' ? { ...account, ...change } : account,
  ),
});

const cluster = 'azurerm_kubernetes_cluster.cluster';
const pool = (name: string) => `azurerm_kubernetes_cluster_node_pool.${name}`;
const namespace = 'azurerm_servicebus_namespace.service-bus_namespace';
const queue = (name: string) => `azurerm_servicebus_queue.service-bus_${name}`;
const vault = 'azurerm_key_vault.key-vault_vault';
const account = 'azurerm_storage_account.mymodels_account';

/** Kinds of change, each planned by Terraform and compared with the change report. */
export const changeCases: Readonly<Record<string, ChangeCase>> = {
  'the VM size of a pool': {
    outcome: 'nodes rotated',
    address: pool('gpupool'),
    after: withPool('gpupool', { vmSize: 'Standard_NC48ads_A100_v4' }),
  },
  'the zones of a pool': {
    outcome: 'nodes rotated',
    address: pool('cpupool'),
    after: withPool('cpupool', { zones: ['1', '2'] }),
  },
  'the maximum of pods of a node': {
    outcome: 'nodes rotated',
    address: pool('cpupool'),
    after: withPool('cpupool', { maxPods: 60 }),
  },
  'the disk of a pool': {
    outcome: 'nodes rotated',
    address: pool('gpubig'),
    after: withPool('gpubig', { osDisk: { type: 'Managed', sizeGiB: 2048 } }),
  },
  'the VM size of the system pool': {
    outcome: 'nodes rotated',
    address: cluster,
    after: withPool('system', { vmSize: 'Standard_D8s_v5' }),
  },
  'a taint of a pool': {
    outcome: 'in place',
    address: pool('gpubig'),
    after: withPool('gpubig', { taints: ['sku=gpu:NoSchedule'] }),
    before: withPool('gpubig', { taints: ['sku=gpu:NoSchedule', 'example.com/big=true:NoSchedule'] }),
  },
  'a label of a pool': {
    outcome: 'in place',
    address: pool('cpupool'),
    after: withPool('cpupool', { labels: { 'example.com/team': 'ai' } }),
  },
  'the limits of the autoscaler': {
    outcome: 'in place',
    address: pool('cpupool'),
    after: withPool('cpupool', { minNodes: 3, maxNodes: 9 }),
  },
  'spot nodes': {
    outcome: 'replaced',
    address: pool('gpupool'),
    because: ['eviction_policy', 'priority'],
    after: withPool('gpupool', { spot: true, initialNodes: 0 }),
  },
  'the name of a queue': {
    outcome: 'created and destroyed',
    address: queue('embedding-queue'),
    after: renamed('embedding-queue', 'embedding-tasks'),
  },
  'no duplicate detection': {
    outcome: 'replaced',
    address: queue('ai-task-queue'),
    because: ['requires_duplicate_detection'],
    after: withQueue('ai-task-queue', { duplicateDetectionMinutes: false }),
  },
  'the window of duplicate detection': {
    outcome: 'in place',
    address: queue('ai-task-queue'),
    after: withQueue('ai-task-queue', { duplicateDetectionMinutes: 20 }),
  },
  'the tier of the Service Bus': {
    outcome: 'replaced',
    address: namespace,
    because: ['premium_messaging_partitions', 'sku'],
    after: { ...base, serviceBus: { ...base.serviceBus!, sku: 'Premium' } },
  },
  'zonal replication of storage': {
    outcome: 'replaced',
    address: account,
    because: ['account_replication_type'],
    after: withModels({ replication: 'ZRS' }),
  },
  'geographic replication of storage': {
    outcome: 'in place',
    address: account,
    after: withModels({ replication: 'GRS' }),
  },
  'premium storage': {
    outcome: 'replaced',
    address: account,
    because: ['account_kind', 'account_tier'],
    after: withModels({ kind: 'premiumBlobs' }),
  },
  'the range of the node subnet': {
    outcome: 'refused',
    address: 'azurerm_subnet.network_nodes',
    after: withNetwork({ nodeSubnet: '10.0.32.0/20' }),
  },
  'the range of the network': {
    outcome: 'refused',
    address: 'azurerm_virtual_network.network',
    after: withNetwork({
      addressSpace: '10.16.0.0/16',
      nodeSubnet: '10.16.0.0/20',
      privateEndpointSubnet: '10.16.16.0/24',
    }),
  },
  'the range of pods': {
    outcome: 'replaced',
    address: cluster,
    because: ['network_profile'],
    after: withNetwork({ podCidr: '10.248.0.0/16' }),
  },
  'the range of services': {
    outcome: 'replaced',
    address: cluster,
    because: ['network_profile'],
    after: withNetwork({ serviceCidr: '10.246.0.0/16' }),
  },
  'a public API server': {
    outcome: 'replaced',
    address: cluster,
    because: ['private_cluster_enabled'],
    after: withCluster({ apiServer: { authorizedIpRanges: ['203.0.113.0/24'] } }),
  },
  'the name of the cluster': {
    outcome: 'replaced',
    address: cluster,
    because: ['dns_prefix', 'name'],
    after: withCluster({ name: 'other-aks' }),
  },
  'the days of logs': {
    outcome: 'in place',
    address: 'azurerm_log_analytics_workspace.logs',
    after: withCluster({ logRetentionDays: 90 }),
  },
  'the next version of Kubernetes': {
    outcome: 'in place',
    address: cluster,
    after: withCluster({ kubernetesVersion: '1.37' }),
  },
  'a lower version of Kubernetes': {
    outcome: 'refused',
    address: cluster,
    after: withCluster({ kubernetesVersion: '1.35' }),
  },
  'the tier of the cluster': {
    outcome: 'in place',
    address: cluster,
    after: withCluster({ skuTier: 'Premium' }),
  },
  'the autoscaler, the maintenance and the recipients of alerts': {
    outcome: 'in place',
    address: cluster,
    after: withCluster({
      autoscaler: { expander: 'priority', maxNodeProvisionMinutes: 30 },
      maintenance: { nodeOs: { dayOfWeek: 'Friday', startTime: '22:30', durationHours: 8 } },
      alertEmails: ['other@example.com'],
    }),
  },
  'fewer days of soft delete': {
    outcome: 'refused',
    address: vault,
    after: { ...base, keyVault: { ...base.keyVault!, softDeleteDays: 30 } },
  },
  'the name of the vault': {
    outcome: 'replaced',
    address: vault,
    because: ['name'],
    after: { ...base, keyVault: { ...base.keyVault!, name: 'other-kv' } },
  },
  'the name of an identity': {
    outcome: 'created and destroyed',
    address: 'azurerm_user_assigned_identity.my-app-identity_identity',
    after: renamed('my-app-identity', 'ai-app-identity'),
  },
  'the tier of the registry': {
    outcome: 'in place',
    address: 'azurerm_container_registry.registry_registry',
    after: { ...base, registry: { ...base.registry!, sku: 'Premium' } },
  },
  'private endpoints': {
    outcome: 'in place',
    address: vault,
    after: { ...base, keyVault: { ...base.keyVault!, privateEndpoint: true } },
  },
  'another region': {
    outcome: 'replaced',
    address: 'azurerm_resource_group.resource-group',
    because: ['location'],
    after: { ...base, azure: { ...base.azure, location: 'swedencentral' } },
  },
};
