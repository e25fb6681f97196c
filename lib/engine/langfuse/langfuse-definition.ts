import type { ClusteringPolicy, EvictionPolicy } from '../../facts/managed-redis';
import type { Placement } from '../scheduling/placement';
import type { ResourceRequests } from '../scheduling/resource-requests';

/** Two of each, so that one pod can restart while the other serves. */
export const defaultLangfuseReplicas = { web: 2, worker: 2 };

/**
 * Input of Langfuse's chart. Databases and storage are outside the cluster; those of the chart are
 * off.
 */
export interface LangfuseInput {
  /** Name of the release; the Service is `<name>-web`. */
  readonly name: string;
  readonly namespace: string;
  /**
   * Address of the web interface, `https://langfuse.example.com`, without a trailing slash.
   * Sign-ins redirect to it.
   */
  readonly url: string;
  readonly postgres: LangfusePostgres;
  readonly clickHouse: LangfuseClickHouse;
  readonly redis: LangfuseRedis;
  readonly blobStorage: LangfuseBlobStorage;
  /**
   * ServiceAccount that the identity with Key Vault Secrets User trusts. This platform creates it,
   * not the chart.
   */
  readonly serviceAccountName: string;
  /**
   * Initial organization, project and user, so that applications have keys from the first start.
   *
   * @default none: users sign up
   */
  readonly initial?: LangfuseInitial;
  /** @default 2 of each, so that one can restart while the other serves */
  readonly replicas?: { readonly web: number; readonly worker: number };
  /** Requests of each pod. @default 2 CPU and 4 GiB, which Langfuse recommends for both */
  readonly resources?: ResourceRequests;
  /** Nodes for the pods. @default any node without taints */
  readonly placement?: Placement;
  /**
   * Whether users can sign up.
   *
   * @default true without an initial user, who would be the only one able to sign in
   */
  readonly signUp?: boolean;
  /** Whether to send usage statistics to Langfuse. @default false */
  readonly telemetry?: boolean;
  /** Registry of the images. @default 'docker.langfuse.com' */
  readonly imageRegistry?: string;
}

/** A PostgreSQL server, such as Azure Database for PostgreSQL. */
export interface LangfusePostgres {
  readonly host: string;
  /** @default 5432 */
  readonly port?: number;
  /** @default 'langfuse' */
  readonly database?: string;
  readonly user: string;
  /** Whether the connection is encrypted. Azure requires it. @default true */
  readonly tls?: boolean;
}

/**
 * A ClickHouse server 25.12 or newer; 26.4 is recommended.
 *
 * @see langfuse.com/self-hosting/deployment/infrastructure/clickhouse (2026-11)
 */
export interface LangfuseClickHouse {
  readonly host: string;
  /** Whether connections are encrypted. @default true */
  readonly tls?: boolean;
  /** @default 8443 with `tls`, otherwise 8123 */
  readonly httpPort?: number;
  /** Port of the native protocol, for migrations. @default 9440 with `tls`, otherwise 9000 */
  readonly nativePort?: number;
  /** @default 'default' */
  readonly database?: string;
  /** @default 'default' */
  readonly user?: string;
  /**
   * Whether statements run `ON CLUSTER default`, for your own ClickHouse cluster.
   *
   * @default false, for ClickHouse Cloud and a single server
   */
  readonly cluster?: boolean;
}

/**
 * A Redis or Valkey server with one endpoint and `maxmemory-policy noeviction`. Other policies lose
 * jobs.
 */
export interface LangfuseRedis {
  readonly host: string;
  /** Clustering policy of an Azure Managed Redis. `OSSCluster` is refused. @default not known */
  readonly clusteringPolicy?: ClusteringPolicy;
  /**
   * Eviction policy of an Azure Managed Redis. Only `NoEviction` is accepted.
   *
   * @default not known
   */
  readonly evictionPolicy?: EvictionPolicy;
  /** @default 10000 with `tls`, the port of Azure Managed Redis; otherwise 6379 */
  readonly port?: number;
  /** @default true */
  readonly tls?: boolean;
  /** @default 'default' */
  readonly user?: string;
}

/**
 * Azure Blob storage, with one container for events, exports and media. Langfuse signs in with an
 * account key, so the account needs `sharedKeys`; workload identity is an open pull request
 * (langfuse/langfuse#15596, 2026-07). Browsers upload media directly, which an account without
 * public access does not allow.
 */
export interface LangfuseBlobStorage {
  /** Name of the storage account. */
  readonly account: string;
  /**
   * Blob endpoint of the account, from `blobEndpoint()`: `https://<account>.blob.core.windows.net`.
   */
  readonly endpoint: string;
  readonly container: string;
}

/**
 * Organization, project and user that Langfuse creates at the first start. Key Vault contains the
 * keys and the password.
 */
export interface LangfuseInitial {
  readonly organization: string;
  readonly project: string;
  readonly userEmail: string;
}
