import type { ModelFacts } from '../../facts/model-facts';
import type { EngineSettings, EngineTypes } from './engine-settings';
import type { MemoryTerm } from './memory-term';
import { type LoadedWeights, loadedWeights } from './weights';

/** Distribution of an engine over GPUs. */
export interface Parallelism {
  /** GPUs of a node that share each layer. */
  readonly tensorParallelSize: number;
  /** Nodes, each with a range of the layers. */
  readonly pipelineParallelSize: number;
}

/**
 * Factor from published to loaded bytes: position tables, scales, buffers. Between 1.000 and 1.007 in 17 of 21 logs of 0.17 and newer
 * (`bench/accuracy/engine-memory.json`, 2026-11).
 */
const loadedFactor = 1.004;
/** Error of the weights, as a share: the largest of these logs, without two models with an encoder (1.03 and 1.05). */
const weightError = { below: 0.01, above: 0.012 };
/** Additional error of a model with an encoder, whose weights some versions keep on each GPU. */
const encoderError = 0.015;
/** Error of weights that the engine quantizes at startup: layers that it skips. */
const quantizedError = 0.02;
/** Error of padded MXFP4 weights: kernels round to 64, 128 or 256 (vLLM 0.32 `fused_moe/oracle/mxfp4.py`; 2026-11). */
const mxfp4Error = 0.01;

/** Additional error of compressed attention: the sizes of its projections that the facts do not have. GLM-5.1 on eight GPUs: 0.01. */
const compressedError = 0.015;

/** Weights on each GPU of the stage with the most; undefined for an unknown quantization. */
export function weightTerm(
  model: ModelFacts,
  parallelism: Parallelism,
  types: EngineTypes & Pick<EngineSettings, 'speculativeTokens'> = {},
  computeCapability = '8.0',
): MemoryTerm | undefined {
  const loaded = loadedWeights(model, types);
  if (loaded === undefined) return undefined;
  const skipped = types.speculativeTokens === undefined ? predictionBytes(model, loaded) : 0;
  const used = { ...loaded, bytes: loaded.bytes - skipped };
  const stage = stageBytes(model, used, parallelism.pipelineParallelSize);
  const { tensorParallelSize } = parallelism;
  const isQuantizedAtStart = model.quantization === undefined && types.quantization !== undefined;
  const isMxfp4 = model.quantization === 'mxfp4';
  const padding = isMxfp4 ? mxfp4PaddingBytes(model, parallelism, computeCapability) : 0;
  const copies = compressedCopiesBytes(model, parallelism);
  const bytes = Math.ceil((stage * loadedFactor) / tensorParallelSize + padding + copies);
  const extra =
    (model.modalities === undefined ? 0 : encoderError) +
    (model.kv.type === 'mla' ? compressedError : 0) +
    (isQuantizedAtStart ? quantizedError : 0) +
    (isMxfp4 ? mxfp4Error : 0);
  return {
    name: 'weights',
    bytes,
    below: bytes * (weightError.below + extra),
    above: bytes * (weightError.above + extra) + skipped / tensorParallelSize,
    source: `size of the files x ${loadedFactor}, measured with vLLM 0.17 to 0.31`,
  };
}

/**
 * Bytes of the layers for multi-token prediction, which the engine loads for speculation only. Two logs have less than the files by
 * about that (Qwen3-Next, Qwen3.6-27B).
 */
function predictionBytes(
  { predictionLayers = 0, layers }: ModelFacts,
  { bytes, embeddingBytes }: LoadedWeights,
): number {
  return ((bytes - embeddingBytes) * predictionLayers) / (layers + predictionLayers);
}

/** Bytes of the pipeline stage with the most: the last one has the output embeddings, and no more layers than the one before it. */
function stageBytes(model: ModelFacts, { bytes, embeddingBytes }: LoadedWeights, stages: number): number {
  if (stages === 1) return bytes;
  const ofLayer = (bytes - embeddingBytes) / model.layers;
  const most = Math.ceil(model.layers / stages);
  const last = stages === 2 ? most : Math.floor(model.layers / stages);
  const ofEnd = model.tiedEmbeddings ? embeddingBytes : embeddingBytes / 2;
  return Math.max(most * ofLayer, last * ofLayer + ofEnd);
}

/** Dimensions of a head's key and value, without the position, and of the compressed query, in DeepSeek V3 and its relatives. */
const compressedHeadDim = { keyAndValue: 256, query: 1536 };

/**
 * Weights of compressed attention (MLA) that the files do not have in this form, on each GPU: copies in 16 bit of the matrices from the compressed vector, and the
 * whole projections to the vector and to the query, which tensor parallelism does not divide.
 *
 * @see vLLM 0.32 `model_executor/layers/attention/mla_attention.py` `process_weights_after_loading`, `models/deepseek_v2.py` (2026-11)
 */
function compressedCopiesBytes(
  { kv, attentionHeads, hiddenSize, layers, quantization }: ModelFacts,
  { tensorParallelSize, pipelineParallelSize }: Parallelism,
): number {
  if (kv.type !== 'mla') return 0;
  const { keyAndValue, query } = compressedHeadDim;
  const copies = (2 * attentionHeads * keyAndValue * kv.kvLoraRank) / tensorParallelSize;
  const projections =
    hiddenSize * (kv.kvLoraRank + kv.ropeHeadDim + query) * (quantization === undefined ? 2 : 1);
  const replicated = projections * (1 - 1 / tensorParallelSize);
  return Math.ceil(layers / pipelineParallelSize) * (copies + replicated);
}

/** Bytes of a weight in MXFP4: 4 bits and a scale of 8 bits for 32 weights. */
const mxfp4WeightBytes = (4 + 8 / 32) / 8;
/** Multiple to which the kernels pad the hidden size of experts. @see vLLM 0.32 `fused_moe/oracle/mxfp4.py` (2026-11) */
const hiddenMultiple = 256;
/** Multiple to which they pad the intermediate size: 64 with the Triton kernels of Hopper, 128 with Marlin and FlashInfer. */
const intermediateMultiple = (computeCapability: string): number =>
  computeCapability.startsWith('9.') ? 64 : 128;
/** Padding of MXFP4 weights if the experts are not known, as a share: gpt-oss measured at 1.05 to 1.085 (2026-11). */
const unknownPaddingShare = 0.065;

/** Padding of the experts on each GPU: three matrices of hidden x intermediate size each. */
function mxfp4PaddingBytes(
  { weightsBytes, experts, hiddenSize, layers }: ModelFacts,
  { tensorParallelSize, pipelineParallelSize }: Parallelism,
  computeCapability: string,
): number {
  const stageLayers = Math.ceil(layers / pipelineParallelSize);
  if (experts === undefined) {
    return (weightsBytes * unknownPaddingShare * (stageLayers / layers)) / tensorParallelSize;
  }
  const width = experts.intermediateSize / tensorParallelSize;
  const padded =
    roundUp(hiddenSize, hiddenMultiple) * roundUp(width, intermediateMultiple(computeCapability));
  return stageLayers * experts.count * 3 * (padded - hiddenSize * width) * mxfp4WeightBytes;
}

function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
