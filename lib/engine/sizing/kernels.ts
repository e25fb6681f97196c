import type { ModelFacts } from '../../facts/model-facts';
import type { GpuFacts } from '../../facts/vm-sizes';
import type { EngineTypes } from './engine-settings';

/** What a GPU cannot run, and what to change. */
export interface MissingKernel {
  /** The setting that it is about. */
  readonly key: 'dtype' | 'quantization' | 'kvCacheDtype';
  readonly message: string;
  readonly fix: string;
}

/**
 * Compute capability from which the engine has kernels for weights. FP8 runs before 8.9 too, as 16 bit numbers are computed with
 * (Marlin). Sources (2026-11): docs.vllm.ai v0.32 `features/quantization` (AWQ, GPTQ, INT8 and FP8 from Turing); vLLM
 * `quantization/mxfp4.py` `get_min_capability` (8.0); NVFP4 runs by the same kernels.
 */
const leastCapability: Readonly<Record<string, number>> = {
  fp8: 7.5,
  int8: 7.5,
  awq: 7.5,
  gptq: 7.5,
  mxfp4: 8,
  nvfp4: 8,
};

function capabilityFor(quantization: string): number | undefined {
  const method = quantization.split('_')[0]!;
  return Object.hasOwn(leastCapability, method) ? leastCapability[method] : undefined;
}

/** bfloat16 came with Ampere. Source: vLLM `check_if_supports_dtype` (2026-11). */
const leastForBfloat16 = 8;
/** vLLM refuses an FP8 cache on Turing (vllm-project/vllm#47549, from 0.24 on); Ampere has it (vllm-project/vllm#24577) (2026-11). */
const leastForFp8Cache = 8;

const fromAmpere = 'GPUs from A10 and A100 on';

/** What of a model, set up so, a GPU has no kernels for. */
export function missingKernels(
  model: ModelFacts,
  gpu: Pick<GpuFacts, 'model' | 'computeCapability'>,
  { dtype = model.dtype, quantization = model.quantization, kvCacheDtype }: EngineTypes,
): readonly MissingKernel[] {
  const capability = Number.parseFloat(gpu.computeCapability);
  const has = `${gpu.model} has compute capability ${gpu.computeCapability}`;
  const missing: MissingKernel[] = [];
  if (dtype === 'bfloat16' && capability < leastForBfloat16) {
    missing.push({
      key: 'dtype',
      message: `${model.id} would compute in bfloat16, which wants compute capability 8.0; ${has}`,
      fix: `Set dtype to 'float16', or use ${fromAmpere}.`,
    });
  }
  const wanted = quantization === undefined ? undefined : capabilityFor(quantization);
  if (wanted !== undefined && capability < wanted) {
    missing.push({
      key: 'quantization',
      message: `weights of ${model.id} in ${quantization} want compute capability ${wanted.toFixed(1)}; ${has}`,
      fix: `Use ${fromAmpere}, or a variant of the model in AWQ, GPTQ or float16.`,
    });
  }
  if (kvCacheDtype?.startsWith('fp8') && capability < leastForFp8Cache) {
    missing.push({
      key: 'kvCacheDtype',
      message: `a KV cache of ${kvCacheDtype} wants compute capability 8.0; ${has}`,
      fix: `Leave kvCacheDtype out, or use ${fromAmpere}.`,
    });
  }
  return missing;
}
