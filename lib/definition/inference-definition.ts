import { images } from '../facts/versions';
import {
  anything,
  boolean,
  type CompleteOf,
  choice,
  type DefinitionOf,
  joined,
  list,
  literal,
  number,
  object,
  oneOf,
  recordOf,
  type Schema,
  text,
  texts,
} from '../values/schema';
import { scalingSchema, vllmScalingSchema } from './scaling-definition';
import { imageSchema, resourcesSchema, type WorkloadDefinition, workload } from './workload-definition';

const huggingFaceSource = object({
  /** The server downloads the model from Hugging Face at startup. */
  type: literal('hugging-face'),
});

const blobSource = object({
  /**
   * A blob container of one of the platform's storage accounts, mounted read-only with the server's
   * identity.
   */
  type: literal('blob'),
  /** Name of a storage account in `storageAccounts`. */
  account: text,
  /** Name of a container of the account. */
  container: text,
  /**
   * Directory of the model, relative to the root of the container.
   * @default the root of the container
   */
  path: text.optional(),
});

const fileShareSource = object({
  /**
   * A file share of one of the platform's storage accounts, mounted read-only. The account needs
   * `sharedKeys: true`: the driver mounts SMB shares with an account key, which it reads with the
   * server's identity.
   */
  type: literal('file-share'),
  /** Name of a storage account in `storageAccounts`. */
  account: text,
  /** Name of a file share of the account. */
  share: text,
  /**
   * Directory of the model, relative to the root of the share.
   * @default the root of the share
   */
  path: text.optional(),
});

const claimSource = object({
  /** A PersistentVolumeClaim that you create in the platform's namespace, mounted read-only. */
  type: literal('persistent-volume-claim'),
  /** Name of the claim. */
  claimName: text,
  /**
   * Directory of the model, relative to the root of the volume.
   * @default the root of the volume
   */
  path: text.optional(),
});

const imageSource = object({
  /** A directory of the server's image. */
  type: literal('image'),
  /** Absolute path of the directory. */
  path: text,
});

export const modelSourceSchema = oneOf('type', [
  huggingFaceSource,
  blobSource,
  fileShareSource,
  claimSource,
  imageSource,
]);

/** Where a model server reads its files from; docs/inference.md compares the sources. */
export type ModelSourceDefinition = DefinitionOf<typeof modelSourceSchema>;

const ephemeralDiskCache = object({
  /**
   * The node's OS disk, with a size limit that follows from the size of the model. It is lost when
   * the pod is deleted.
   */
  type: literal('ephemeral-disk'),
});

const localNvmeCache = object({
  /** The node's NVMe disks, for VM sizes that have some. It is lost when the pod is deleted. */
  type: literal('local-nvme'),
});

const claimCache = object({
  /**
   * A PersistentVolumeClaim that you create in the platform's namespace. A restarted pod finds its
   * model there.
   */
  type: literal('persistent-volume-claim'),
  /** Name of the claim. */
  claimName: text,
  /** Access mode of the claim. `ReadWriteOnce` allows one replica. */
  accessMode: choice(['ReadWriteOnce', 'ReadWriteMany']),
});

export const modelCacheSchema = oneOf('type', [ephemeralDiskCache, localNvmeCache, claimCache]);

/** Where a vLLM server keeps downloaded weights and compiled kernels. */
export type ModelCacheDefinition = DefinitionOf<typeof modelCacheSchema>;

const loraAdapter = object({
  /** Name of the adapter in the API: the `model` of a request. */
  name: text,
  /**
   * Location of the adapter: its Hugging Face id, its directory in the mounted `source`, or its
   * absolute path in the image, depending on the server's `source`.
   */
  path: text,
});

/** A LoRA adapter that the server serves under a name of its own. */
export interface LoraAdapterDefinition extends DefinitionOf<typeof loraAdapter> {}
export const loraAdapterSchema: Schema<LoraAdapterDefinition> = loraAdapter;

const modelServer = object({
  /**
   * Number of replicas, 1 to 1000. Not allowed together with `scaling`.
   * @default 1, because each replica holds GPUs
   */
  replicas: number.optional(),
  /**
   * CPU and memory of each pod, in addition to its GPUs.
   * @default the share of the node that its GPUs represent, less a reserve for the node's own pods
   */
  resources: resourcesSchema.optional(),
  /**
   * Time in seconds, 1 to 3600, that a pod gets to finish its answers before it ends.
   * @default 60: the grace period is then 90 seconds, and the cluster autoscaler waits up to 600
   */
  drainSeconds: number.default(60),
  /**
   * Further command line arguments of the engine. Arguments that the platform sets itself are
   * refused.
   * @default none
   */
  extraArgs: texts.default([]),
});

