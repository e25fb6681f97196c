import type { GpuFacts } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

/** In what types an engine has its numbers. */
export interface EngineTypes {
  /** Type of activations and of weights that are not quantized. Default: the model's own. */
  readonly dtype?: 'bfloat16' | 'float16' | 'float32';
  /** Type of the KV cache: `fp8` halves it. Default: that of the activations. */
  readonly kvCacheDtype?: string;
  /** How the weights are quantized. Default: as the model's files are. */
  readonly quantization?: string;
}

/** What the memory of an engine's GPUs follows from, besides the model and the GPUs. */
export interface EngineSettings extends EngineTypes {
  /** Longest prompt and answer together, tokens. Default: the model's own longest context. */
  readonly maxModelLen?: number;
  /** Requests at work at the same time. Default: as many as the KV cache holds. */
  readonly maxNumSeqs?: number;
  /** Share of each GPU's memory that the engine takes. Default: `safeGpuMemoryUtilization()`. */
  readonly gpuMemoryUtilization?: number;
}

/** GPUs whose memory is small beside what an engine needs for itself, up to so many GB. */
const smallGpuGb = 24;

/**
 * Share of a GPU's memory that an engine may take without running out of it at its start: 0.9; 0.85 of GPUs up to 24 GB, whose slack
 * is too small for what profiling counts too little of (logits, CUDA graphs).
 *
 * Sources (2026-11): kaito-project/kaito `pkg/model/interface.go` (0.82 on A10, 0.84 elsewhere); llm-d/llm-d#787 (out of memory at 0.95).
 */
export function safeGpuMemoryUtilization({ memoryGb }: Pick<GpuFacts, 'memoryGb'>): number {
  return memoryGb <= smallGpuGb ? 0.85 : 0.9;
}

/** Numbers that a sizing starts from. */
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

/** Adds a problem for each number that nothing could be sized with: a wrong one would give a wrong answer, not none. */
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
      `${String(share)} is not a share`,
      'Give a number above 0 and up to 1, such as 0.9.',
    );
  }
}
