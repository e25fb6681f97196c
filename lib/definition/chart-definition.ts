import { clusteringPolicies, evictionPolicies } from '../facts/managed-redis';
import {
  anything,
  boolean,
  type CompleteOf,
  choice,
  type DefinitionOf,
  list,
  number,
  object,
  recordOf,
  type Schema,
  text,
  texts,
} from '../values/schema';
import { nodePoolChoiceSchema, resourcesSchema } from './workload-definition';

const helmChart = object({
  /** Name of the Argo CD Application and of the Helm release. */
  name: text,
  /**
   * Address of the chart repository without the name of the chart: `https://…` for a repository
   * with an index, `oci://registry/folder` for a registry.
   */
  repository: text,
  /** Name of the chart. */
  chart: text,
  /**
   * Exact version of the chart: `1.2.3`. Ranges are refused, because the cluster would change
   * without a commit.
   */
  version: text,
  /**
   * Namespace of the chart. The platform creates it. It must not be the namespace of the workloads.
   * @default the value of `name`
   */
  namespace: text.optional(),
  /**
   * Pod Security Standard that the namespace enforces.
   * @default `restricted`, the strictest level
   */
  podSecurity: choice(['privileged', 'baseline', 'restricted']).default('restricted'),
  /**
   * Values of the chart, as plain JSON without secrets: they are committed to Git.
   * @default the values of the chart
   */
  values: recordOf(anything).default({}),
  /**
   * Node pool of the chart's pods. It becomes the values `nodeSelector`, `tolerations` and
   * `affinity`.
   * @default none: the chart decides
   */
  nodePool: nodePoolChoiceSchema.optional(),
  /**
   * Keys of the values that take `nodeSelector`, `tolerations` and `affinity`: `controller`,
   * `webhook`. Requires `nodePool`.
   * @default the top level of the values
   */
  nodePoolValues: texts.optional(),
  /**
   * Cluster-scoped kinds that the chart may create.
   * @default none, so that the AppProject refuses every cluster-scoped object of the chart
   */
  clusterKinds: list(
    object({
      /** API group: `apiextensions.k8s.io`. Empty for the core group. */
      group: text,
      /** Kind: `CustomResourceDefinition`. */
      kind: text,
    }),
  ).default([]),
  /**
   * Whether Argo CD skips the CustomResourceDefinitions in the chart's folder `crds`.
   * @default false, the default of Argo CD
   */
  skipCrds: boolean.optional(),
  /**
   * Sync wave of the Application, -100 to 100. Lower waves sync first; the workloads have wave 0.
   * @default -1, before the workloads that may need the chart
   */
  syncWave: number.default(-1),
});

/** A Helm chart, deployed as an Argo CD Application of its own. */
export interface HelmChartDefinition extends DefinitionOf<typeof helmChart> {}
/** A Helm chart with defaults filled in. */
export interface CompleteHelmChart extends CompleteOf<typeof helmChart> {}
export const helmChartSchema: Schema<HelmChartDefinition, CompleteHelmChart> = helmChart;

