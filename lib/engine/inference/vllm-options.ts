import type { ProblemList } from '../../problems/problem-list';

/** What an operator tunes of the engine. Everything has the engine's own default. */
export interface VllmOptions {
  /** Requests at work at the same time. Default: the engine's own, by the GPU's memory. */
  readonly maxNumSeqs?: number;
  /** Type of weights and activations. Default: the model's own. */
  readonly dtype?: 'bfloat16' | 'float16' | 'float32';
  /** Type of the KV cache; `fp8` halves it. `fp8` is `fp8_e4m3`. Default: the model's own. */
  readonly kvCacheDtype?: 'fp8' | 'fp8_e4m3' | 'fp8_e5m2';
  /** How the weights are, or are to be, quantized: `fp8`, `awq`. Default: what the model's files say. */
  readonly quantization?: string;
  /** Reuse of what equal beginnings of prompts have computed. Default: on, the engine's own. */
  readonly prefixCaching?: boolean;
}

/** The options as arguments of `vllm serve`; those that are not said are left to the engine. */
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

/** What the options run on. */
export interface VllmHardware {
  /** Compute capability of the GPUs: `7.5`, `8.0`. Undefined: not known, and nothing is refused for it. */
  readonly computeCapability: string | undefined;
  /** Version of the engine, as `vllmEngineVersion()` reads it from an image. Undefined: a current one. */
  readonly engineVersion: string | undefined;
}

/** From this minor version on, GPUs before Ampere have no attention kernel for an FP8 cache (vllm-project/vllm#47549). */
const fp8CacheNeedsAmpereSinceMinor = 24;

/**
 * Adds the combinations that the engine refuses when it starts, after the node, the image and the download have been waited for.
 *
 * Only what its source or its issues are plain about is refused: quantized *weights* run on more and more GPUs with each version.
 * Sources (2026-11): vLLM `check_if_supports_dtype`, `attention.py` ("fp8_e5m2 kv-cache is not supported with fp8 checkpoints"),
 * vllm-project/vllm#47549.
 */
export function checkVllmOptions(options: VllmOptions, hardware: VllmHardware, problems: ProblemList): void {
  const { maxNumSeqs, dtype, kvCacheDtype, quantization } = options;
  if (maxNumSeqs !== undefined && !(Number.isInteger(maxNumSeqs) && maxNumSeqs > 0)) {
    problems.add('maxNumSeqs', `${maxNumSeqs} is not allowed`, 'Give a whole number of requests, 1 or more.');
  }
  if (quantization !== undefined && !/^[a-z0-9][a-z0-9_-]*$/.test(quantization)) {
    problems.add(
      'quantization',
      `"${quantization}" is not the name of a method`,
      'Take it from docs.vllm.ai: fp8.',
    );
  }
  const capability = hardware.computeCapability;
  const isBeforeAmpere = capability !== undefined && Number.parseFloat(capability) < 8;
  if (isBeforeAmpere && dtype === 'bfloat16') {
    problems.add(
      'dtype',
      `the GPUs have compute capability ${capability}, and bfloat16 needs 8.0`,
      'Use float16, or GPUs from A10 and A100 on.',
    );
  }
  if (isBeforeAmpere && kvCacheDtype !== undefined && isFp8CacheRefused(hardware.engineVersion)) {
    problems.add(
      'kvCacheDtype',
      `the GPUs have compute capability ${capability}, and a KV cache of ${kvCacheDtype} needs 8.0`,
      'Leave it out, or use GPUs from A10 and A100 on.',
    );
  }
  if (kvCacheDtype === 'fp8_e5m2' && quantization === 'fp8') {
    problems.add(
      'kvCacheDtype',
      'the engine does not take fp8_e5m2 with weights of fp8',
      'Use fp8, which has the scales of such weights.',
    );
  }
}

function isFp8CacheRefused(engineVersion: string | undefined): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(engineVersion ?? '') ?? [];
  return major !== '0' || Number(minor) >= fp8CacheNeedsAmpereSinceMinor;
}
