import type { ModelFacts } from '../../facts/model-facts';
import type { EngineTypes } from './engine-settings';
import { engineValueBytes, loadedWeightBytes } from './weights';

/** How one engine is spread over GPUs. */
export interface Parallelism {
  /** GPUs that share the work of each layer, in one node. */
  readonly tensorParallelSize: number;
  /** Nodes, each with a range of layers. */
  readonly pipelineParallelSize: number;
}

/**
 * What loading adds to the published bytes: padding of the vocabulary to the tensor parallel size, scales, buffers.
 * Source: kaito-project/kaito `nodesestimator/estimator.go` (2026-11).
 */
const loadedFactor = 1.02;

/**
 * Share of a GPU's weights that an estimate leaves free for what grows with the model (activations, buffers of quantized weights). A
 * refusal must not count it, as what just fits does start; who chooses for the user should. Source: the further 5 % of
 * kaito-project/kaito `nodesestimator/estimator.go` (2026-11).
 */
export const weightMarginShare = 0.05;

/**
 * What an engine takes of each GPU besides weights and cache: 0.6 GiB of CUDA and NCCL, 1.7 GiB of activations and CUDA graphs. Same
 * source as above. It is the least: 5.5 GiB were measured with a model of 128 billion parameters (kaito-project/kaito#2139).
 */
export const engineOverheadBytes = Math.round(2.3 * 2 ** 30);

/** The cache is given out in blocks of so many tokens. Source: vLLM `config/cache.py` (2026-11). */
const blockTokens = 16;

/**
 * Tokens of a prompt that are computed at a time, which layers with a window hold besides it. The least that engines have by default.
 * Source: vLLM `v1/kv_cache_interface.py` `SlidingWindowSpec`, `config/scheduler.py` (2026-11).
 */
const batchTokens = 2048;

/** Share of the layers that the node with the most has. */
function layerShare({ layers }: ModelFacts, { pipelineParallelSize }: Parallelism): number {
  return Math.ceil(layers / pipelineParallelSize) / layers;
}

/** Bytes of the weights on each GPU, on the node with the most layers; undefined for a method of quantization that is not known. */
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
 * Bytes that a context of so many tokens keeps on each GPU. Heads are divided among the GPUs of a layer, down to one each; the
 * compressed vector of MLA is on every one of them (kaito-project/kaito#2139). Layers with a window keep it and what is computed at a
 * time; layers with a state of constant size keep nothing that grows.
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

/** Numbers that a GPU keeps of a token in a layer. */
function kvNumbers({ kv }: ModelFacts, tensorParallelSize: number): number {
  if (kv.type === 'mla') return kv.kvLoraRank + kv.ropeHeadDim;
  return 2 * kv.headDim * Math.ceil(kv.kvHeads / tensorParallelSize);
}

/** The longest context that fits into so many bytes of each GPU; at most what the model was made for. */
export function longestContext(
  model: ModelFacts,
  bytesPerGpu: number,
  parallelism: Parallelism,
  types: EngineTypes = {},
): number {
  let least = 0;
  let most = model.maxPositions;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (contextBytesPerGpu(model, middle, parallelism, types) <= bytesPerGpu) least = middle;
    else most = middle - 1;
  }
  return least;
}
