import { findEngineVersion } from '../../facts/engine-versions';
import type { ModelFacts } from '../../facts/model-facts';
import type { GpuFacts } from '../../facts/vm-sizes';
import { minAttentionCapability, missingFp8Attention } from './attention-kernels';
import { vllmImageFor } from './engine-image';
import type { EngineSettings, EngineTypes } from './engine-settings';
import { definitionVocabulary, type Vocabulary } from './vocabulary';

/** A setting, the model or the default image, which a GPU does not support. */
export interface MissingKernel {
  /**
   * Name of the setting; `model` for its attention, or for a GPU that is too old for any, `image`
   * if no image of the table runs on the driver of the GPU.
   */
  readonly key: 'dtype' | 'quantization' | 'kvCacheDtype' | 'model' | 'image';
  /** The value and the reason. */
  readonly message: string;
  /** A value that the GPU supports. */
  readonly fix: string;
}

/**
 * Minimum compute capability of the kernels for quantized weights. FP8 below 8.9 and NVFP4 below
 * 10.0 run too: Marlin's kernels convert the weights to 16 bits. They need 7.5; MXFP4 refuses GPUs
 * below 8.0.
 *
 * @see vLLM 0.32.0 `get_min_capability` in `quantization/fp8.py` (75), `auto_awq.py` (75),
 * `modelopt.py` `ModelOptNvFp4Config` (75), `compressed_tensors_w8a8_int8.py` (75), `mxfp4.py`
 * (80); Marlin for GPTQ from 7.5 (`marlin_utils.py`) (2026-11)
 */
const minCapability: Readonly<Record<string, number>> = {
  fp8: 7.5,
  int8: 7.5,
  awq: 7.5,
  gptq: 7.5,
  nvfp4: 7.5,
  mxfp4: 8,
};

function capabilityFor(quantization: string): number | undefined {
  const method = quantization.split('_')[0]!;
  return Object.hasOwn(minCapability, method) ? minCapability[method] : undefined;
}

/**
 * Oldest GPUs of CUDA 13: its compilers and libraries no longer support Maxwell, Pascal and Volta.
 *
 * @see docs.nvidia.com/cuda/archive/13.0.0/cuda-toolkit-release-notes "Deprecated Architectures"
 * (2026-11)
 */
const minForCuda13 = 7.5;

/** bfloat16 requires Ampere. @see vLLM `check_if_supports_dtype` (2026-11) */
const minForBfloat16 = 8;

const fromAmpere = 'A10, A100 or newer GPUs';
const fromHopper = 'H100, RTX PRO 6000 or newer GPUs';

/** GPU for missingKernels(). */
export type KernelGpu = Pick<GpuFacts, 'model' | 'computeCapability' | 'driverBranch'>;

/** Settings of a model for which a GPU has no kernels. */
export function missingKernels(
  model: ModelFacts,
  gpu: KernelGpu,
  types: EngineTypes & Pick<EngineSettings, 'engineVersion'>,
  vocabulary: Vocabulary = definitionVocabulary,
): readonly MissingKernel[] {
  const { dtype = model.dtype, quantization = model.quantization, kvCacheDtype } = types;
  const { settings, valueText } = vocabulary;
  const capability = Number.parseFloat(gpu.computeCapability);
  const has = `${gpu.model} has compute capability ${gpu.computeCapability}`;
  const missing: MissingKernel[] = [];
  if (vllmImageFor([gpu]) === undefined) {
    missing.push({
      key: 'image',
      message: `AKS installs driver R${gpu.driverBranch} for ${gpu.model}, which is too old for every vLLM image of the table`,
      fix: 'Use a VM size with a newer driver, or an image of your own.',
    });
  }
  if (capability < minForCuda13 && runsCuda13(gpu, types.engineVersion)) {
    missing.push({
      key: 'model',
      message: `vLLM contains CUDA 13, which requires compute capability ${minForCuda13.toFixed(1)}, but ${has}`,
      fix: 'Use T4, A10, A100 or newer GPUs.',
    });
  }
  const attention = minAttentionCapability(model);
  if (attention !== undefined && capability < attention) {
    missing.push({
      key: 'model',
      message: `the sparse attention of ${model.id} requires compute capability ${attention.toFixed(1)}, but ${has}`,
      fix: `Use ${fromHopper}.`,
    });
  }
  if (dtype === 'bfloat16' && capability < minForBfloat16) {
    missing.push({
      key: 'dtype',
      message: `${model.id} uses bfloat16, which requires compute capability 8.0, but ${has}`,
      fix: `Set ${settings.dtype.name} to ${valueText(model.noFloat16 ? 'float32' : 'float16')}, or use ${fromAmpere}.`,
    });
  }
  if (model.noFloat16 && types.dtype === 'float16') {
    missing.push({
      key: 'dtype',
      message: `vLLM refuses float16 for the family of ${model.id}, because it is numerically unstable`,
      fix:
        capability < minForBfloat16
          ? `Set ${settings.dtype.name} to ${valueText('float32')}, or use ${fromAmpere}.`
          : `Remove ${settings.dtype.name}, or set it to ${valueText('bfloat16')}.`,
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
  const cache =
    kvCacheDtype === undefined
      ? undefined
      : missingCache(model, kvCacheDtype, capability, has, settings.kvCacheDtype.name);
  if (cache !== undefined) missing.push({ key: 'kvCacheDtype', ...cache });
  return missing;
}

/** Whether the default image of a version of vLLM contains CUDA 13 on this GPU. */
function runsCuda13(gpu: KernelGpu, engineVersion: string | undefined): boolean {
  return (
    findEngineVersion(engineVersion)?.cudaMajor === 13 && vllmImageFor([gpu])?.cuda?.startsWith('13') === true
  );
}

function missingCache(
  model: ModelFacts,
  kvCacheDtype: string,
  capability: number,
  has: string,
  name: string,
): Pick<MissingKernel, 'message' | 'fix'> | undefined {
  if (!kvCacheDtype.startsWith('fp8')) return undefined;
  const found = missingFp8Attention(model, kvCacheDtype, capability);
  if (found === undefined) return undefined;
  const { reason, minCapability: min } = found;
  if (min === undefined) {
    return {
      message: `vLLM does not support a KV cache of ${kvCacheDtype} for ${model.id}: ${reason}`,
      fix: `Set ${name} to fp8, or remove it.`,
    };
  }
  const because = reason === undefined ? '' : ` for ${model.id} (${reason})`;
  return {
    message: `a KV cache of ${kvCacheDtype}${because} requires compute capability ${min.toFixed(1)}, but ${has}`,
    fix: `Remove ${name}, or use ${min > minForBfloat16 ? fromHopper : fromAmpere}.`,
  };
}
