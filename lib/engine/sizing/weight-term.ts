import type { ModelFacts } from '../../facts/model-facts';
import { compressedCopiesBytes } from './compressed-copies';
import type { EngineTypes } from './engine-settings';
import { mxfp4PaddingBytes } from './expert-padding';
import type { MemoryTerm } from './memory-term';
import type { Parallelism } from './parallelism';
import { predictionWeights } from './prediction-layers';
import { type SpeculationSettings, speculativeMethodOf } from './speculation';
import { type LoadedWeights, loadedWeights } from './weights';

/**
 * Factor from published to loaded bytes: position tables, scales, buffers. Between 1.000 and 1.007
 * in 17 of 21 logs of 0.17 and newer (`bench/accuracy/engine-memory.json`, 2026-11).
 */
const loadedFactor = 1.004;
/**
 * Error of the weights, as a share: the largest of these logs, without two models with an encoder
 * (1.03 and 1.05).
 */
const weightError = { below: 0.01, above: 0.012 };
/** Additional error of a model with an encoder, whose weights some versions keep on each GPU. */
const encoderError = 0.015;
/** Error of weights that the engine quantizes at startup: layers that it skips. */
const quantizedError = 0.02;
/**
 * Error of padded MXFP4 weights: kernels round to 64, 128 or 256 (vLLM 0.32
 * `fused_moe/oracle/mxfp4.py`; 2026-11).
 */
const mxfp4Error = 0.01;

/**
 * Additional error of compressed attention: the sizes of its projections that the facts do not
 * have. GLM-5.1 on eight GPUs: 0.01.
 */
const compressedError = 0.015;

/** Weights on each GPU of the stage with the maximum; undefined for an unknown quantization. */
export function weightTerm(
  model: ModelFacts,
  parallelism: Parallelism,
  types: EngineTypes & SpeculationSettings = {},
  computeCapability = '8.0',
): MemoryTerm | undefined {
  const loaded = loadedWeights(model, types);
  if (loaded === undefined) return undefined;
  const prediction = predictionWeights(model, loaded);
  const isSkipped = prediction.isInFiles && speculativeMethodOf(model, types) !== 'mtp';
  const used = { ...loaded, bytes: loaded.bytes - (isSkipped ? prediction.bytes : 0) };
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
  const uncertain = prediction.bytes / tensorParallelSize;
  return {
    name: 'weights',
    bytes,
    below: Math.ceil(bytes * (weightError.below + extra) + (isSkipped ? 0 : uncertain)),
    above: Math.ceil(bytes * (weightError.above + extra) + (isSkipped ? uncertain : 0)),
    source: `size of the files x ${loadedFactor}, measured with vLLM 0.17 to 0.31`,
  };
}

/**
 * Bytes of the pipeline stage with the most: the last one has the output embeddings, and no more
 * layers than the one before it.
 */
function stageBytes(model: ModelFacts, { bytes, embeddingBytes }: LoadedWeights, stages: number): number {
  if (stages === 1) return bytes;
  const ofLayer = (bytes - embeddingBytes) / model.layers;
  const maxLayers = Math.ceil(model.layers / stages);
  const last = stages === 2 ? maxLayers : Math.floor(model.layers / stages);
  const ofEnd = model.tiedEmbeddings ? embeddingBytes : embeddingBytes / 2;
  return Math.max(maxLayers * ofLayer, last * ofLayer + ofEnd);
}
