import { type EvictionPolicy, managedRedisDefaults } from '../../facts/managed-redis';
import type { ProblemList } from '../../problems/problem-list';
import type { LangfuseRedis } from './langfuse-definition';

/** The policy that Langfuse needs: it never removes a job or its lock. */
export const evictionForQueues: EvictionPolicy = 'NoEviction';

/**
 * Name of the Azure Managed Redis with this host name, `<name>.<region>.redis.azure.net`; undefined
 * for any other host.
 */
export function managedRedisName(host: string): string | undefined {
  return /^([a-z0-9-]+)\.[a-z0-9]+\.redis\.azure\.net$/i.exec(host)?.[1];
}

/**
 * Whether a client without cluster mode works with a clustering policy. `OSSCluster` answers such a
 * client with MOVED and CROSSSLOT; the other two have one endpoint for all keys.
 *
 * @see learn.microsoft.com/azure/redis/choose-clustering-policy; langfuse/langfuse#11664;
 * langfuse/langfuse-terraform-azure#34 (2026-12)
 */
export function hasOneEndpoint(policy: string): boolean {
  return policy === 'EnterpriseCluster' || policy === 'NoCluster';
}

/** Adds a problem for each policy with which Langfuse loses jobs or stands still. */
export function checkRedisPolicies(redis: LangfuseRedis, problems: ProblemList): void {
  const { clusteringPolicy: clustering, evictionPolicy: eviction } = redis;
  if (clustering !== undefined && !hasOneEndpoint(clustering)) {
    problems.add(
      'clusteringPolicy',
      `"${clustering}" answers with MOVED and CROSSSLOT, and Langfuse connects to one endpoint, so its queues stand still`,
      'Use EnterpriseCluster or NoCluster. A change recreates the database of the cache and deletes its data.',
    );
  }
  if (eviction !== undefined && eviction !== evictionForQueues) {
    problems.add(
      'evictionPolicy',
      `"${eviction}" removes jobs and their locks when the memory is full`,
      `Set the eviction policy of the cache to ${evictionForQueues}.`,
    );
  }
}

/** What the definition does not state about an Azure Managed Redis, and what Azure then selects. */
export function redisPolicyWarnings(redis: LangfuseRedis, path: string): readonly string[] {
  if (managedRedisName(redis.host) === undefined) return [];
  const missing = [
    ...(redis.clusteringPolicy === undefined
      ? [
          `clusteringPolicy (Azure's default is ${managedRedisDefaults.clustering}; EnterpriseCluster or NoCluster works)`,
        ]
      : []),
    ...(redis.evictionPolicy === undefined
      ? [`evictionPolicy (Azure's default is ${managedRedisDefaults.eviction}; ${evictionForQueues} works)`]
      : []),
  ];
  if (missing.length === 0) return [];
  return [
    `${path}: ${redis.host} is an Azure Managed Redis, and with its defaults Langfuse loses jobs or stands still. Check the cache, and state ${missing.join(' and ')}.`,
  ];
}