/** Fields that every model server has. */
interface ModelServerDefinition extends DefinitionOf<typeof modelServer>, WorkloadDefinition {}
interface CompleteModelServer extends CompleteOf<typeof modelServer>, WorkloadDefinition {}

const measurement = object({
  /**
   * GPU that the server ran on, with its memory in GB: `A100 80`, `A10 24`. It must be the GPU of
   * the node pool.
   */
  gpu: text,
  /**
   * Number of GPUs of one engine: its tensor-parallel size times its nodes.
   * @default 1, an engine without tensor parallelism
   */
  gpus: number.default(1),
  /** Version of vLLM that ran: `0.32.0`. It must be the version in the image. */
  engineVersion: text,
  /**
   * Size of the KV cache in tokens, which the engine logs as `GPU KV cache size`. It must be at
   * least `maxModelLen`.
   */
  tokens: number,
});

/** A run of a vLLM server that started. */
export interface MeasurementDefinition extends DefinitionOf<typeof measurement> {}
interface CompleteMeasurement extends CompleteOf<typeof measurement> {}
export const measurementSchema: Schema<MeasurementDefinition, CompleteMeasurement> = measurement;

const inferenceServer = object({
  /**
   * How KEDA scales the server.
   * @default none: the number of replicas is fixed
   */
  scaling: vllmScalingSchema.optional(),
  /**
   * Image of the server.
   * @default the vLLM image in lib/facts, which this version of the library is tested with; on VM
   * sizes whose driver is too old for it, such as those with A10 GPUs, its variant for CUDA 12
   */
  image: imageSchema.optional(),
  /**
   * Version of vLLM in the image: `0.32.0`. It decides how much GPU memory the engine needs, and
   * the names of its metrics.
   * @default the version in the tag of the image; required if the tag has none, unless `fit` is
   * `unchecked`
   */
  engineVersion: text.optional(),
  /** Hugging Face id of the model: `microsoft/phi-4`. */
  model: text,
  /**
   * Number of GPUs of each replica, 1 to 8.
   * @default the smallest number that holds the model, 1 if the model is not checked; with `nodes`,
   * all GPUs of a node
   */
  gpus: number.optional(),
  /**
   * Size of the model's safetensors files in GiB. It sets the size of the cache, the startup probe
   * and the cold start.
   * @default the size in lib/facts/models.ts; required for models that are not in this table
   */
  modelSizeGiB: number.optional(),
  /**
   * Content of the model's `config.json`, for models that are not in lib/facts/models.ts. Together
   * with `modelSizeGiB` it lets synth check whether the model fits the GPUs.
   * @default the facts in lib/facts/models.ts
   */
  huggingFaceConfig: recordOf(anything).optional(),
  /**
   * How synth decides that the model fits the GPUs. `checked`: by its estimate, which refuses what
   * lies inside its error band. `measured`: as `checked`, but the run in `measured` decides inside
   * the error band. `unchecked`: not at all, for architectures whose `config.json` does not contain
   * enough facts; `gpus` is then 1 unless set.
   * @default `checked`; a model without known facts is refused
   */
  fit: choice(['checked', 'measured', 'unchecked']).default('checked'),
  /**
   * The run that shows that the model fits, for `fit: 'measured'`. Synth refuses a run that
   * contradicts the server.
   * @default none; required if `fit` is `measured`
   */
  measured: measurementSchema.optional(),
  /**
   * Number of GPUs of one engine, for models whose attention heads cannot be divided among all
   * `gpus`. A replica then runs several engines behind one API (data parallel), each with a copy of
   * the model.
   * @default the largest part of `gpus` that the attention heads can be divided by
   */
  tensorParallelSize: number.optional(),
  /**
   * Name of the model in the API.
   * @default the value of `model`
   */
  servedModelName: text.optional(),
  /**
   * Where the server reads the model from.
   * @default `{ type: 'hugging-face' }`, which needs no storage of your own
   */
  source: modelSourceSchema.default({ type: 'hugging-face' }),
  /**
   * Where the server keeps downloaded weights and compiled kernels.
   * @default `{ type: 'ephemeral-disk' }`, which every node has
   */
  cache: modelCacheSchema.default({ type: 'ephemeral-disk' }),
  /**
   * Number of nodes of each replica, 1 to 32, for models that do not fit one node: tensor parallel
   * within a node, pipeline parallel across nodes.
   * @default 1, because a replica on several nodes stops if one of them fails
   */
  nodes: number.default(1),
  /**
   * Longest sequence in tokens, prompt and answer together.
   * @default the longest context of the model
   */
  maxModelLen: number.optional(),
  /**
   * Share of each GPU's memory that the engine uses, above 0 and at most 1. Above 0.92 the start of
   * the engine is not certain, and synth requires a measurement: the warm-up of the sampler and
   * CUDA graphs need memory outside of the share.
   * @default 0.9; 0.85 on GPUs with up to 24 GB, where the engine's own needs leave less slack
   */
  gpuMemoryUtilization: number.optional(),
  /**
   * Maximum number of requests in one batch, at most the tokens in a batch
   * (`--max-num-batched-tokens`): vLLM ends at startup otherwise.
   * @default the default of the engine, which depends on the memory of the GPU
   */
  maxNumSeqs: number.optional(),
  /**
   * Data type of weights and activations. `bfloat16` requires GPUs with compute capability 8.0 or
   * higher (A10, A100 and newer).
   * @default the data type of the model
   */
  dtype: choice(['bfloat16', 'float16', 'float32']).optional(),
  /**
   * Data type of the KV cache. FP8 halves the size of the cache.
   * @default the data type of the model
   */
  kvCacheDtype: choice(['fp8', 'fp8_e4m3', 'fp8_e5m2']).optional(),
  /**
   * Quantization method of the weights, as vLLM names it: `fp8`, `awq`.
   * @default the method in the model's files
   */
  quantization: text.optional(),
  /**
   * Whether the engine reuses the KV cache of equal prompt prefixes.
   * @default the default of the engine, which is on
   */
  prefixCaching: boolean.optional(),
  /**
   * LoRA adapters that the server loads in addition to the model.
   * @default none
   */
  loraAdapters: list(loraAdapterSchema).default([]),
  /**
   * Largest rank of the LoRA adapters: 1, 8, 16, 32, 64, 128, 256, 320 or 512. The engine reserves
   * GPU memory for it.
   * @default the default of the engine, 16
   */
  maxLoraRank: number.optional(),
  /**
   * Maximum number of LoRA adapters in one batch. The engine reserves GPU memory for each of them.
   * @default the number of adapters, at most 4
   */
  maxLoras: number.optional(),
  /**
   * Name of the Key Vault secret with a Hugging Face token. Gated models require it.
   * @default none: the server downloads without a token
   */
  huggingFaceTokenSecret: text.optional(),
  /**
   * Name of the Key Vault secret with the API key that callers must send.
   * @default none: callers in the cluster need no key
   */
  apiKeySecret: text.optional(),
});

