import { evictionForQueues } from '../../../engine/langfuse/managed-redis';
import { managedRedisDefaults } from '../../../facts/managed-redis';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { langfuseDatabasesOf } from '../../views/managed-redis';
import { langfuseExample, managedRedisExample } from '../example-redis';

export const redisEviction: Rule = {
  id: 'services/redis-eviction',
  title: 'The Azure Managed Redis of Langfuse must not evict keys',
  severity: 'warning',
  why: 'When the memory is full, any other policy removes jobs of the queues or their locks, so traces are lost or processed twice.',
  source:
    'langfuse.com/self-hosting/deployment/infrastructure/cache (noeviction); docs.bullmq.io/guide/going-to-production; learn.microsoft.com/azure/redis/best-practices-memory-management (2026-12)',
  needs: ['kubernetes', 'terraform'],
  bad: {
    kubernetes: langfuseExample,
    terraform: managedRedisExample({ eviction_policy: 'AllKeysLRU' }),
  },
  good: {
    kubernetes: langfuseExample,
    terraform: managedRedisExample({ eviction_policy: evictionForQueues }),
  },
  check: (picture) => {
    const reported = new Set<string>();
    return langfuseDatabasesOf(picture).flatMap(({ cache, database }) => {
      const stated = database['eviction_policy'];
      const policy = String(stated ?? managedRedisDefaults.eviction);
      if (policy === evictionForQueues || !isLiteral(policy) || reported.has(cache.address)) return [];
      reported.add(cache.address);
      return [
        {
          in: cache,
          field: 'default_database.eviction_policy',
          message: `eviction_policy is ${stated === undefined ? `not set, which means ${policy}` : `"${policy}"`}, so Redis removes jobs of Langfuse or their locks when the memory is full.`,
          expected: `"${evictionForQueues}"`,
          fix: `Set eviction_policy = "${evictionForQueues}".`,
        },
      ];
    });
  },
};
