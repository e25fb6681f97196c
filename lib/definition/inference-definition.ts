import type { ScalingDefinition } from './scaling-definition';
import type { ImageDefinition, ResourcesDefinition, WorkloadDefinition } from './workload-definition';

/** Where a model server has its files from. */
export type ModelSourceDefinition =
  /** Downloaded at the start. */
  | { readonly type: 'hugging-face' }
  /** A container of one of the platform's storage accounts, mounted read-only as the server's identity. */
  | { readonly type: 'blob'; readonly account: string; readonly container: string; readonly path?: string }
  /** A file share of one of the platform's storage accounts, mounted read-only. The account has `sharedKeys`, which the identity reads. */
  | { readonly type: 'file-share'; readonly account: string; readonly share: string; readonly path?: string }
  /** A PersistentVolumeClaim of yours in the platform's namespace. */
  | { readonly type: 'persistent-volume-claim'; readonly claimName: string; readonly path?: string }
  /** A directory of the image. */
  | { readonly type: 'image'; readonly path: string };

/** Where a vLLM server keeps weights and compiled kernels. */
export type ModelCacheDefinition =
  /** The node's OS disk, with a limit that follows from the model's size. */
  | { readonly type: 'ephemeral-disk' }
  /** The node's NVMe disk, for sizes that have one. */
  | { readonly type: 'local-nvme' }
  /** A claim of yours in the platform's namespace; `ReadWriteOnce` is for one replica. */
  | {
      readonly type: 'persistent-volume-claim';
      readonly claimName: string;
      readonly accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
    };

/** A LoRA adapter that is served under a name of its own. */
export interface LoraAdapterDefinition {
  /** Name in the API. */
  readonly name: string;
  /** Hugging Face id, or a path in the server's source. */
  readonly path: string;
}

/** What every model server has. On a pool with the role `gpu`. */
interface ModelServerDefinition extends WorkloadDefinition {
  /** Default: the image that this version was made with. */
  readonly image?: ImageDefinition;
  /** GPUs of one replica. Default: the fewest that hold a model that is known, else 1; with `nodes`, all of a node. */
  readonly gpus?: number;
  /** Replicas without `scaling`. Default: 1. */
  readonly replicas?: number;
  readonly scaling?: ScalingDefinition;
  /** Requests of the container besides the GPUs. Default: the node's share of these GPUs, less what the node keeps. */
  readonly resources?: ResourcesDefinition;
  /** Longest answer that is waited for at shutdown, in seconds. Default: 60. */
  readonly drainSeconds?: number;
  /** More arguments of the engine; those that this platform sets itself are refused. */
  readonly extraArgs?: readonly string[];
}

/** An OpenAI-compatible model server: vLLM. */
export interface InferenceServerDefinition extends ModelServerDefinition {
  /** Hugging Face id: `microsoft/phi-4`. */
  readonly model: string;
  /**
   * Size of the model's files, GiB: the sum of its safetensors. Sizes the cache, the startup probe and the cold start. Default: that
   * of the table in `lib/facts/models.ts`; wanted for a model that it does not have, and kept where it is said.
   */
  readonly modelSizeGiB?: number;
  /**
   * Content of the model's `config.json`, for one that the table in `lib/facts/models.ts` does not have, with `modelSizeGiB`: it is then
   * checked against the GPUs like any other. Default: the table's facts.
   */
  readonly huggingFaceConfig?: Readonly<Record<string, unknown>>;
  /**
   * `unchecked`: the model is trusted to fit, and `gpus` is 1 unless it is said. For an architecture whose `config.json` says too little.
   * Default: `checked`; a model of which nothing is known is refused.
   */
  readonly fit?: 'checked' | 'unchecked';
  /**
   * GPUs of one engine, for models whose heads cannot be divided among `gpus`: the replica then has several engines behind one API (data
   * parallel), each with a copy of the model. Default: as many of `gpus` as the heads allow.
   */
  readonly tensorParallelSize?: number;
  /** Name in the API. Default: `model`. */
  readonly servedModelName?: string;
  /** Default: Hugging Face. */
  readonly source?: ModelSourceDefinition;
  /** Default: the node's OS disk. */
  readonly cache?: ModelCacheDefinition;
  /** Nodes of one replica, for models above one node: tensor parallel in a node, pipeline parallel across. Default: 1. */
  readonly nodes?: number;
  /** Longest prompt and answer together, in tokens. Default: the model's own. */
  readonly maxModelLen?: number;
  /** Share of GPU memory that the engine takes, above 0 and up to 1. Default: 0.9; 0.85 of GPUs up to 24 GB. */
  readonly gpuMemoryUtilization?: number;
  /** Requests at work at the same time. Default: the engine's own. */
  readonly maxNumSeqs?: number;
  /** Type of weights and activations: `bfloat16`, `float16`. Default: the model's own. */
  readonly dtype?: 'bfloat16' | 'float16' | 'float32';
  /** Type of the KV cache: `fp8` halves it. Default: the model's own. */
  readonly kvCacheDtype?: 'fp8' | 'fp8_e4m3' | 'fp8_e5m2';
  /** How the weights are quantized. Default: what the model's files say. */
  readonly quantization?: string;
  /** Default: on, the engine's own. */
  readonly prefixCaching?: boolean;
  /** Adapters that are loaded beside the model. */
  readonly loraAdapters?: readonly LoraAdapterDefinition[];
  /** Largest rank among the adapters. Default: the engine's own, 16. */
  readonly maxLoraRank?: number;
  /** Key Vault secret with the Hugging Face token, for gated models. */
  readonly huggingFaceTokenSecret?: string;
  /** Key Vault secret with the API key that callers must send. */
  readonly apiKeySecret?: string;
}

/** A Triton Inference Server. */
export interface TritonServerDefinition extends ModelServerDefinition {
  /** Size of the models on disk, GiB: sizes the startup probe and the cold start. */
  readonly modelSizeGiB: number;
  /** Model repository. */
  readonly repository: Exclude<ModelSourceDefinition, { type: 'hugging-face' } | { type: 'image' }>;
  /** Models that are loaded at the start. Default: all of the repository. */
  readonly models?: readonly string[];
}
