/** A secret that a Helm chart generates if no value states it. */
export interface GeneratedSecret {
  readonly chart: string;
  /** Part of the address of the repository: other publishers have charts of the same name. */
  readonly repository: RegExp;
  /** What it is: `the password of the user default`. */
  readonly what: string;
  /** Values that state it, or the name of a Secret with it; one is enough. The best is first. */
  readonly statedBy: readonly string[];
  /**
   * Values with which the chart does not generate it. `defaults` are the chart's own values.
   *
   * @default always generated
   */
  readonly onlyIf?: { readonly value: string; readonly defaults: boolean };
}

const bitnami = /bitnami/;
const harbor = /goharbor/;
const hub = /jupyter/;
const langfuse = /langfuse/;

/** A store that Langfuse's chart installs unless `deploy` is false. */
function langfuseStore(store: string, ...statedBy: readonly string[]): GeneratedSecret {
  return {
    chart: 'langfuse',
    repository: langfuse,
    what: `the password of ${store}`,
    statedBy,
    onlyIf: { value: `${store}.deploy`, defaults: true },
  };
}

/**
 * Charts whose templates call `randAlphaNum` or Bitnami's `common.secrets.passwords.manage`. They
 * keep the value with `lookup`, which finds nothing where Argo CD renders the chart.
 *
 * @see langfuse/langfuse-k8s 2.0.0 `templates/*secret.yaml`; bitnami/charts `bitnami/<chart>/
 * templates/secret*.yaml`; grafana/helm-charts `charts/grafana/templates/secret.yaml`;
 * BerriAI/litellm `deploy/charts/litellm-helm/templates/secret-masterkey.yaml`; minio/minio
 * `helm/minio/templates/secrets.yaml`; jupyterhub/zero-to-jupyterhub-k8s
 * `templates/hub/_helpers-passwords.tpl`; apache/airflow `chart/templates/secrets`;
 * goharbor/harbor-helm#2139 (2026-12)
 */
export const generatedSecrets: readonly GeneratedSecret[] = [
  {
    chart: 'langfuse',
    repository: langfuse,
    what: 'the salt of the API keys',
    statedBy: ['langfuse.salt.secretKeyRef.name', 'langfuse.salt.value'],
  },
  {
    chart: 'langfuse',
    repository: langfuse,
    what: 'the encryption key',
    statedBy: ['langfuse.encryptionKey.secretKeyRef.name', 'langfuse.encryptionKey.value'],
  },
  {
    chart: 'langfuse',
    repository: langfuse,
    what: 'the secret of the sessions',
    statedBy: ['langfuse.nextauth.secret.secretKeyRef.name', 'langfuse.nextauth.secret.value'],
  },
  langfuseStore('postgresql', 'postgresql.auth.existingSecret', 'postgresql.auth.password'),
  langfuseStore('clickhouse', 'clickhouse.auth.existingSecret', 'clickhouse.auth.password'),
  langfuseStore('redis', 'redis.auth.existingSecret', 'redis.auth.password'),
  langfuseStore('s3', 's3.auth.existingSecret', 's3.auth.rootPassword'),
  ...['redis', 'valkey'].map((chart) => ({
    chart,
    repository: bitnami,
    what: 'the password',
    statedBy: ['auth.existingSecret', 'auth.password', `global.${chart}.password`],
    onlyIf: { value: 'auth.enabled', defaults: true },
  })),
  {
    chart: 'postgresql',
    repository: bitnami,
    what: 'the password of the user postgres',
    statedBy: [
      'auth.existingSecret',
      'auth.postgresPassword',
      'auth.password',
      'global.postgresql.auth.existingSecret',
      'global.postgresql.auth.postgresPassword',
      'global.postgresql.auth.password',
    ],
    onlyIf: { value: 'auth.enablePostgresUser', defaults: true },
  },
  {
    chart: 'clickhouse',
    repository: bitnami,
    what: 'the password of the administrator',
    statedBy: ['auth.existingSecret', 'auth.password'],
  },
  {
    chart: 'grafana',
    repository: /grafana/,
    what: 'the password of the administrator',
    statedBy: [
      'admin.existingSecret',
      'adminPassword',
      'env.GF_SECURITY_ADMIN_PASSWORD__FILE',
      'env.GF_SECURITY_ADMIN_PASSWORD',
      'env.GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION',
    ],
  },
  {
    chart: 'litellm-helm',
    repository: /litellm|berriai/i,
    what: 'the master key',
    statedBy: ['masterkeySecretName', 'masterkey'],
  },
  {
    chart: 'minio',
    repository: /min\.io/,
    what: 'the password of the user root',
    statedBy: ['existingSecret', 'rootPassword'],
  },
  {
    chart: 'jupyterhub',
    repository: hub,
    what: 'the token of the proxy',
    statedBy: ['proxy.secretToken', 'hub.existingSecret'],
  },
  {
    chart: 'jupyterhub',
    repository: hub,
    what: 'the secret of the cookies',
    statedBy: ['hub.cookieSecret', 'hub.existingSecret'],
  },
  {
    chart: 'airflow',
    repository: /airflow/,
    what: 'the Fernet key',
    statedBy: ['fernetKeySecretName', 'fernetKey'],
  },
  {
    chart: 'harbor',
    repository: harbor,
    what: 'the secret of the core',
    statedBy: ['core.existingSecret', 'core.secret'],
  },
  {
    chart: 'harbor',
    repository: harbor,
    what: 'the secret of the job service',
    statedBy: ['jobservice.existingSecret', 'jobservice.secret'],
  },
];
