import type { NodePoolChoice, ResourcesDefinition } from './workload-definition';

/** Any Helm chart as an Argo CD application of its own. */
export interface HelmChartDefinition {
  /** Name of the application and of the release. */
  readonly name: string;
  /** `https://…` of a repository with an index, or `oci://registry/folder`, without the chart's name. */
  readonly repository: string;
  readonly chart: string;
  /** One version: `1.2.3`. */
  readonly version: string;
  /** Namespace that it is installed into, and that is made for it. Default: `name`. */
  readonly namespace?: string;
  /** Level of Pod Security of the namespace. Default: `restricted`. */
  readonly podSecurity?: 'privileged' | 'baseline' | 'restricted';
  /** Values besides the chart's own: plain JSON without a secret. */
  readonly values?: Readonly<Record<string, unknown>>;
  /** Pool for its pods: goes into the values `nodeSelector`, `tolerations` and `affinity`. Default: the chart's own choice. */
  readonly nodePool?: NodePoolChoice;
  /** Places in the values that take the pool: `controller`, `webhook`. Default: the top of the values. */
  readonly nodePoolValues?: readonly string[];
  /** Kinds without a namespace that it may make. Default: none. */
  readonly clusterKinds?: readonly { readonly group: string; readonly kind: string }[];
  /** Leaves out the chart's folder `crds`. Default: off. */
  readonly skipCrds?: boolean;
  /** Order among the applications: lower first; the workloads are 0. Default: -1. */
  readonly syncWave?: number;
}

/** Langfuse: traces, evaluations, prompts. Its databases are outside of the cluster. On a pool with the role `cpu`. */
export interface LangfuseDefinition {
  /** Default: `langfuse`. */
  readonly name?: string;
  readonly nodePool: NodePoolChoice;
  /** Identity that its pods act as. Default: one of their own, `<cluster>-<name>`. */
  readonly identity?: string;
  /** Address that people open: `https://langfuse.example.com`. */
  readonly url: string;
  readonly postgres: {
    readonly host: string;
    readonly user: string;
    readonly port?: number;
    readonly database?: string;
    readonly tls?: boolean;
  };
  readonly clickHouse: {
    readonly host: string;
    readonly tls?: boolean;
    readonly httpPort?: number;
    readonly nativePort?: number;
    readonly database?: string;
    readonly user?: string;
    readonly cluster?: boolean;
  };
  readonly redis: {
    readonly host: string;
    readonly port?: number;
    readonly tls?: boolean;
    readonly user?: string;
  };
  /** A storage account of the platform with `sharedKeys`, and a container of it. */
  readonly storage: { readonly account: string; readonly container: string };
  /** A first organisation, project and user, whose keys the platform's applications send traces with. */
  readonly initial: { readonly organization: string; readonly project: string; readonly userEmail: string };
  /** Default: 2 and 2. */
  readonly replicas?: { readonly web: number; readonly worker: number };
  /** Of each pod. Default: 2 CPU and 4Gi. */
  readonly resources?: ResourcesDefinition;
  /** Names of its secrets in Key Vault. Default: `<name>-salt`, `<name>-encryption-key`, and so on. */
  readonly secrets?: {
    readonly salt?: string;
    readonly encryptionKey?: string;
    readonly nextAuthSecret?: string;
    readonly postgresPassword?: string;
    readonly clickHousePassword?: string;
    readonly redisPassword?: string;
    readonly storageAccountKey?: string;
    readonly publicKey?: string;
    readonly secretKey?: string;
    readonly userPassword?: string;
  };
}
