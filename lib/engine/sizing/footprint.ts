import type { ModelFacts } from '../../facts/model-facts';
import type { EngineTypes } from './engine-settings';
import { engineValueBytes, loadedWeightBytes } from './weights';

/** Distribution of an engine over GPUs. */
export interface Parallelism {
  /** GPUs of a node that share each layer. */
  readonly tensorParallelSize: number;
  /** Nodes, each with a range of the layers. */
  readonly pipelineParallelSize: number;
}

/**
 * Factor from published to loaded bytes: padding of the vocabulary to the tensor-parallel size, scales, buffers.
 *
 * @see kaito-project/kaito `nodesestimator/estimator.go` (2026-11)
 */
const loadedFactor = 1.02;

/**
 * Margin, as a share of a GPU's weights, for allocations that grow with the model (activations, buffers of quantized weights). Recommendations use
 * it. `checkFit()` does not, because a model that barely fits does start.
 *
 * @see the additional 5 % in kaito-project/kaito `nodesestimator/estimator.go` (2026-11)
 */
export const weightMarginShare = 0.05;

/**
 * Overhead of an engine on each GPU, without weights and cache: 0.6 GiB for CUDA and NCCL, 1.7 GiB for activations and CUDA graphs. It is a
 * minimum: a model with 128 billion parameters used 5.5 GiB (kaito-project/kaito#2139).
 *
 * @see kaito-project/kaito `nodesestimator/estimator.go` (2026-11)
 */
export const engineOverheadBytes = Math.round(2.3 * 2 ** 30);

/** Tokens of a block of the KV cache. @see vLLM `config/cache.py` (2026-11) */
const blockTokens = 16;

/**
 * Tokens of a prompt that the engine computes at a time. Layers with a window keep them in addition to the window. The lowest default of the engine.
 *
 * @see vLLM `v1/kv_cache_interface.py` `SlidingWindowSpec`, `config/scheduler.py` (2026-11)
 */
const batchTokens = 2048;

/** Share of the layers on the node with the most layers. */
function layerShare({ layers }: ModelFacts, { pipelineParallelSize }: Parallelism): number {
  return Math.ceil(layers / pipelineParallelSize) / layers;
}

/** Bytes of the weights on each GPU of the node with the most layers; undefined for an unknown quantization. */
export function weightBytesPerGpu(
  model: ModelFacts,
  parallelism: Parallelism,
  types: EngineTypes = {},
): number | undefined {
  const bytes = loadedWeightBytes(model, types);
  if (bytes === undefined) return undefined;
  return Math.ceil((bytes * loadedFactor * layerShare(model, parallelism)) / parallelism.tensorParallelSize);
}

/**
 * Bytes of a context on each GPU. The GPUs of a layer share the KV heads, with at least one head each; each of them stores the full compressed vector of
 * MLA (kaito-project/kaito#2139). Layers with a window store the window and the tokens of a step. Layers with a constant state do not grow.
 */
export function contextBytesPerGpu(
  model: ModelFacts,
  tokens: number,
  parallelism: Parallelism,
  types: EngineTypes = {},
): number {
  const { slidingWindow = { layers: 0, tokens: 0 }, constantStateLayers = 0 } = model;
  const fullLayers = model.layers - slidingWindow.layers - constantStateLayers;
  const windowTokens = Math.min(tokens, slidingWindow.tokens - 1 + batchTokens);
  const layerTokens = fullLayers * inBlocks(tokens) + slidingWindow.layers * inBlocks(windowTokens);
  const valueBytes = types.kvCacheDtype?.startsWith('fp8') ? 1 : engineValueBytes(types);
  return Math.ceil(
    layerTokens *
      kvNumbers(model, parallelism.tensorParallelSize) *
      valueBytes *
      layerShare(model, parallelism),
  );
}

function inBlocks(tokens: number): number {
  return Math.ceil(tokens / blockTokens) * blockTokens;
}

/** Values of a token in a layer that a GPU stores. */
function kvNumbers({ kv }: ModelFacts, tensorParallelSize: number): number {
  if (kv.type === 'mla') return kv.kvLoraRank + kv.ropeHeadDim;
  return 2 * kv.headDim * Math.ceil(kv.kvHeads / tensorParallelSize);
}

/** Maximum context for these bytes of each GPU; at most the model's maximum. */
export function longestContext(
  model: ModelFacts,
  bytesPerGpu: number,
  parallelism: Parallelism,
  types: EngineTypes = {},
): number {
  let low = 0;
  let high = model.maxPositions;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (contextBytesPerGpu(model, middle, parallelism, types) <= bytesPerGpu) low = middle;
    else high = middle - 1;
  }
  return low;
}
