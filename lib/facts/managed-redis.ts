/** Names of the clustering policies in azurerm. */
export const clusteringPolicies = ['EnterpriseCluster', 'NoCluster', 'OSSCluster'] as const;
export type ClusteringPolicy = (typeof clusteringPolicies)[number];

/** Names of the eviction policies in azurerm. */
export const evictionPolicies = [
  'AllKeysLFU',
  'AllKeysLRU',
  'AllKeysRandom',
  'VolatileLFU',
  'VolatileLRU',
  'VolatileRandom',
  'VolatileTTL',
  'NoEviction',
] as const;
export type EvictionPolicy = (typeof evictionPolicies)[number];

/**
 * What Azure Managed Redis has if nothing is stated.
 *
 * @see hashicorp/terraform-provider-azurerm website/docs/r/managed_redis.html.markdown;
 * learn.microsoft.com/azure/redis/best-practices-memory-management (2026-12)
 */
export const managedRedisDefaults: { clustering: ClusteringPolicy; eviction: EvictionPolicy } = {
  clustering: 'OSSCluster',
  eviction: 'VolatileLRU',
};
