import type { Measured } from './measured';
import { images } from './versions';

/** Defaults of a batch for GPUs with this memory or more. */
export interface BatchDefaults {
  /** Minimum memory of a GPU, GiB. */
  readonly minGiB: number;
  /** Whether an A100 has the defaults of the next row instead. @default false */
  readonly isWithoutA100?: boolean;
  readonly maxNumSeqs: number;
  readonly maxNumBatchedTokens: number;
}

/** What the sizing of GPU memory needs of a version of vLLM. Sizes are GiB of one GPU. */
export interface EngineVersion {
  /** First version with these facts: `0.17`. */
  readonly from: string;
  /** Versions whose logs have the measured values. */
  readonly measuredWith: string;
  /** Default of `--gpu-memory-utilization`. */
  readonly gpuMemoryUtilization: number;
  /**
   * Defaults of `--max-num-seqs` and `--max-num-batched-tokens` of the API server, the largest GPUs
   * first.
   */
  readonly batchDefaults: readonly BatchDefaults[];
  /**
   * Peak of the activations, bytes for each logit: sequences of a batch x entries of the
   * vocabulary.
   */
  readonly bytesPerLogit: Measured;
  /** Minimum of the activation peak, which a small vocabulary or a small batch reaches. */
  readonly activationFloorGiB: Measured;
  /** Activations of routed experts, in addition. */
  readonly expertsGiB: Measured;
  /** Memory that PyTorch does not manage: the CUDA context and libraries. */
  readonly nonTorchGiB: Measured;
  /** The same with tensor parallelism: also the buffers of NCCL and of the custom all-reduce. */
  readonly nonTorchParallelGiB: Measured;
  /** CUDA graphs of a model with attention layers only. */
  readonly cudaGraphsGiB: Measured;
  /** CUDA graphs of a model that also has layers with a constant state. */
  readonly cudaGraphsOfStateGiB: Measured;
  /**
   * Whether the engine subtracts the CUDA graphs before it allocates the KV cache. Otherwise they
   * come on top of the share.
   */
  readonly countsCudaGraphs: boolean;
  /** Batches in flight whose tokens a layer with a window keeps. */
  readonly batchesInFlight: number;
  /**
   * Groups of layers have the size of the smallest kind of layer, or that of the largest kind if it
   * has fewer than this factor times as many layers.
   *
   * @default the smallest kind
   */
  readonly largestGroupFactor?: number;
  /**
   * Whether layers with chunked attention keep a chunk only. Otherwise they keep the whole context.
   */
  readonly freesChunks: boolean;
  /**
   * States of a request in a layer with a constant state: 2 with prefix caching, which is the
   * default of newer versions.
   */
  readonly statesPerRequest: number;
  /**
   * Major version of CUDA in an image whose tag does not name another (vllm-project/vllm#42738).
   */
  readonly cudaMajor: number;
}

const noA100 = { minGiB: 70, isWithoutA100: true, maxNumSeqs: 1024, maxNumBatchedTokens: 8192 } as const;
const otherGpus = { minGiB: 0, maxNumSeqs: 256, maxNumBatchedTokens: 2048 } as const;

const measured = (value: number, below: number, above: number): Measured => ({ value, below, above });

/**
 * Versions with facts of their own, the oldest first. A row has what differs from the row before.
 *
 * Read from the source of each version (2026-11): `EngineArgs.get_batch_defaults`,
 * `config/cache.py`, `envs.py` (`VLLM_MEMORY_PROFILER_ESTIMATE_CUDAGRAPHS`,
 * `VLLM_ALLOW_CHUNKED_LOCAL_ATTN_WITH_HYBRID_KV_CACHE`), `v1/core/kv_cache_utils.py`
 * (`_get_kv_cache_groups_uniform_page_size`), `v1/kv_cache_interface.py`, `models/config.py`
 * (`MambaModelConfig`), `METADATA` (torch, whose wheels are of CUDA 13 from 2.11).
 *
 * Measured (2026-11), in the logs of `bench/accuracy/engine-memory.json`: the values in GiB and the
 * bytes per logit. `npm run accuracy` fits the bytes per logit and the experts on half of the
 * measurements and reports the other half.
 */
