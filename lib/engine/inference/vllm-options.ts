import type { ProblemList } from '../../problems/problem-list';

/** Tuning options of the engine. */
export interface VllmOptions {
  /** Maximum requests in a batch. @default vLLM's default, which depends on the GPU's memory */
  readonly maxNumSeqs?: number;
  /** Type of weights and activations. @default the model's */
  readonly dtype?: 'bfloat16' | 'float16' | 'float32';
  /**
   * Type of the KV cache. `fp8` halves its size; it is an alias of `fp8_e4m3`.
   *
   * @default the model's
   */
  readonly kvCacheDtype?: 'fp8' | 'fp8_e4m3' | 'fp8_e5m2';
  /** Quantization of the weights, in the files or at startup: `fp8`, `awq`. @default the model's */
  readonly quantization?: string;
  /**
   * Whether to reuse the KV cache of equal prompt prefixes.
   *
   * @default true, which is vLLM's default
   */
  readonly prefixCaching?: boolean;
}

/** Arguments of `vllm serve` for the options that are set. */
export function vllmOptionArguments(options: VllmOptions): readonly string[] {
  const { maxNumSeqs, dtype, kvCacheDtype, quantization, prefixCaching } = options;
  return [
    ...(maxNumSeqs === undefined ? [] : [`--max-num-seqs=${maxNumSeqs}`]),
    ...(dtype === undefined ? [] : [`--dtype=${dtype}`]),
    ...(kvCacheDtype === undefined ? [] : [`--kv-cache-dtype=${kvCacheDtype}`]),
    ...(quantization === undefined ? [] : [`--quantization=${quantization}`]),
    ...(prefixCaching === undefined ? [] : [`--${prefixCaching ? '' : 'no-'}enable-prefix-caching`]),
  ];
}

/** GPUs and engine for checkVllmOptions(). */
export interface VllmHardware {
  /** Compute capability of the GPUs: `7.5`, `8.0`. Undefined: unknown, and not checked. */
  readonly computeCapability: string | undefined;
  /** Version of the engine, from `vllmEngineVersion()`. Undefined: a current version. */
  readonly engineVersion: string | undefined;
}

/**
 * First minor version without an attention kernel for an FP8 cache on GPUs before Ampere
 * (vllm-project/vllm#47549).
 */
const fp8CacheNeedsAmpereSinceMinor = 24;

/**
 * Adds a problem for each combination that the engine rejects at startup, after the node, the image
 * and the download.
 *
 * Only combinations that the engine's source or issues document are problems. Quantized *weights*
 * run on more GPUs with each version.
 *
 * @see vLLM `check_if_supports_dtype`, `attention.py` ("fp8_e5m2 kv-cache is not supported with fp8
 * checkpoints"), vllm-project/vllm#47549 (2026-11)
 */
export function checkVllmOptions(options: VllmOptions, hardware: VllmHardware, problems: ProblemList): void {
  const { maxNumSeqs, dtype, kvCacheDtype, quantization } = options;
  if (maxNumSeqs !== undefined && !(Number.isInteger(maxNumSeqs) && maxNumSeqs > 0)) {
    problems.add('maxNumSeqs', `${maxNumSeqs} is not allowed`, 'Set a whole number of requests, 1 or more.');
  }
  if (quantization !== undefined && !/^[a-z0-9][a-z0-9_-]*$/.test(quantization)) {
    problems.add(
      'quantization',
      `"${quantization}" is not a valid quantization method`,
      'Use a method from docs.vllm.ai, such as fp8.',
    );
  }
  const capability = hardware.computeCapability;
  const isBeforeAmpere = capability !== undefined && Number.parseFloat(capability) < 8;
  if (isBeforeAmpere && dtype === 'bfloat16') {
    problems.add(
      'dtype',
      `the GPUs have compute capability ${capability}, but bfloat16 requires 8.0`,
      'Use float16, or A10, A100 or newer GPUs.',
    );
  }
  if (isBeforeAmpere && kvCacheDtype !== undefined && isFp8CacheRefused(hardware.engineVersion)) {
    problems.add(
      'kvCacheDtype',
      `the GPUs have compute capability ${capability}, but a KV cache of ${kvCacheDtype} requires 8.0`,
      'Remove it, or use A10, A100 or newer GPUs.',
    );
  }
  if (kvCacheDtype === 'fp8_e5m2' && quantization === 'fp8') {
    problems.add('kvCacheDtype', 'vLLM does not support fp8_e5m2 with fp8 weights', 'Use fp8.');
  }
}

function isFp8CacheRefused(engineVersion: string | undefined): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(engineVersion ?? '') ?? [];
  return major !== '0' || Number(minor) >= fp8CacheNeedsAmpereSinceMinor;
}
