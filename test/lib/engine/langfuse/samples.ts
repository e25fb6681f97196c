import type { LangfuseInput } from '../../../../lib/engine/langfuse/langfuse-definition';
import type { LangfuseSecretNames } from '../../../../lib/engine/langfuse/langfuse-secrets';

export const minimalLangfuse: LangfuseInput = {
  name: 'langfuse',
  namespace: 'langfuse',
  url: 'https://langfuse.example.com',
  postgres: { host: 'my-pg.postgres.database.azure.com', user: 'langfuse' },
  clickHouse: { host: 'abc.koreacentral.azure.clickhouse.cloud' },
  redis: { host: 'my-redis.koreacentral.redis.azure.net' },
  blobStorage: {
    account: 'mytraces',
    endpoint: 'https://mytraces.blob.core.windows.net',
    container: 'langfuse',
  },
  serviceAccountName: 'langfuse-sa',
};

export const allOfLangfuse: Required<LangfuseInput> = {
  ...minimalLangfuse,
  name: 'traces',
  postgres: { host: 'postgres', port: 6432, database: 'traces', user: 'traces', tls: false },
  clickHouse: {
    host: 'clickhouse',
    tls: false,
    httpPort: 80,
    nativePort: 90,
    database: 'traces',
    user: 'traces',
    cluster: true,
  },
  redis: { host: 'redis', port: 7000, tls: false, user: 'traces' },
  initial: { organization: 'my-org', project: 'chat', userEmail: 'admin@example.com' },
  replicas: { web: 3, worker: 4 },
  resources: { cpu: '1', memory: '2Gi' },
  placement: { nodeSelector: { workload: 'cpu' }, tolerations: [] },
  signUp: false,
  telemetry: true,
  imageRegistry: 'myregistry.azurecr.io',
};

export const langfuseSecrets: LangfuseSecretNames = {
  salt: 'langfuse-salt',
  encryptionKey: 'langfuse-encryption-key',
  nextAuthSecret: 'langfuse-nextauth-secret',
  postgresPassword: 'langfuse-postgres-password',
  clickHousePassword: 'langfuse-clickhouse-password',
  redisPassword: 'langfuse-redis-password',
  storageAccountKey: 'langfuse-storage-key',
  initial: {
    publicKey: 'langfuse-public-key',
    secretKey: 'langfuse-secret-key',
    userPassword: 'langfuse-admin-password',
  },
};
