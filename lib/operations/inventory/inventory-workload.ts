import type { TriggerMeasure } from '../../engine/scaling/scaler-trigger';
import type { Sizing } from '../../engine/sizing/size-inference-server';
import type { ResolvedModelSource } from '../../platform/workloads/model-server';
import type {
  ModelRoute,
  PodOwner,
  ReplicaRange,
  WorkloadGpus,
  WorkloadProbes,
  WorkloadRole,
} from '../../platform/workloads/workload-kind';
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
  /** Names of its node pools, the preferred one first. Empty for a chart that places its own pods. */
  readonly pools: readonly string[];
  /** Whether one of its pools has GPUs. */
  readonly hasGpuPool: boolean;
  /** Whether all its pools allow more requests than they can have nodes, so that its pods may stay pending. */
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
  readonly scaler: InventoryScaler | undefined;
  /** Managed identity of its pods. */
  readonly identity: string | undefined;
  /** Key Vault secrets of its pods by environment variable or key. */
  readonly secrets: readonly { readonly variable: string; readonly secret: string }[];
  /** Workloads whose API it calls. */
  readonly calls: readonly string[];
  /** Models that it routes to servers and providers. */
  readonly modelRoutes: readonly ModelRoute[];
  readonly modelServer: InventoryModelServer | undefined;
  readonly secretUse: SecretUse;
}

/** ScaledObject or ScaledJob. */
export interface InventoryScaler {
  readonly kind: 'ScaledObject' | 'ScaledJob';
  readonly name: string;
  readonly triggers: readonly InventoryTrigger[];
  readonly hasFallback: boolean;
  /** Time from a trigger to the first ready replica, seconds. */
  readonly coldStartSeconds: number;
  /** Longest delay of one scale-up step, seconds; undefined: that of Kubernetes. */
  readonly scaleUpSeconds: number | undefined;
  /** Longest processing time of a message, seconds; undefined if unknown. */
  readonly maxJobSeconds: number | undefined;
}

/** Trigger of a scaler. */
export interface InventoryTrigger {
  /** KEDA's name of the scaler: `azure-servicebus`. */
  readonly type: string;
  /** `ai-task-queue, 5 messages per replica`. */
  readonly text: string;
  /** Work that it counts; undefined for other triggers. */
  readonly measures: TriggerMeasure | undefined;
  /** Whether the scaled pods report the metric. */
  readonly producedByTarget: boolean;
}

/** Server of models. */
export interface InventoryModelServer {
  readonly engine: 'vLLM' | 'Triton';
  /** Hugging Face id, or the names of Triton's models. */
  readonly model: string;
  readonly weights: WeightSource;
  readonly modelSizeGiB: number;
  /** VM size of the preferred pool; undefined without a pool. */
  readonly vmSize: string | undefined;
  /** Key Vault secret with the Hugging Face token. */
  readonly tokenSecret: string | undefined;
  /** Port of the API and the metrics. */
  readonly port: number;
  /** Maximum context, tokens; undefined: that of the model. */
  readonly maxModelLen: number | undefined;
  /** Properties of vLLM; undefined for another engine. */
  readonly vllm:
    | {
        readonly servedModelName: string;
        /** `0.32.0`; undefined if the image does not name it. */
        readonly version: string | undefined;
        /** Waiting requests per replica at which the scaler adds one; undefined if it counts something else. */
        readonly waitingPerReplica: number | undefined;
        readonly gpuMemoryUtilization: number;
        /** GPU memory in bytes; undefined for a model of unknown size. */
        readonly memory: Sizing | undefined;
      }
    | undefined;
}

/** Source of a server's weights. */
export interface WeightSource {
  readonly type: ResolvedModelSource['type'];
  /** Whether the pod mounts it as a volume. */
  readonly isMounted: boolean;
  /** `Hugging Face`, `container mymodels/triton`. */
  readonly text: string;
}

/** Key Vault secrets that need more than a restart after a change. */
export interface SecretUse {
  /** Secrets that encrypt or hash stored data, which a new value makes unreadable. */
  readonly permanent: readonly string[];
  /** Secrets that the workload reads only at its first start. */
  readonly initial: readonly string[];
  /** Parts of an API key that the workload creates at its start. */
  readonly apiKeys: readonly string[];
}
