import type { GpuFacts } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

/** Number formats of an engine. */
export interface EngineTypes {
  /** Type of activations and of weights that are not quantized. @default the model's */
  readonly dtype?: 'bfloat16' | 'float16' | 'float32';
  /** Type of the KV cache; `fp8` halves its size. @default the type of the activations */
  readonly kvCacheDtype?: string;
  /** Quantization of the weights. @default that of the model's files */
  readonly quantization?: string;
}

/** Settings of an engine that determine its GPU memory. */
export interface EngineSettings extends EngineTypes {
  /** Maximum tokens of prompt and response together. @default the model's maximum context */
  readonly maxModelLen?: number;
  /** Maximum requests in a batch. @default as many as the KV cache holds */
  readonly maxNumSeqs?: number;
  /** Share of each GPU's memory for the engine. @default `safeGpuMemoryUtilization()` */
  readonly gpuMemoryUtilization?: number;
}

/** Maximum memory of a small GPU, GB, on which the overhead of the engine is significant. */
const smallGpuGb = 24;

/**
 * Share of a GPU's memory with which an engine does not run out of memory at startup: 0.9, and 0.85 for GPUs up to 24 GB, on which the
 * remaining memory is too small for allocations that profiling underestimates (logits, CUDA graphs).
 *
 * @see kaito-project/kaito `pkg/model/interface.go` (0.82 on A10, 0.84 elsewhere); llm-d/llm-d#787 (out of memory at 0.95) (2026-11)
 */
export function safeGpuMemoryUtilization({ memoryGb }: Pick<GpuFacts, 'memoryGb'>): number {
  return memoryGb <= smallGpuGb ? 0.85 : 0.9;
}

/** Numeric input of a sizing. */
export interface SizingNumbers {
  readonly gpus?: number;
  readonly tensorParallelSize?: number;
  readonly nodes?: number;
  readonly maxModelLen?: number;
  readonly maxNumSeqs?: number;
  readonly requestsInFlight?: number;
  readonly gpuMemoryUtilization?: number;
}

const units = {
  gpus: 'GPUs',
  tensorParallelSize: 'GPUs',
  nodes: 'nodes',
  maxModelLen: 'tokens',
  maxNumSeqs: 'requests',
  requestsInFlight: 'requests',
} as const;

/** Adds a problem for each invalid number, which would lead to a wrong result. */
export function checkSizingNumbers(numbers: SizingNumbers, problems: ProblemList): void {
  for (const [key, unit] of Object.entries(units)) {
    const value = numbers[key as keyof typeof units];
    if (value === undefined) continue;
    requireInteger(problems, key, value, { min: 1, max: Number.POSITIVE_INFINITY, unit });
  }
  const share = numbers.gpuMemoryUtilization;
  if (share !== undefined && !(typeof share === 'number' && share > 0 && share <= 1)) {
    problems.add(
      'gpuMemoryUtilization',
      `${String(share)} is not allowed`,
      'Set a number greater than 0 and at most 1, such as 0.9.',
    );
  }
}
