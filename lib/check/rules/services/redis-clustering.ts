import { hasOneEndpoint } from '../../../engine/langfuse/managed-redis';
import { managedRedisDefaults } from '../../../facts/managed-redis';
import { describeObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { isLiteral } from '../../terraform-resource';
import { langfuseDatabasesOf } from '../../views/managed-redis';
import { langfuseExample, managedRedisExample } from '../example-redis';

export const redisClustering: Rule = {
  id: 'services/redis-clustering',
  title: 'The Azure Managed Redis of Langfuse must have one endpoint',
  severity: 'error',
  why: 'With the policy OSSCluster, the default, each shard has its own address. A client without cluster mode gets MOVED and CROSSSLOT, and the queues of Langfuse stand still although its pods are Ready.',
  source:
    'learn.microsoft.com/azure/redis/choose-clustering-policy; langfuse/langfuse#11664; langfuse/langfuse-terraform-azure#34 (2026-12)',
  needs: ['kubernetes', 'terraform'],
  bad: {
    kubernetes: langfuseExample,
    terraform: managedRedisExample({ clustering_policy: 'OSSCluster' }),
  },
  good: {
    kubernetes: langfuseExample,
    terraform: managedRedisExample({ clustering_policy: 'EnterpriseCluster' }),
  },
  check: (picture) =>
    langfuseDatabasesOf(picture).flatMap(({ client, cache, database }) => {
      const stated = database['clustering_policy'];
      const policy = String(stated ?? managedRedisDefaults.clustering);
      if (client.isClusterClient !== false || !isLiteral(policy) || hasOneEndpoint(policy)) return [];
      return [
        {
          in: cache,
          field: 'default_database.clustering_policy',
          message: `clustering_policy is ${stated === undefined ? `not set, which means ${policy}` : `"${policy}"`}, and ${'object' in client.in ? describeObject(client.in.object) : client.in.address} connects without cluster mode, so Redis answers with MOVED and the queues of Langfuse stand still.`,
          expected: '"EnterpriseCluster" or "NoCluster"',
          fix: 'Set clustering_policy = "EnterpriseCluster". The change recreates the database and deletes its data.',
        },
      ];
    }),
};
