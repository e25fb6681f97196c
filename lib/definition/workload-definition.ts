/** An image of a public registry in full (`docker.io/vllm/vllm-openai:v0.32.0`), or one of the platform's own registry. */
export type ImageDefinition = string | { readonly repository: string; readonly tag: string };

/** Requests of a container, in Kubernetes' quantities. Memory is also the limit; CPU has none, so that it may burst. */
export interface ResourcesDefinition {
  /** `500m`, `2`. */
  readonly cpu: string;
  /** `512Mi`, `4Gi`. */
  readonly memory: string;
}

/** A secret of the platform's Key Vault as an environment variable. */
export interface SecretVariableDefinition {
  /** Name of the variable. */
  readonly variable: string;
  /** Name of the secret in the vault; its value is never here. */
  readonly secret: string;
}

/** An OpenAI-compatible model server on a GPU pool. */
export interface InferenceServerDefinition {
  /** Name of the Deployment, the Service and the application folder. */
  readonly name: string;
  /** Default and only engine so far: vLLM. */
  readonly engine?: 'vllm';
  /** Name of a node pool with role `gpu`. */
  readonly nodePool: string;
  /** Hugging Face id: `microsoft/phi-4`. */
  readonly model: string;
  /** Name in the API. Default: `model`. */
  readonly servedModelName?: string;
  /** Default: the vLLM image that this version was made with. */
  readonly image?: ImageDefinition;
  /** GPUs of one replica, which is also its tensor parallel size. Default: 1. */
  readonly gpus?: number;
  /** Default: 1. */
  readonly replicas?: number;
  /** Longest prompt and answer together, in tokens. Default: the model's own. */
  readonly maxModelLen?: number;
  /** Share of GPU memory that the engine takes, above 0 and up to 1. Default: 0.9. */
  readonly gpuMemoryUtilization?: number;
  /** Size of the model on disk, GiB: sizes the cache and the startup probe. */
  readonly modelSizeGiB: number;
  /** Requests of the container besides the GPUs. Default: the node's share of these GPUs, less what the node keeps. */
  readonly resources?: ResourcesDefinition;
  /** Longest answer that is waited for at shutdown, in seconds. Default: 60. */
  readonly drainSeconds?: number;
  /** Identity that the pods act as; wanted for secrets. */
  readonly identity?: string;
  /** One of the identity's ServiceAccounts. Default: the only one that it has in the namespace. */
  readonly serviceAccount?: string;
  /** Key Vault secret with the Hugging Face token, for gated models. */
  readonly huggingFaceTokenSecret?: string;
  /** Key Vault secret with the API key that callers must send. */
  readonly apiKeySecret?: string;
  /** More arguments of `vllm serve`; those that this platform sets itself are refused. */
  readonly extraArgs?: readonly string[];
}

/** An HTTP application: FastAPI, LangGraph, any image. */
export interface HttpAppDefinition {
  /** Name of the Deployment, the Service and the application folder. */
  readonly name: string;
  readonly image: ImageDefinition;
  /** Port of the container. Default: 8000. The Service has port 80. */
  readonly port?: number;
  /** Name of a node pool with role `cpu`. */
  readonly nodePool: string;
  /** Identity that the pods act as. Default: none; then the pods have no access to Azure. */
  readonly identity?: string;
  /** One of the identity's ServiceAccounts. Default: the only one that it has in the namespace. */
  readonly serviceAccount?: string;
  /** Replicas without `scaling`. Default: 2. */
  readonly replicas?: number;
  readonly scaling?: ScalingDefinition;
  /** Default: 500m CPU, 1Gi memory. */
  readonly resources?: ResourcesDefinition;
  /** Longest time that one request occupies the process, in seconds; sets the liveness timeout. Default: 30. */
  readonly maxProcessingSeconds?: number;
  /** Time from start to ready, in seconds; sets the startup probe. Default: 60. */
  readonly startupSeconds?: number;
  /** Default: `/health/live` and `/health/ready`. */
  readonly healthPaths?: { readonly live: string; readonly ready: string };
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly SecretVariableDefinition[];
}

/** What scales a workload. Argo CD and KEDA never fight over the replicas: the Deployment does not state them. */
export interface ScalingDefinition {
  /** Default: `<workload>-scaler`. At most 54 characters. */
  readonly name?: string;
  /** Default: 1. */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** At least one. The trigger that wants most replicas wins. */
  readonly triggers: readonly TriggerDefinition[];
  /** Seconds between looks at the triggers. Default: 30. */
  readonly pollingSeconds?: number;
  /** Seconds without work before the last replica goes; only with `minReplicas: 0`. Default: 300. */
  readonly cooldownSeconds?: number;
}

/** Depth of a queue of the platform's Service Bus. */
export interface ServiceBusQueueTriggerDefinition {
  readonly type: 'service-bus-queue';
  readonly queue: string;
  /** Messages that one replica is good for. Default: 5. */
  readonly messagesPerReplica?: number;
  /**
   * Identity that KEDA reads the queue as. Default: one of KEDA's own, so that no application gets the Data Owner
   * role that reading a queue's depth needs.
   */
  readonly identity?: string;
}

export type TriggerDefinition = ServiceBusQueueTriggerDefinition;
