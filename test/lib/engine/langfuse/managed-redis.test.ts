import {
  checkRedisPolicies,
  managedRedisName,
  redisPolicyWarnings,
} from '../../../../lib/engine/langfuse/managed-redis';
import { ProblemList } from '../../../../lib/problems/problem-list';

const host = 'my-redis.koreacentral.redis.azure.net';

test.each([
  [host, 'my-redis'],
  ['MY-redis.koreacentral.redis.azure.net', 'MY-redis'],
  ['my-redis.redis.cache.windows.net', undefined],
  ['redis.example.com', undefined],
])('name of %s', (address, name) => expect(managedRedisName(address)).toBe(name));

test('refuses policies with which Langfuse stands still or loses jobs', () => {
  const problems = ProblemList.create();
  checkRedisPolicies({ host, clusteringPolicy: 'OSSCluster', evictionPolicy: 'VolatileLRU' }, problems);
  expect(problems.problems.map(({ path }) => path)).toEqual(['clusteringPolicy', 'evictionPolicy']);
  const none = ProblemList.create();
  checkRedisPolicies({ host, clusteringPolicy: 'NoCluster', evictionPolicy: 'NoEviction' }, none);
  expect(none.problems).toEqual([]);
});

test('warns about what an Azure Managed Redis has by default', () => {
  expect(redisPolicyWarnings({ host }, 'langfuse.redis')).toEqual([
    "langfuse.redis: my-redis.koreacentral.redis.azure.net is an Azure Managed Redis, and with its defaults Langfuse loses jobs or stands still. Check the cache, and state clusteringPolicy (Azure's default is OSSCluster; EnterpriseCluster or NoCluster works) and evictionPolicy (Azure's default is VolatileLRU; NoEviction works).",
  ]);
  const stated = { clusteringPolicy: 'EnterpriseCluster', evictionPolicy: 'NoEviction' } as const;
  expect(redisPolicyWarnings({ host, ...stated }, 'langfuse.redis')).toEqual([]);
  expect(redisPolicyWarnings({ host: 'redis.example.com' }, 'langfuse.redis')).toEqual([]);
});
