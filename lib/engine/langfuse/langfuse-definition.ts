import type { Placement } from '../scheduling/placement';
import type { ResourceRequests } from '../scheduling/resource-requests';

/** Two of each, so that one pod may restart while the other serves. */
export const defaultLangfuseReplicas = { web: 2, worker: 2 };

/** What Langfuse's chart is told. Databases and storage are outside of the cluster; the chart's own are all off. */
export interface LangfuseInput {
  /** Name of the release; the Service is `<name>-web`. */
  readonly name: string;
  readonly namespace: string;
  /** Address that people open, `https://langfuse.example.com`, without a slash at its end: sign-ins return to it. */
  readonly url: string;
  readonly postgres: LangfusePostgres;
  readonly clickHouse: LangfuseClickHouse;
  readonly redis: LangfuseRedis;
  readonly blobStorage: LangfuseBlobStorage;
  /** ServiceAccount that the identity with Key Vault Secrets User trusts. It is a manifest of ours; the chart makes none. */
  readonly serviceAccountName: string;
  /** A first organisation, project and user, so that applications have keys from the first start. Default: none; people sign up. */
  readonly initial?: LangfuseInitial;
  /** Default: 2 and 2, so that one of each may go. */
  readonly replicas?: { readonly web: number; readonly worker: number };
  /** Of each pod. Default: 2 CPU and 4 GiB, what Langfuse recommends for both. */
  readonly resources?: ResourceRequests;
  /** Nodes to run on. Default: any without taints. */
  readonly placement?: Placement;
  /** People may make accounts for themselves. Default: only while there is no initial user, without whom nobody could sign in. */
  readonly signUp?: boolean;
  /** Sends usage statistics to Langfuse. Default: off. */
  readonly telemetry?: boolean;
  /** Where its images come from. Default: `docker.langfuse.com`. */
  readonly imageRegistry?: string;
}

/** A PostgreSQL server: Azure Database for PostgreSQL, say. */
export interface LangfusePostgres {
  readonly host: string;
  /** Default: 5432. */
  readonly port?: number;
  /** Default: `langfuse`. */
  readonly database?: string;
  readonly user: string;
  /** Encrypted connection, which Azure asks for. Default: on. */
  readonly tls?: boolean;
}

/** ClickHouse 25.12 or newer, 26.4 recommended: langfuse.com/self-hosting/deployment/infrastructure/clickhouse (2026-11). */
export interface LangfuseClickHouse {
  readonly host: string;
  /** Encrypted: ports 8443 and 9440, else 8123 and 9000. Default: on. */
  readonly tls?: boolean;
  /** Default: by `tls`. */
  readonly httpPort?: number;
  /** Port of the native protocol, which the migrations use. Default: by `tls`. */
  readonly nativePort?: number;
  /** Default: `default`. */
  readonly database?: string;
  /** Default: `default`. */
  readonly user?: string;
  /** Statements run `ON CLUSTER default`: for a cluster of one's own. Default: off, for ClickHouse Cloud and a single server. */
  readonly cluster?: boolean;
}

/** Redis or Valkey with `maxmemory-policy noeviction`: with another policy jobs are lost. */
export interface LangfuseRedis {
  readonly host: string;
  /** Default: 10000 with `tls`, the port of Azure Managed Redis, else 6379. */
  readonly port?: number;
  /** Default: on. */
  readonly tls?: boolean;
  /** Default: `default`. */
  readonly user?: string;
}

/**
 * Azure Blob storage. Langfuse signs in with an account key, so the account has `sharedKeys`: workload identity is a pull request that
 * is open (langfuse/langfuse#15596, 2026-07). One container for events, exports and media, by prefix. Browsers upload media to it
 * themselves: an account without public access takes none.
 */
export interface LangfuseBlobStorage {
  /** Name of the storage account. */
  readonly account: string;
  /** `blobEndpoint()`: `https://<account>.blob.core.windows.net`. */
  readonly endpoint: string;
  readonly container: string;
}

/** What is there from the first start. Keys and password come from Key Vault. */
export interface LangfuseInitial {
  readonly organization: string;
  readonly project: string;
  readonly userEmail: string;
}
