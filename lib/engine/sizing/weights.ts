import type { ModelFacts } from '../../facts/model-facts';
import type { EngineTypes } from './engine-settings';

/**
 * Bytes of a value. For a float32 model the engine uses 16 bits unless `dtype` is set (vLLM
 * `--dtype auto`; 2026-11).
 */
export function engineValueBytes({ dtype }: EngineTypes): number {
  return dtype === 'float32' ? 4 : 2;
}

/**
 * Size of a weight that the engine quantizes at startup, as a share of 16 bits: 8 bits, or 4 bits
 * with a 4-byte scale for 64 weights (bitsandbytes NF4; the engine does not quantize the scales).
 * Embeddings stay unquantized.
 *
 * @see docs.vllm.ai, 0.32, `features/quantization` (fp8, bitsandbytes and experts_int8 need no
 * prepared files); huggingface.co/docs/bitsandbytes (2026-11)
 */
const shareAtStart: Readonly<Record<string, number>> = {
  fp8: 0.5,
  experts_int8: 0.5,
  bitsandbytes: 0.25 + 4 / 64 / 2,
};

/**
 * Share of the embeddings of a model whose vocabulary is not known: that of a model with 8 billion
 * parameters and 128,256 entries.
 */
const unknownEmbeddingShare = 0.13;

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

/**
 * Explains why the engine cannot quantize the weights with a method; undefined if it can, or for an
 * unknown method.
 */
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

/** Weights of a model in an engine, bytes. */
export interface LoadedWeights {
  /** All weights. */
  readonly bytes: number;
  /** Of these, the input and output embeddings, which stay unquantized. */
  readonly embeddingBytes: number;
}

/** Weights of a model in an engine; undefined for an unknown quantization. */
export function loadedWeights(model: ModelFacts, types: EngineTypes = {}): LoadedWeights | undefined {
  const { quantization } = types;
  const scale = model.quantization === undefined ? engineValueBytes(types) / storedValueBytes(model) : 1;
  const bytes = model.weightsBytes * scale;
  const embeddingBytes = embeddingBytesOf(model, bytes);
  if (!differs(model, quantization) || model.quantization !== undefined) return { bytes, embeddingBytes };
  const method = baseMethod(quantization);
  const share = Object.hasOwn(shareAtStart, method) ? shareAtStart[method] : undefined;
  return share === undefined
    ? undefined
    : { bytes: embeddingBytes + (bytes - embeddingBytes) * share, embeddingBytes };
}

function storedValueBytes({ dtype }: ModelFacts): number {
  return dtype === 'float32' ? 4 : 2;
}

function embeddingBytesOf({ vocabularySize, hiddenSize, tiedEmbeddings }: ModelFacts, bytes: number): number {
  if (vocabularySize === undefined) return bytes * unknownEmbeddingShare;
  return Math.min(bytes, vocabularySize * hiddenSize * 2 * (tiedEmbeddings ? 1 : 2));
}
