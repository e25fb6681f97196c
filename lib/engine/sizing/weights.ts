import type { ModelFacts } from '../../facts/model-facts';
import type { EngineTypes } from './engine-settings';

/** Bytes of a value. For a float32 model the engine uses 16 bits unless `dtype` is set (vLLM `--dtype auto`; 2026-11). */
export function engineValueBytes({ dtype }: EngineTypes): number {
  return dtype === 'float32' ? 4 : 2;
}

/**
 * Size of weights that the engine quantizes at startup, as a share of 16-bit weights. A minimum: embeddings stay unquantized, which are 2 % of a large model and
 * 13 % of one with 8 billion parameters. In files, Qwen3.6-35B-A3B has 66.97 GiB in bfloat16 and 34.90 in fp8, which is 0.52.
 *
 * @see docs.vllm.ai, 0.32, `features/quantization` (fp8, bitsandbytes and experts_int8 need no prepared files); kaito-project/kaito
 * `model_catalog.yaml` (sizes) (2026-11)
 */
const shareAtStart: Readonly<Record<string, number>> = {
  fp8: 0.5,
  experts_int8: 0.5,
  bitsandbytes: 0.26,
};

/**
 * Methods that require prepared files. Names may have a suffix: `awq_marlin`.
 *
 * @see vLLM `layers/quantization/__init__.py` (2026-11)
 */
const methodsOfFiles = ['awq', 'gptq', 'mxfp4', 'nvfp4', 'compressed', 'modelopt', 'int8', 'gguf'];

/** Name of the method without the suffix of a kernel. */
function baseMethod(quantization: string): string {
  return quantization === 'experts_int8' ? quantization : quantization.split(/[_-]/)[0]!;
}

/** Whether the quantization differs from that of the files. */
function differs(model: ModelFacts, quantization: string | undefined): quantization is string {
  return quantization !== undefined && baseMethod(quantization) !== model.quantization;
}

/** Explains why the engine cannot quantize the weights with a method; undefined if it can, or for an unknown method. */
export function quantizationProblem(model: ModelFacts, quantization: string | undefined): string | undefined {
  if (!differs(model, quantization)) return undefined;
  const method = baseMethod(quantization);
  if (
    model.quantization !== undefined &&
    (Object.hasOwn(shareAtStart, method) || methodsOfFiles.includes(method))
  ) {
    // Files of compressed-tensors and modelopt contain fp8, int8 or nvfp4.
    if (/^(?:compressed|modelopt)$/.test(method)) return undefined;
    return `the files of ${model.id} are ${model.quantization}, and the engine cannot convert them to ${quantization}`;
  }
  if (model.quantization === undefined && methodsOfFiles.includes(method)) {
    return `the files of ${model.id} are not ${quantization}, and the engine cannot convert them`;
  }
  return undefined;
}

/**
 * Bytes of a model's weights in an engine; undefined for an unknown quantization.
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
