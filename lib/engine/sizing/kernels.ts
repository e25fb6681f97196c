import type { ModelFacts } from '../../facts/model-facts';
import type { GpuFacts } from '../../facts/vm-sizes';
import type { EngineTypes } from './engine-settings';

/** A setting that a GPU does not support. */
export interface MissingKernel {
  /** Name of the setting. */
  readonly key: 'dtype' | 'quantization' | 'kvCacheDtype';
  readonly message: string;
  readonly fix: string;
}

/**
 * Minimum compute capability of the kernels for quantized weights. FP8 also runs below 8.9, where the kernels compute with 16 bits (Marlin). NVFP4 uses
 * the kernels of MXFP4.
 *
 * @see docs.vllm.ai, 0.32, `features/quantization` (AWQ, GPTQ, INT8 and FP8 from Turing); vLLM `quantization/mxfp4.py`
 * `get_min_capability` (8.0) (2026-11)
 */
const minCapability: Readonly<Record<string, number>> = {
  fp8: 7.5,
  int8: 7.5,
  awq: 7.5,
  gptq: 7.5,
  mxfp4: 8,
  nvfp4: 8,
};

function capabilityFor(quantization: string): number | undefined {
  const method = quantization.split('_')[0]!;
  return Object.hasOwn(minCapability, method) ? minCapability[method] : undefined;
}

/** bfloat16 requires Ampere. @see vLLM `check_if_supports_dtype` (2026-11) */
const minForBfloat16 = 8;
/** vLLM rejects an FP8 cache on Turing since 0.24 (vllm-project/vllm#47549) and supports it on Ampere (vllm-project/vllm#24577) (2026-11). */
const minForFp8Cache = 8;

const fromAmpere = 'A10, A100 or newer GPUs';

/** Settings of a model for which a GPU has no kernels. */
export function missingKernels(
  model: ModelFacts,
  gpu: Pick<GpuFacts, 'model' | 'computeCapability'>,
  { dtype = model.dtype, quantization = model.quantization, kvCacheDtype }: EngineTypes,
): readonly MissingKernel[] {
  const capability = Number.parseFloat(gpu.computeCapability);
  const has = `${gpu.model} has compute capability ${gpu.computeCapability}`;
  const missing: MissingKernel[] = [];
  if (dtype === 'bfloat16' && capability < minForBfloat16) {
    missing.push({
      key: 'dtype',
      message: `${model.id} uses bfloat16, which requires compute capability 8.0, but ${has}`,
      fix: `Set dtype to 'float16', or use ${fromAmpere}.`,
    });
  }
  const required = quantization === undefined ? undefined : capabilityFor(quantization);
  if (required !== undefined && capability < required) {
    missing.push({
      key: 'quantization',
      message: `${quantization} weights of ${model.id} require compute capability ${required.toFixed(1)}, but ${has}`,
      fix: `Use ${fromAmpere}, or a variant of the model in AWQ, GPTQ or float16.`,
    });
  }
  if (kvCacheDtype?.startsWith('fp8') && capability < minForFp8Cache) {
    missing.push({
      key: 'kvCacheDtype',
      message: `a KV cache of ${kvCacheDtype} requires compute capability 8.0, but ${has}`,
      fix: `Remove kvCacheDtype, or use ${fromAmpere}.`,
    });
  }
  return missing;
}