const rows: readonly [EngineVersion, ...(Partial<EngineVersion> & { readonly from: string })[]] = [
  {
    from: '0.9',
    measuredWith: '0.9 to 0.11',
    gpuMemoryUtilization: 0.9,
    batchDefaults: [noA100, otherGpus],
    // 38.5 to 38.9 in four logs of 0.10 and 0.11, 17 in one of a model with Mistral's own
    // tokenizer.
    bytesPerLogit: measured(38.7, 21.7, 1),
    activationFloorGiB: measured(0.75, 0.5, 0.5),
    // 0 for gpt-oss and Qwen3-Next in 0.10 and 0.11, 1.6 for Qwen3-235B in 0.9.2.
    expertsGiB: measured(0, 0.1, 1.7),
    nonTorchGiB: measured(0.13, 0.1, 0.15),
    nonTorchParallelGiB: measured(0.54, 0.1, 0.9),
    cudaGraphsGiB: measured(0.3, 0.2, 0.6),
    cudaGraphsOfStateGiB: measured(1.9, 1, 1),
    countsCudaGraphs: false,
    batchesInFlight: 1,
    freesChunks: false,
    statesPerRequest: 1,
    cudaMajor: 12,
  },
  { from: '0.13', largestGroupFactor: 1.25 },
  {
    from: '0.17',
    measuredWith: '0.17 to 0.31',
    bytesPerLogit: measured(15.5, 0.8, 0.8),
    expertsGiB: measured(0.2, 0.35, 0.55),
    nonTorchGiB: measured(0.25, 0.15, 0.25),
    // 2.07 to 2.17 on H100, 1.7 on RTX PRO 6000, 0.7 to 0.9 on RTX 3090 and 5090
    // (noonghunna/club-3090#1087, #1139).
    nonTorchParallelGiB: measured(2.1, 1.4, 0.15),
    // 0.1 to 0.2 in two logs of two GPUs, 1.3 (vllm-project/vllm#50722) and 1.6 in one each.
    cudaGraphsOfStateGiB: measured(1.1, 1, 1.3),
    freesChunks: true,
  },
  { from: '0.18', largestGroupFactor: 1.5 },
  { from: '0.20', gpuMemoryUtilization: 0.92, countsCudaGraphs: true, cudaMajor: 13 },
  { from: '0.25', statesPerRequest: 2 },
  { from: '0.26', batchesInFlight: 2 },
  {
    from: '0.28',
    batchDefaults: [{ minGiB: 160, maxNumSeqs: 1024, maxNumBatchedTokens: 16_384 }, noA100, otherGpus],
    // 1.2 in two logs of GPUs with the small batch (0.28 on an L40S, 0.31 on an A100), after the
    // CUDA graphs.
    activationFloorGiB: measured(1.25, 0.9, 0.35),
  },
];

/** Rows with every fact, the newest first. */
const versions: readonly EngineVersion[] = rows
  .map((_, index): EngineVersion => Object.assign({}, rows[0], ...rows.slice(1, index + 1)))
  .reverse();

/** Version of vLLM that the platform runs. */
export const pinnedEngineVersion = images.vllm.tag.replace(/^v/, '');

/** The oldest version whose memory is known. Versions before it have another engine (V0). */
export const oldestEngineVersion = rows[0].from;

/**
 * Facts of a version, such as `0.32.0`, `v0.19.1rc1` or `0.32.0-cu129`. A version that is newer
 * than the newest row has the facts of that row. Undefined for an older version, and for text that
 * is no version.
 */
export function findEngineVersion(version: string = pinnedEngineVersion): EngineVersion | undefined {
  const order = orderOf(version);
  return order === undefined ? undefined : versions.find(({ from }) => orderOf(from)! <= order);
}

/** Whether a version has another minor version than the platform's, and a newer one. */
export function isNewerEngineVersion(version: string): boolean {
  return (orderOf(version) ?? 0) > orderOf(pinnedEngineVersion)!;
}

/** One number that orders the versions 0.x and 1.x. */
function orderOf(version: string): number | undefined {
  const [, major, minor] = /^v?(\d{1,3})\.(\d{1,4})(?![\d])/.exec(version) ?? [];
  return major === undefined ? undefined : Number(major) * 10_000 + Number(minor);
}