/** A vLLM server with an OpenAI-compatible API. Runs on a node pool with the role `gpu`. */
export interface InferenceServerDefinition
  extends DefinitionOf<typeof inferenceServer>,
    ModelServerDefinition {}
/** A vLLM server with defaults filled in. */
export interface CompleteInferenceServer extends CompleteOf<typeof inferenceServer>, CompleteModelServer {}
export const inferenceServerSchema: Schema<InferenceServerDefinition, CompleteInferenceServer> = joined(
  joined(workload, modelServer),
  inferenceServer,
);

const tritonServer = object({
  /**
   * How KEDA scales the server.
   * @default none: the number of replicas is fixed
   */
  scaling: scalingSchema.optional(),
  /**
   * Image of the server.
   * @default the Triton image in lib/facts, which this version of the library is tested with
   */
  image: imageSchema.default(images.triton.reference),
  /**
   * Number of GPUs of each replica, 1 to 8.
   * @default 1, the minimum: synth does not estimate the GPU memory of the models in the repository
   */
  gpus: number.default(1),
  /** Size of the models on disk in GiB. It sets the startup probe and the cold start. */
  modelSizeGiB: number,
  /** Model repository that Triton reads. */
  repository: oneOf('type', [blobSource, fileShareSource, claimSource]),
  /**
   * Names of the models that Triton loads at startup.
   * @default all models of the repository
   */
  models: texts.optional(),
});

/** A Triton Inference Server. Runs on a node pool with the role `gpu`. */
export interface TritonServerDefinition extends DefinitionOf<typeof tritonServer>, ModelServerDefinition {}
/** A Triton Inference Server with defaults filled in. */
export interface CompleteTritonServer extends CompleteOf<typeof tritonServer>, CompleteModelServer {}
export const tritonServerSchema: Schema<TritonServerDefinition, CompleteTritonServer> = joined(
  joined(workload, modelServer),
  tritonServer,
);
