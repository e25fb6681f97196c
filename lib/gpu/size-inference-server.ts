import { contextBytesPerGpu, engineOverheadBytes, longestContext, weightBytesPerGpu } from './footprint';
import type { ModelFacts } from './model-facts';
import { validTensorParallelSizes } from './tensor-parallel';
import { usableGpuBytes } from './usable-memory';
import type { VmSize } from './vm-sizes';

/** What a model is to be run on, and how far the user has decided. */
export interface SizingInput {
  readonly model: ModelFacts;
  readonly vmSize: VmSize;
  /** Default: the fewest GPUs of a node that hold the weights and the context. */
  readonly tensorParallelSize?: number;
  /** Nodes of one replica. Default: 1. */
  readonly nodes?: number;
  /** Default: the model's own longest context. */
  readonly maxModelLen?: number;
  readonly kvCacheDtype?: string;
  /** Share of each GPU's memory that the engine takes. */
  readonly gpuMemoryUtilization: number;
}

/** Where the memory of each GPU goes, and what it is enough for. Bytes, all of one GPU. */
export interface Sizing {
  readonly tensorParallelSize: number;
  readonly nodes: number;
  readonly gpuBytes: number;
  /** What the engine leaves to others. */
  readonly unusedBytes: number;
  readonly weightBytes: number;
  readonly overheadBytes: number;
  /** What is left for the KV cache. */
  readonly cacheBytes: number;
  /** Context of a request, at most. */
  readonly contextTokens: number;
  /** The longest context that would fit. */
  readonly longestContextTokens: number;
  /** Requests of that length at the same time, one decimal. */
  readonly concurrentRequests: number;
  /** Replicas that a node has GPUs for. */
  readonly replicasPerNode: number;
}

/** Sizes a server; undefined if the size has no GPU, or the model does not fit (`checkFit()` says why). */
export function sizeInferenceServer(input: SizingInput): Sizing | undefined {
  const { gpu } = input.vmSize;
  if (gpu === undefined) return undefined;
  const sizes =
    input.tensorParallelSize === undefined
      ? validTensorParallelSizes(input.model, gpu.count)
      : [input.tensorParallelSize];
  return sizes.map((size) => sizingWith(input, size)).find((sizing) => sizing !== undefined);
}

function sizingWith(input: SizingInput, tensorParallelSize: number): Sizing | undefined {
  const { model, kvCacheDtype, nodes = 1, gpuMemoryUtilization } = input;
  const gpu = input.vmSize.gpu!;
  const parallelism = { tensorParallelSize, pipelineParallelSize: nodes };
  const gpuBytes = usableGpuBytes(gpu);
  const unusedBytes = Math.ceil(gpuBytes * (1 - gpuMemoryUtilization));
  const weightBytes = weightBytesPerGpu(model, parallelism);
  const cacheBytes = gpuBytes - unusedBytes - weightBytes - engineOverheadBytes;
  const contextTokens = input.maxModelLen ?? model.maxPositions;
  const contextBytes = contextBytesPerGpu(model, contextTokens, parallelism, kvCacheDtype);
  if (contextTokens > model.maxPositions || contextBytes > cacheBytes) return undefined;
  return {
    tensorParallelSize,
    nodes,
    gpuBytes,
    unusedBytes,
    weightBytes,
    overheadBytes: engineOverheadBytes,
    cacheBytes,
    contextTokens,
    longestContextTokens: longestContext(model, cacheBytes, parallelism, kvCacheDtype),
    concurrentRequests: Math.floor((cacheBytes / contextBytes) * 10) / 10,
    replicasPerNode: nodes > 1 ? 1 : Math.floor(gpu.count / tensorParallelSize),
  };
}