const langfuse = object({
  /**
   * Name of the Helm release and of its namespace.
   * @default `langfuse`, the name of the chart
   */
  name: text.default('langfuse'),
  /** Node pool of the pods, with the role `cpu`. */
  nodePool: nodePoolChoiceSchema,
  /**
   * Managed identity of the pods, by its name in `identities`.
   * @default an identity of Langfuse's own, `<cluster>-<name>`
   */
  identity: text.optional(),
  /**
   * Address that users open, without a trailing slash: `https://langfuse.example.com`. Sign-ins
   * return to it.
   */
  url: text,
  /** PostgreSQL server for users, projects, prompts and settings. */
  postgres: object({
    /** Host name of the server, without scheme and port. */
    host: text,
    /** Name of the database user. */
    user: text,
    /**
     * Port of the server.
     * @default 5432, the default of PostgreSQL
     */
    port: number.optional(),
    /**
     * Name of the database.
     * @default `langfuse`, so that Langfuse shares no database with other applications
     */
    database: text.optional(),
    /**
     * Whether the connection is encrypted.
     * @default true, because Azure Database for PostgreSQL requires it
     */
    tls: boolean.optional(),
  }),
  /** ClickHouse server for traces, observations and scores: version 25.12 or newer. */
  clickHouse: object({
    /** Host name of the server, without scheme and port. */
    host: text,
    /**
     * Whether connections are encrypted.
     * @default true, because the user's password passes through the connection
     */
    tls: boolean.optional(),
    /**
     * Port of the HTTP interface.
     * @default 8443 with `tls`, otherwise 8123: the defaults of ClickHouse
     */
    httpPort: number.optional(),
    /**
     * Port of the native protocol, which the database migrations use.
     * @default 9440 with `tls`, otherwise 9000: the defaults of ClickHouse
     */
    nativePort: number.optional(),
    /**
     * Name of the database.
     * @default `default`, the database that ClickHouse creates
     */
    database: text.optional(),
    /**
     * Name of the user.
     * @default `default`, the user that ClickHouse creates
     */
    user: text.optional(),
    /**
     * Whether statements run `ON CLUSTER default`, for a ClickHouse cluster that you operate
     * yourself.
     * @default false, for ClickHouse Cloud and single servers
     */
    cluster: boolean.optional(),
  }),
  /**
   * Redis or Valkey server for queues and caches. Set its `maxmemory-policy` to `noeviction`: other
   * policies lose jobs.
   */
  redis: object({
    /** Host name of the server, without scheme and port. */
    host: text,
    /**
     * Clustering policy of an Azure Managed Redis. Langfuse connects to one endpoint, so it works
     * with `EnterpriseCluster` and `NoCluster` only. A change deletes the data of the cache.
     * @default not known: synth warns if the host is an Azure Managed Redis, whose default is
     * `OSSCluster`
     * @see https://learn.microsoft.com/azure/redis/choose-clustering-policy
     */
    clusteringPolicy: choice([...clusteringPolicies]).optional(),
    /**
     * Eviction policy of an Azure Managed Redis. Only `NoEviction` keeps every job.
     * @default not known: synth warns if the host is an Azure Managed Redis, whose default is
     * `VolatileLRU`
     */
    evictionPolicy: choice([...evictionPolicies]).optional(),
    /**
     * Port of the server.
     * @default 10000 with `tls`, the port of Azure Managed Redis; otherwise 6379, the default of
     * Redis
     */
    port: number.optional(),
    /**
     * Whether the connection is encrypted.
     * @default true, the default of Azure Managed Redis
     */
    tls: boolean.optional(),
    /**
     * Name of the user.
     * @default `default`, the user that Redis creates
     */
    user: text.optional(),
  }),
  /** Blob container for events, exports and media. */
  storage: object({
    /**
     * Name of a storage account in `storageAccounts` with `sharedKeys: true`: Langfuse signs in
     * with an account key.
     */
    account: text,
    /** Name of a container of the account. */
    container: text,
  }),
  /**
   * Organization, project and user that Langfuse creates at its first start. Applications send
   * traces with the project's keys.
   */
  initial: object({
    /** Id and name of the organization. */
    organization: text,
    /** Id and name of the project. */
    project: text,
    /** Email address of the user. The password comes from the Key Vault. */
    userEmail: text,
  }),
  /**
   * Number of replicas, 1 or more each.
   * @default 2 and 2, so that one node can be drained without an outage
   */
  replicas: object({
    /** Number of replicas of the web server. */
    web: number,
    /** Number of replicas of the worker, which writes the events to ClickHouse. */
    worker: number,
  }).optional(),
  /**
   * CPU and memory of each pod.
   * @default 2 CPU and 4Gi of memory, the recommendation of Langfuse
   */
  resources: resourcesSchema.optional(),
  /**
   * Names of the Key Vault secrets.
   * @default the default name of each
   */
  secrets: object({
    /**
     * Secret with the salt of API key hashes.
     * @default `<name>-salt`
     */
    salt: text.optional(),
    /**
     * Secret with the key that encrypts sensitive data: 64 hexadecimal digits.
     * @default `<name>-encryption-key`
     */
    encryptionKey: text.optional(),
    /**
     * Secret with the key that signs session cookies.
     * @default `<name>-nextauth-secret`
     */
    nextAuthSecret: text.optional(),
    /**
     * Secret with the password of the PostgreSQL user.
     * @default `<name>-postgres-password`
     */
    postgresPassword: text.optional(),
    /**
     * Secret with the password of the ClickHouse user.
     * @default `<name>-clickhouse-password`
     */
    clickHousePassword: text.optional(),
    /**
     * Secret with the password of the Redis user.
     * @default `<name>-redis-password`
     */
    redisPassword: text.optional(),
    /**
     * Secret with a key of the storage account.
     * @default `<name>-storage-account-key`
     */
    storageAccountKey: text.optional(),
    /**
     * Secret with the public key of the initial project: `pk-lf-…`.
     * @default `<name>-public-key`
     */
    publicKey: text.optional(),
    /**
     * Secret with the secret key of the initial project: `sk-lf-…`.
     * @default `<name>-secret-key`
     */
    secretKey: text.optional(),
    /**
     * Secret with the password of the initial user.
     * @default `<name>-user-password`
     */
    userPassword: text.optional(),
  }).optional(),
});

/**
 * Langfuse: traces, evaluations and prompts. Its databases are outside the cluster. Runs on a node
 * pool with the role `cpu`.
 */
export interface LangfuseDefinition extends DefinitionOf<typeof langfuse> {}
/** Langfuse with defaults filled in. */
export interface CompleteLangfuse extends CompleteOf<typeof langfuse> {}
export const langfuseSchema: Schema<LangfuseDefinition, CompleteLangfuse> = langfuse;
