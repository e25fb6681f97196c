import type { ModelFacts } from './model-facts';

/** How a model is spread over GPUs. */
export interface Parallelism {
  /** GPUs that share the work of each layer, in one node. */
  readonly tensorParallelSize: number;
  /** Nodes, each with a range of layers. */
  readonly pipelineParallelSize: number;
}

const bytesOf: Readonly<Record<ModelFacts['dtype'], number>> = { bfloat16: 2, float16: 2, float32: 4 };

/** Bytes of a number in the KV cache. */
export function kvValueBytes(model: ModelFacts, kvCacheDtype: string | undefined): number {
  return kvCacheDtype?.startsWith('fp8') ? 1 : bytesOf[model.dtype];
}

/**
 * What loading adds to the published bytes: padding of the vocabulary to the tensor parallel size, scales, buffers.
 * Source: kaito-project/kaito `nodesestimator/estimator.go` (x 1.02; its further 5 % are caution, which a refusal must not have) (2026-11).
 */
const loadedFactor = 1.02;

/** Bytes of the weights on each GPU. */
export function weightBytesPerGpu(model: ModelFacts, parallelism: Parallelism): number {
  const gpus = parallelism.tensorParallelSize * parallelism.pipelineParallelSize;
  return Math.ceil((model.weightsBytes * loadedFactor) / gpus);
}

/**
 * Bytes that a context of so many tokens keeps on each GPU. Heads are divided among the GPUs of a layer, down to one each; the
 * compressed vector of MLA is on every one of them (kaito-project/kaito#2139). Layers with a window keep no more than that; layers
 * with a state of constant size keep nothing that grows. A range of layers is on each node.
 */
export function contextBytesPerGpu(
  model: ModelFacts,
  tokens: number,
  parallelism: Parallelism,
  kvCacheDtype?: string,
): number {
  const { slidingWindow = { layers: 0, tokens: 0 }, constantStateLayers = 0 } = model;
  const fullLayers = model.layers - slidingWindow.layers - constantStateLayers;
  const layerTokens = fullLayers * tokens + slidingWindow.layers * Math.min(tokens, slidingWindow.tokens);
  const perLayerToken = kvNumbers(model, parallelism.tensorParallelSize) * kvValueBytes(model, kvCacheDtype);
  return Math.ceil((layerTokens * perLayerToken) / parallelism.pipelineParallelSize);
}

/** Numbers that a GPU keeps of a token in a layer. */
function kvNumbers({ kv }: ModelFacts, tensorParallelSize: number): number {
  if (kv.type === 'mla') return kv.kvLoraRank + kv.ropeHeadDim;
  return 2 * kv.headDim * Math.max(1, kv.kvHeads / tensorParallelSize);
}

/** What an engine takes of each GPU besides weights and cache: CUDA and NCCL, activations, CUDA graphs. Same source as above. */
export const engineOverheadBytes = Math.round(2.3 * 2 ** 30);

/** The longest context that fits into so many bytes of each GPU; at most what the model was made for. */
export function longestContext(
  model: ModelFacts,
  bytesPerGpu: number,
  parallelism: Parallelism,
  kvCacheDtype?: string,
): number {
  let least = 0;
  let most = model.maxPositions;
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (contextBytesPerGpu(model, middle, parallelism, kvCacheDtype) <= bytesPerGpu) least = middle;
    else most = middle - 1;
  }
  return least;
}
