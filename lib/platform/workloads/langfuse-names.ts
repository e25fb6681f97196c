import type { CompleteLangfuse } from '../../definition/chart-definition';
import type { LangfuseSecretNames } from '../../engine/langfuse/langfuse-secrets';

/** Name, namespace and secrets of Langfuse. The namespace has the name of the release. */
export function langfuseNames(definition: CompleteLangfuse): {
  readonly name: string;
  readonly namespace: string;
  readonly secrets: Required<LangfuseSecretNames>;
} {
  const { name, secrets = {} } = definition;
  return {
    name,
    namespace: name,
    secrets: {
      salt: secrets.salt ?? `${name}-salt`,
      encryptionKey: secrets.encryptionKey ?? `${name}-encryption-key`,
      nextAuthSecret: secrets.nextAuthSecret ?? `${name}-nextauth-secret`,
      postgresPassword: secrets.postgresPassword ?? `${name}-postgres-password`,
      clickHousePassword: secrets.clickHousePassword ?? `${name}-clickhouse-password`,
      redisPassword: secrets.redisPassword ?? `${name}-redis-password`,
      storageAccountKey: secrets.storageAccountKey ?? `${name}-storage-account-key`,
      initial: {
        publicKey: secrets.publicKey ?? `${name}-public-key`,
        secretKey: secrets.secretKey ?? `${name}-secret-key`,
        userPassword: secrets.userPassword ?? `${name}-user-password`,
      },
    },
  };
}
