/** Secrets of Langfuse, each with what Key Vault has under its name. */
export interface LangfuseSecretNames {
  /** Hashes API keys: any 32 random bytes in base64. Never change it: every API key would be void. */
  readonly salt: string;
  /** 64 hexadecimal digits. Never change it: what it encrypted would be lost. */
  readonly encryptionKey: string;
  /** Signs sessions: any 32 random bytes in base64. */
  readonly nextAuthSecret: string;
  /** Becomes part of an address: letters and digits, or percent-encoded. */
  readonly postgresPassword: string;
  readonly clickHousePassword: string;
  /** Becomes part of an address, percent-encoded: keys of Azure end with `=`, which is `%3D`. */
  readonly redisPassword: string;
  /** Key of the storage account. */
  readonly storageAccountKey: string;
  /** With `initial`. */
  readonly initial?: LangfuseInitialSecretNames;
}

/** Keys of the first project, which applications send traces with, and the first user's password. */
export interface LangfuseInitialSecretNames {
  /** `pk-lf-…`. */
  readonly publicKey: string;
  /** `sk-lf-…`. */
  readonly secretKey: string;
  readonly userPassword: string;
}

/** Keys of the Kubernetes Secret that Key Vault fills. */
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

/** Name of the Kubernetes Secret, and of the SecretProviderClass that fills it. */
export function langfuseSecretName(name: string): string {
  return `${name}-secrets`;
}

/** Which secret of the vault goes under which key of the Kubernetes Secret. */
export function langfuseVariables(
  secrets: LangfuseSecretNames,
): readonly { readonly variable: string; readonly secret: string }[] {
  const { initial, ...always } = secrets;
  return Object.entries({ ...always, ...initial }).map(([key, secret]) => ({
    variable: langfuseSecretKeys[key as keyof typeof langfuseSecretKeys],
    secret,
  }));
}
