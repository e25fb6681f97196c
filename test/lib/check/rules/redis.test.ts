import { checkPicture } from '../../../../lib/check/check-picture';
import { managedRedisExample } from '../../../../lib/check/rules/example-redis';
import { redisClustering } from '../../../../lib/check/rules/services/redis-clustering';
import { redisEviction } from '../../../../lib/check/rules/services/redis-eviction';
import type { JsonObject } from '../../../../lib/values/json';
import { pictureOf } from '../example-picture';

const pod = (env: string, image = 'docker.langfuse.com/langfuse/langfuse:4.4.0') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: langfuse }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: web, image: "${image}", env: [${env}] }] }
`;
const host = '{ name: REDIS_HOST, value: cache.koreacentral.redis.azure.net }';
const chart = (values: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: langfuse, namespace: argocd }
spec: { source: { repoURL: "https://langfuse.github.io/langfuse-k8s", chart: langfuse, targetRevision: 1.9.0, helm: { valuesObject: ${values} } } }
`;
const found = (kubernetes: string, database: JsonObject, rules = [redisClustering]) =>
  checkPicture(pictureOf({ kubernetes, terraform: managedRedisExample(database) }), { rules }).findings.map(
    ({ message }) => message,
  );

test('the default policy, with the client', () => {
  expect(found(pod(host), {})).toEqual([
    'clustering_policy is not set, which means OSSCluster, and Deployment langfuse/web connects without cluster mode, so Redis answers with MOVED and the queues of Langfuse stand still.',
  ]);
});

test.each([
  [
    'a connection string',
    pod('{ name: REDIS_CONNECTION_STRING, value: "rediss://:x@cache.koreacentral.redis.azure.net:10000" }'),
    1,
  ],
  ['the chart', chart('{ redis: { host: cache.koreacentral.redis.azure.net } }'), 1],
  [
    'the chart in cluster mode',
    chart('{ redis: { host: cache.koreacentral.redis.azure.net, cluster: { enabled: true } } }'),
    0,
  ],
  [
    'a variable of the chart',
    chart(
      '{ redis: { host: cache.koreacentral.redis.azure.net }, langfuse: { additionalEnv: [{ name: REDIS_CLUSTER_ENABLED, value: "true" }] } }',
    ),
    0,
  ],
  ['cluster mode', pod(`${host}, { name: REDIS_CLUSTER_ENABLED, value: "true" }`), 0],
  [
    'a Secret that decides',
    pod(`${host}, { name: REDIS_CLUSTER_ENABLED, valueFrom: { secretKeyRef: { name: a, key: b } } }`),
    0,
  ],
  ['another cache', pod('{ name: REDIS_HOST, value: other.koreacentral.redis.azure.net }'), 0],
  ['another server', pod('{ name: REDIS_HOST, value: redis.example.com }'), 0],
  ['another application', pod(host, 'docker.io/library/app:1.0.0'), 0],
])('%s', (_, kubernetes, count) => {
  expect(found(kubernetes, { clustering_policy: 'OSSCluster' })).toHaveLength(count);
});

test.each([
  ['EnterpriseCluster', 0],
  ['NoCluster', 0],
  ['OSSCluster', 1],
  ['${var.policy}', 0],
])('clustering policy %s', (policy, count) => {
  expect(found(pod(host), { clustering_policy: policy })).toHaveLength(count);
});

test.each([
  [undefined, 1],
  ['VolatileLRU', 1],
  ['NoEviction', 0],
  ['${var.policy}', 0],
])('eviction policy %s, once for each cache', (policy, count) => {
  const both = `${pod(host)}---${chart('{ redis: { host: cache.koreacentral.redis.azure.net } }')}`;
  const database = policy === undefined ? {} : { eviction_policy: policy };
  expect(found(both, database, [redisEviction])).toHaveLength(count);
});
