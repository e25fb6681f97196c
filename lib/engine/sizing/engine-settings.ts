import { findEngineVersion, oldestEngineVersion, pinnedEngineVersion } from '../../facts/engine-versions';
import type { GpuFacts } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

/** What predicts tokens that the model then checks. */
export type SpeculativeMethod = (typeof speculativeMethods)[number];

/**
 * - `mtp`: the layers for multi-token prediction in the files of the model.
 * - `eagle`: a draft head of one layer, with files of its own.
 * - `ngram`: the text so far, without weights and without a KV cache.
 *
 * @see vLLM 0.32 `config/speculative.py` (2026-11)
 */
export const speculativeMethods = ['mtp', 'eagle', 'ngram'] as const;

/** Number formats of an engine. */
export interface EngineTypes {
  /** Type of activations and of weights that are not quantized. @default the model's */
  readonly dtype?: 'bfloat16' | 'float16' | 'float32';
  /** Type of the KV cache; `fp8` halves its size. @default the type of the activations */
  readonly kvCacheDtype?: string;
  /** Quantization of the weights. @default that of the model's files */
  readonly quantization?: string;
}

/** Adapters that an engine holds in GPU memory. */
export interface LoraSettings {
  /** `--max-loras`: adapters in one batch. */
  readonly adapters: number;
  /** `--max-lora-rank`. */
  readonly rank: number;
}

/** Settings of an engine that determine its GPU memory. */
export interface EngineSettings extends EngineTypes {
  /** Version of vLLM. @default the version of the platform's image */
  readonly engineVersion?: string;
  /** Maximum tokens of prompt and response together. @default the model's maximum context */
  readonly maxModelLen?: number;
  /**
   * Maximum requests in a batch, at most `maxNumBatchedTokens`.
   *
   * @default the engine's: 256, or 1,024 on GPUs with 70 GiB or more that are no A100
   */
  readonly maxNumSeqs?: number;
  /**
   * Maximum tokens in a batch. For an encoder, at least `maxModelLen`.
   *
   * @default the engine's: 2,048, or 8,192 on GPUs with 70 GiB or more that are no A100; for an
   * encoder, `maxModelLen` if it is more
   */
  readonly maxNumBatchedTokens?: number;
  /** `--performance-mode`. `throughput` doubles the default limits of a batch. @default balanced */
  readonly performanceMode?: 'balanced' | 'interactivity' | 'throughput';
  /** Share of each GPU's memory for the engine. @default `safeGpuMemoryUtilization()` */
  readonly gpuMemoryUtilization?: number;
  /** Whether the engine runs without CUDA graphs. @default false */
  readonly enforceEager?: boolean;
  /**
   * Whether each GPU holds whole experts (`--enable-expert-parallel`), so that their width is not
   * divided.
   *
   * @default false
   */
  readonly expertParallel?: boolean;
  /** LoRA adapters. @default none */
  readonly lora?: LoraSettings;
  /** Tokens that a draft predicts for each step. @default none: no speculation */
  readonly speculativeTokens?: number;
  /**
   * What predicts these tokens.
   *
   * @default mtp for a model with layers for prediction, otherwise eagle
   */
  readonly speculativeMethod?: SpeculativeMethod;
}

/** Maximum memory of a small GPU, GB, on which the overhead of the engine is significant. */
export const smallGpuGb = 24;

/** Safe shares of a GPU's memory. */
const safeShares = { small: 0.85, other: 0.9 };

/** `0.9; 0.85 up to 24 GB` */
export const safeSharesText = `${safeShares.other}; ${safeShares.small} up to ${smallGpuGb} GB`;

/**
 * Share of a GPU's memory with which an engine does not run out of memory at startup: 0.9, and 0.85
 * for GPUs up to 24 GB, on which the remaining memory is too small for allocations that profiling
 * underestimates (logits, CUDA graphs). Without a GPU: 0.9.
 *
 * @see kaito-project/kaito `pkg/model/interface.go` (0.82 on A10, 0.84 elsewhere); llm-d/llm-d#787
 * (out of memory at 0.95) (2026-11)
 */
export function safeGpuMemoryUtilization(gpu?: Pick<GpuFacts, 'memoryGb'>): number {
  return gpu !== undefined && gpu.memoryGb <= smallGpuGb ? safeShares.small : safeShares.other;
}

/** Adds a problem for a share of a GPU's memory that the engine rejects. */
export function checkGpuMemoryUtilization(share: number | undefined, problems: ProblemList): void {
  if (share === undefined || (typeof share === 'number' && share > 0 && share <= 1)) return;
  problems.add(
    'gpuMemoryUtilization',
    `${String(share)} is not allowed`,
    `Set a number greater than 0 and at most 1, such as ${safeShares.other}.`,
  );
}

/** Numeric input of a sizing. */
export interface SizingNumbers {
  /** GPUs of a replica in a node. @default not checked */
  readonly gpus?: number;
  /** GPUs of an engine in a node. @default not checked */
  readonly tensorParallelSize?: number;
  /** Nodes of a replica. @default not checked */
  readonly nodes?: number;
  /** Maximum tokens of prompt and response together. @default not checked */
  readonly maxModelLen?: number;
  /** Maximum requests in a batch. @default not checked */
  readonly maxNumSeqs?: number;
  /** Maximum tokens in a batch. @default not checked */
  readonly maxNumBatchedTokens?: number;
  /** Tokens that a draft predicts for each step. @default not checked */
  readonly speculativeTokens?: number;
  /** LoRA adapters and their rank. @default not checked */
  readonly lora?: LoraSettings;
  /** Concurrent requests of a load. @default not checked */
  readonly requestsInFlight?: number;
  /** Share of each GPU's memory, above 0 and at most 1. @default not checked */
  readonly gpuMemoryUtilization?: number;
  /** Version of vLLM: `0.32.0`. @default not checked */
  readonly engineVersion?: string;
}

const units = {
  gpus: 'GPUs',
  tensorParallelSize: 'GPUs',
  nodes: 'nodes',
  maxModelLen: 'tokens',
  maxNumSeqs: 'requests',
  maxNumBatchedTokens: 'tokens',
  speculativeTokens: 'tokens',
  requestsInFlight: 'requests',
} as const;

/**
 * Adds a problem for each invalid number, which would lead to a wrong result, and for a version of
 * the engine that is not known.
 */
export function checkSizingNumbers(numbers: SizingNumbers, problems: ProblemList): void {
  const requirePositive = (list: ProblemList, key: string, value: number, unit: string): void =>
    requireInteger(list, key, value, { min: 1, max: Number.POSITIVE_INFINITY, unit });
  for (const [key, unit] of Object.entries(units)) {
    const value = numbers[key as keyof typeof units];
    if (value !== undefined) requirePositive(problems, key, value, unit);
  }
  if (numbers.lora !== undefined) {
    requirePositive(problems.at('lora'), 'adapters', numbers.lora.adapters, 'adapters');
    requirePositive(problems.at('lora'), 'rank', numbers.lora.rank, 'dimensions');
  }
  checkGpuMemoryUtilization(numbers.gpuMemoryUtilization, problems);
  checkEngineVersion(numbers.engineVersion, problems);
}

function checkEngineVersion(version: string | undefined, problems: ProblemList): void {
  if (version === undefined || findEngineVersion(String(version)) !== undefined) return;
  problems.add(
    'engineVersion',
    `the GPU memory of vLLM "${String(version)}" is not known`,
    `Set ${oldestEngineVersion} or a newer version, such as ${pinnedEngineVersion}, or remove it.`,
  );
}
