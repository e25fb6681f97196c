import type {
  ModelRoute,
  ModelServerDetails,
  PodOwner,
  ReplicaRange,
  SecretUse,
  WorkloadGpus,
  WorkloadProbes,
  WorkloadRole,
  WorkloadScaler,
} from '../../platform/workloads/workload-facets';
import type { WorkloadKind } from '../../platform/workloads/workload-kinds';

/** Workload of the definition. */
export interface InventoryWorkload {
  readonly kind: WorkloadKind;
  /** Name of the kind: `vLLM`, `cron job`. */
  readonly title: string;
  readonly role: WorkloadRole;
  readonly name: string;
  readonly namespace: string;
  /** Model, schedule or parts; undefined without any. */
  readonly detail: string | undefined;
  /**
   * Names of its node pools, the preferred one first. Empty for a chart that places its own pods.
   */
  readonly pools: readonly string[];
  /** Whether one of its pools has GPUs. */
  readonly hasGpuPool: boolean;
  /**
   * Whether all its pools allow more requests than they can have nodes, so that its pods may stay
   * pending.
   */
  readonly mayWait: boolean;
  /** Undefined if the platform does not set its replicas. */
  readonly replicas: ReplicaRange | undefined;
  readonly gpus: WorkloadGpus;
  /** Form in which Argo CD syncs it. */
  readonly delivery: 'manifests' | 'chart';
  /** Undefined if the platform does not render its pods. */
  readonly podOwner: PodOwner | undefined;
  /** Undefined without probes of the platform. */
  readonly probes: WorkloadProbes | undefined;
  /** Longest start that its startup probe allows, seconds; 0 without one. */
  readonly startupSeconds: number;
  readonly scaler: WorkloadScaler | undefined;
  /** Managed identity of its pods. */
  readonly identity: string | undefined;
  /** Key Vault secrets of its pods by environment variable or key. */
  readonly secrets: readonly { readonly variable: string; readonly secret: string }[];
  /** Workloads whose API it calls. */
  readonly calls: readonly string[];
  /** Models that it routes to servers and providers. */
  readonly modelRoutes: readonly ModelRoute[];
  readonly modelServer: ModelServerDetails | undefined;
  readonly secretUse: SecretUse;
}
