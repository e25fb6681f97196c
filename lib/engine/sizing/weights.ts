import type { ModelFacts } from '../../facts/model-facts';
import type { EngineTypes } from './engine-settings';

/** Bytes of a number. Where a model says float32, an engine takes 16 bits unless it is told (vLLM `--dtype auto`; 2026-11). */
export function engineValueBytes({ dtype }: EngineTypes): number {
  return dtype === 'float32' ? 4 : 2;
}

/**
 * Share of 16 bit weights that is left when the engine quantizes them as it loads them. The least: layers of embeddings stay as they are,
 * which are 2 % of a large model and 13 % of one with 8 billion parameters. Measured on files: Qwen3.6-35B-A3B has 66.97 GiB in bfloat16 and
 * 34.90 in fp8, which is 0.52.
 * Sources (2026-11): docs.vllm.ai v0.32 `features/quantization` (fp8, bitsandbytes, experts_int8 need no prepared files); kaito-project/kaito
 * `model_catalog.yaml` for the sizes.
 */
const shareAtStart: Readonly<Record<string, number>> = {
  fp8: 0.5,
  experts_int8: 0.5,
  bitsandbytes: 0.26,
};

/**
 * Methods of prepared files: the engine cannot apply them to others. With more in their names: `awq_marlin`.
 * Source: vLLM `layers/quantization/__init__.py` (2026-11).
 */
const methodsOfFiles = ['awq', 'gptq', 'mxfp4', 'nvfp4', 'compressed', 'modelopt', 'int8', 'gguf'];

/** The method without what kernels add to its name. */
function baseMethod(quantization: string): string {
  return quantization === 'experts_int8' ? quantization : quantization.split(/[_-]/)[0]!;
}

/** Whether weights are to be quantized otherwise than the files are. */
function differs(model: ModelFacts, quantization: string | undefined): quantization is string {
  return quantization !== undefined && baseMethod(quantization) !== model.quantization;
}

/** Why the engine cannot have a model's weights quantized so; undefined if it can, or if the method is not known here. */
export function quantizationProblem(model: ModelFacts, quantization: string | undefined): string | undefined {
  if (!differs(model, quantization)) return undefined;
  const method = baseMethod(quantization);
  if (
    model.quantization !== undefined &&
    (Object.hasOwn(shareAtStart, method) || methodsOfFiles.includes(method))
  ) {
    // Files by compressed-tensors or modelopt hold fp8, int8 and nvfp4 alike.
    if (/^(?:compressed|modelopt)$/.test(method)) return undefined;
    return `the files of ${model.id} are ${model.quantization}, and the engine does not turn them into ${quantization}`;
  }
  if (model.quantization === undefined && methodsOfFiles.includes(method)) {
    return `the files of ${model.id} are not ${quantization}, and the engine cannot make them so`;
  }
  return undefined;
}

/**
 * Bytes of a model's weights as an engine has them. Undefined for a method of quantization that is not known here: nothing can then be
 * said of its memory.
 */
export function loadedWeightBytes(model: ModelFacts, types: EngineTypes = {}): number | undefined {
  const { quantization } = types;
  const stored = model.dtype === 'float32' ? 4 : 2;
  if (!differs(model, quantization)) {
    if (model.quantization !== undefined) return model.weightsBytes;
    return (model.weightsBytes / stored) * engineValueBytes(types);
  }
  if (model.quantization !== undefined) return model.weightsBytes;
  const method = baseMethod(quantization);
  const share = Object.hasOwn(shareAtStart, method) ? shareAtStart[method] : undefined;
  return share === undefined ? undefined : (model.weightsBytes / stored) * 2 * share;
}
