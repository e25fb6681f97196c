/** Names of Langfuse's secrets in Key Vault. */
export interface LangfuseSecretNames {
  /**
   * Salt for the hashes of API keys: 32 random bytes in base64. Never change it: every API key
   * would become invalid.
   */
  readonly salt: string;
  /** 64 hexadecimal digits. Never change it: encrypted data would be lost. */
  readonly encryptionKey: string;
  /** Key that signs sessions: 32 random bytes in base64. */
  readonly nextAuthSecret: string;
  /** Part of a URL: letters and digits, or percent-encoded. */
  readonly postgresPassword: string;
  readonly clickHousePassword: string;
  /** Part of a URL, percent-encoded: keys of Azure end with `=`, which is `%3D`. */
  readonly redisPassword: string;
  /** Key of the storage account. */
  readonly storageAccountKey: string;
  /** Only with `initial`. */
  readonly initial?: LangfuseInitialSecretNames;
}

/**
 * Keys of the initial project, which applications use to send traces, and the password of the
 * initial user.
 */
export interface LangfuseInitialSecretNames {
  /** `pk-lf-…`. */
  readonly publicKey: string;
  /** `sk-lf-…`. */
  readonly secretKey: string;
  readonly userPassword: string;
}

/** Keys of the Kubernetes Secret with the values from Key Vault. */
export const langfuseSecretKeys = {
  salt: 'SALT',
  encryptionKey: 'ENCRYPTION_KEY',
  nextAuthSecret: 'NEXTAUTH_SECRET',
  postgresPassword: 'DATABASE_PASSWORD',
  clickHousePassword: 'CLICKHOUSE_PASSWORD',
  redisPassword: 'REDIS_PASSWORD',
  storageAccountKey: 'STORAGE_ACCOUNT_KEY',
  publicKey: 'LANGFUSE_INIT_PROJECT_PUBLIC_KEY',
  secretKey: 'LANGFUSE_INIT_PROJECT_SECRET_KEY',
  userPassword: 'LANGFUSE_INIT_USER_PASSWORD',
} as const;

/** Name of the Kubernetes Secret and of its SecretProviderClass. */
export function langfuseSecretName(name: string): string {
  return `${name}-secrets`;
}

/** Secrets of the vault by key of the Kubernetes Secret. */
export function langfuseVariables(
  secrets: LangfuseSecretNames,
): readonly { readonly variable: string; readonly secret: string }[] {
  const { initial, ...always } = secrets;
  return Object.entries({ ...always, ...initial }).map(([key, secret]) => ({
    variable: langfuseSecretKeys[key as keyof typeof langfuseSecretKeys],
    secret,
  }));
}
