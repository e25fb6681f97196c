import type { Heartbeat } from '../../engine/probes/heartbeat';
import type { ProbePlan, WorkerProbePlan } from '../../engine/probes/probe-plan';
import type { TriggerMeasure, TriggerOutput } from '../../engine/scaling/scaler-trigger';
import type { Sizing } from '../../engine/sizing/sizing';

/** Who a workload is, in Kubernetes and in Azure. */
export interface WorkloadAccount {
  readonly name: string;
  /** Namespace of its ServiceAccount. @default the namespace of the platform */
  readonly namespace?: string;
  /**
   * Name of a managed identity in the definition.
   *
   * @default one of the workload's own, if it needs any role
   */
  readonly identity?: string;
}

/** A managed identity that KEDA's operator acts as. */
export interface ScalerIdentity {
  readonly identityName: string;
  /** Name of the stack output with the client id. */
  readonly clientIdOutput: string;
}

/** A ScaledObject or ScaledJob. */
export interface WorkloadScaler {
  readonly kind: 'ScaledObject' | 'ScaledJob';
  readonly name: string;
  readonly triggers: readonly WorkloadTrigger[];
  readonly hasFallback: boolean;
  /** Time from a trigger to the first ready replica, seconds. */
  readonly coldStartSeconds: number;
  /** Longest delay of one scale-up step, seconds. Undefined: the default of Kubernetes. */
  readonly scaleUpSeconds: number | undefined;
  /** Longest processing time of a message, seconds. Undefined: not known. */
  readonly maxJobSeconds: number | undefined;
}

/** A trigger of a scaler. */
export interface WorkloadTrigger {
  /** KEDA's name of the scaler: `azure-servicebus`. */
  readonly type: string;
  /** `ai-task-queue, 5 messages per replica`. */
  readonly text: string;
  /** Work that it counts. Undefined for other triggers. */
  readonly measures: TriggerMeasure | undefined;
  /** Whether the scaled pods report the metric. */
  readonly producedByTarget: boolean;
  /** Identity that KEDA acts as. Undefined: the trigger does not sign in to Azure. */
  readonly identity: ScalerIdentity | undefined;
  /** Outputs of the Azure half in the metadata of the trigger. */
  readonly outputs: readonly TriggerOutput[];
}

/** The part of a workload in the platform. */
export type WorkloadRole = 'model server' | 'gateway' | 'application' | 'worker' | 'other';

export interface ReplicaRange {
  readonly min: number;
  readonly max: number;
}

export type PodOwner = 'Deployment' | 'LeaderWorkerSet' | 'ScaledJob' | 'CronJob';

export interface WorkloadGpus {
  readonly perPod: number;
  /** Pods of one replica: the nodes of a group. */
  readonly podsPerReplica: number;
}

/** Probes of the main container, with what bounds a restart. */
export interface WorkloadProbes {
  readonly plan: ProbePlan | WorkerProbePlan;
  readonly graceSeconds: number;
  /** @default none */
  readonly heartbeat?: Heartbeat;
  /** Whether a thread or file apart from the busy process answers the probes. */
  readonly hasOwnHealth: boolean;
}

/** Models that a gateway sends to one server or provider. */
export interface ModelRoute {
  /** Name of the inference server, or of the provider. */
  readonly to: string;
  /** Whether the models run outside of the platform. */
  readonly isExternal: boolean;
  readonly models: readonly string[];
}

/** Where the ingress sends the requests of a route. */
export interface RouteTarget {
  /** Name of the Service. */
  readonly service: string;
  /** Health check path. @default the path of the readiness probe */
  readonly healthPath?: string;
  /** Longest answer, in seconds. @default not known */
  readonly answerSeconds?: number;
}

/** The model of a model server, and how the server runs it. */
export interface ModelServerDetails {
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
        /**
         * Waiting requests per replica at which the scaler adds one; undefined if it counts
         * something else.
         */
        readonly waitingPerReplica: number | undefined;
        readonly gpuMemoryUtilization: number;
        /** GPU memory in bytes; undefined for a model of unknown size. */
        readonly memory: Sizing | undefined;
      }
    | undefined;
}

/** Source of a server's weights. */
export interface WeightSource {
  readonly type: 'hugging-face' | 'blob' | 'file-share' | 'persistent-volume-claim' | 'image';
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
