/** What a picture of a platform shows, in the words of the field and without a place on paper. Every list is in a fixed order. */
export interface TopologyModel {
  readonly cluster: string;
  readonly environment: string;
  readonly location: string;
  readonly pools: readonly TopologyPool[];
  readonly workloads: readonly TopologyWorkload[];
  /** Objects that make pods, and are no workload of the picture. */
  readonly notDrawn: readonly TopologyOmission[];
  /** Whether the Argo CD that applies all this runs in the cluster itself. */
  readonly hasArgoCd: boolean;
  /** What hosts lead through; undefined without an ingress. */
  readonly ingress: TopologyIngress | undefined;
  /** From outside of the cluster to a workload. */
  readonly routes: readonly TopologyRoute[];
  /** From the gateway to what answers. */
  readonly modelRoutes: readonly TopologyModelRoute[];
  /** From a workload to the address of models that it is given. */
  readonly calls: readonly TopologyCall[];
  readonly queues: readonly TopologyQueue[];
  readonly identities: readonly TopologyIdentity[];
  readonly applications: readonly TopologyApplication[];
}

export interface TopologyPool {
  readonly name: string;
  readonly role: 'system' | 'cpu' | 'gpu';
  readonly vmSize: string;
  /** `1 × A100 80 GB`; undefined without GPUs. */
  readonly gpus: string | undefined;
  readonly minNodes: number;
  readonly maxNodes: number;
  readonly spot: boolean;
  /** Empty: Azure chooses. */
  readonly zones: readonly string[];
}

/** What a workload is for: one colour each. */
export type WorkloadRole = 'model server' | 'gateway' | 'application' | 'worker' | 'other';

export interface TopologyWorkload {
  readonly name: string;
  readonly role: WorkloadRole;
  /** What runs: `vLLM`, `cron job`; the kind of the object for what the definition does not know. */
  readonly kind: string;
  /** The model, the schedule. */
  readonly detail: string | undefined;
  /** Names of the pools that it may run in, the preferred one first. Empty: not known. */
  readonly pools: readonly string[];
  /** GPUs of one pod. */
  readonly gpus: number;
  /** Pods of one replica, a node each. */
  readonly nodes: number;
  /** Undefined where nobody says: a scaler outside of the definition may. */
  readonly replicas: { readonly min: number; readonly max: number } | undefined;
  readonly triggers: readonly TopologyTrigger[];
  /** Identity that its pods act as. */
  readonly identity: string | undefined;
}

export interface TopologyOmission {
  /** `DaemonSet`, `Job`. */
  readonly kind: string;
  readonly name: string;
}

export interface TopologyTrigger {
  /** KEDA's name of the scaler. */
  readonly type: string;
  readonly text: string;
  /** The queue or subscription that it counts; undefined for all others. */
  readonly queue: string | undefined;
}

export interface TopologyIngress {
  /** Of the gateway in Azure, or of the workload that is one. */
  readonly name: string;
  readonly kind: string;
}

export interface TopologyRoute {
  readonly host: string;
  readonly path: string;
  /** Name of a workload. */
  readonly to: string;
}

export interface TopologyModelRoute {
  readonly gateway: string;
  /** A workload, or what is outside of the cluster. */
  readonly to: string;
  readonly isExternal: boolean;
  /** Names that callers ask for. */
  readonly models: readonly string[];
}

export interface TopologyCall {
  readonly from: string;
  readonly to: string;
}

export interface TopologyQueue {
  /** `tasks`, or `events/embedder` for a subscription of a topic. */
  readonly name: string;
  readonly kind: 'queue' | 'subscription';
  /** Workloads whose identity may send to it. */
  readonly senders: readonly string[];
  /** Workloads whose identity may receive from it, or that are scaled by it. */
  readonly readers: readonly { readonly workload: string; readonly trigger: string | undefined }[];
}

export interface TopologyIdentity {
  readonly name: string;
  /** Who acts as it: `production/vllm` for a ServiceAccount. */
  readonly users: readonly string[];
  readonly grants: readonly TopologyGrant[];
}

export interface TopologyGrant {
  readonly role: string;
  /** `queue tasks`, `Key Vault my-kv`. */
  readonly on: string;
}

export interface TopologyApplication {
  readonly name: string;
  /** Whether it is the one that applies the others. */
  readonly isRoot: boolean;
  /** Folders of a repository, and charts with their version. */
  readonly sources: readonly string[];
  readonly namespace: string;
  readonly syncWave: number;
}
