import { charts } from '../../facts/versions';
import type { JsonObject } from '../../values/json';

/** A Langfuse that connects to the Azure Managed Redis `cache`, without cluster mode. */
export const langfuseExample = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: langfuse-worker, namespace: langfuse }
spec:
  selector: { matchLabels: { app: langfuse-worker } }
  template:
    metadata: { labels: { app: langfuse-worker } }
    spec:
      containers:
        - name: worker
          image: "docker.langfuse.com/langfuse/langfuse-worker:${charts.langfuse.appVersion}"
          env: [{ name: REDIS_HOST, value: cache.koreacentral.redis.azure.net }]
`;

/** An Azure Managed Redis `cache`. `database`: arguments of its database. */
export function managedRedisExample(database: JsonObject) {
  return {
    resource: {
      azurerm_managed_redis: {
        cache: { name: 'cache', sku_name: 'Balanced_B3', default_database: [database] },
      },
    },
  };
}
