import { pinnedEngineVersion } from '../../facts/engine-versions';
import type { GpuFacts } from '../../facts/vm-sizes';
import { sizesForOneNode } from './alternatives';
import { type FitVerdict, fits } from './fit';
import { cacheBlocks, longestContext } from './footprint';
import { type HostNeeds, hostNeeds } from './host-needs';
import {
  batchOf,
  cacheSettingsOf,
  contextTokensOf,
  type GpuMemory,
  gpuMemoryOf,
  gpuMemoryUtilizationOf,
  parallelismOf,
  type ServingPlan,
} from './serving-plan';

/** Layout, GPU memory and capacity of a server. Bytes are those of one GPU. */
export interface Sizing extends GpuMemory {
  /** GPUs of a pod. */
  readonly gpus: number;
  /** GPUs of an engine in a node. */
  readonly tensorParallelSize: number;
  /** Engines in a pod, each with a copy of the model. */
  readonly dataParallelSize: number;
  /** Nodes of a replica: the pipeline-parallel size. */
  readonly nodes: number;
  /** Share of each GPU's memory for the engine. */
  readonly gpuMemoryUtilization: number;
  /** Whether the plan lies above the error band of the estimate, or inside it. */
  readonly verdict: FitVerdict;
  /** Version of vLLM that the estimate is for. */
  readonly engineVersion: string;
  /** KV cache of a request of full length on each GPU, bytes. */
  readonly requestBytes: number;
  /** Maximum requests in a batch of each engine. */
  readonly maxNumSeqs: number;
  /** Maximum tokens in a batch of each engine. */
  readonly maxNumBatchedTokens: number;
  /** Maximum context of a request, tokens. */
  readonly contextTokens: number;
  /** Longest context that fits, tokens. */
  readonly longestContextTokens: number;
  /**
   * Tokens in the KV caches of a replica, for requests of that length. 0 for an encoder, which has
   * none.
   */
  readonly cacheTokens: number;
  /**
   * Concurrent requests of that length in a replica, one decimal; at most `maxNumSeqs` per engine.
   */
  readonly concurrentRequests: number;
  /**
   * Guaranteed concurrent requests of that length in a replica: whole requests of each engine, with
   * every error of the estimate against them.
   */
  readonly fullRequests: number;
  /** Replicas per node, by GPUs. */
  readonly replicasPerNode: number;
  /** Resources that a pod needs from its node in addition, if it downloads its weights. */
  readonly host: HostNeeds;
  /** For a replica on several nodes: VM sizes on which one node is enough, the smallest first. */
  readonly oneNodeSizes: readonly string[];
}

/**
 * The sizing of a plan that has GPUs, and whose quantization and version of the engine are known.
 */
export function sizingOf(plan: ServingPlan, gpu: GpuFacts): Sizing {
  const { model, tensorParallelSize, dataParallelSize = 1, nodes = 1 } = plan;
  const memory = gpuMemoryOf(plan)!;
  const { maxNumSeqs, maxNumBatchedTokens } = batchOf(plan)!;
  const gpus = tensorParallelSize * dataParallelSize;
  const settings = cacheSettingsOf(plan);
  const { blockBytes, blocksOf } = cacheBlocks(model, parallelismOf(plan), settings);
  const contextTokens = contextTokensOf(plan);
  // A model that keeps nothing is limited by the batch.
  const requestsIn = (bytes: number): number =>
    blockBytes === 0 ? maxNumSeqs : Math.floor(Math.max(0, bytes) / blockBytes) / blocksOf(contextTokens);
  const requests = requestsIn(memory.cacheBytes);
  const concurrent = Math.min(requests, maxNumSeqs);
  const guaranteed = Math.floor(Math.min(requestsIn(memory.minCacheBytes), maxNumSeqs));
  return {
    ...memory,
    gpus,
    tensorParallelSize,
    dataParallelSize,
    nodes,
    gpuMemoryUtilization: gpuMemoryUtilizationOf(plan, gpu),
    verdict: fits(plan) ? 'fits' : 'inside the error band',
    engineVersion: plan.engineVersion ?? pinnedEngineVersion,
    requestBytes: blockBytes * blocksOf(contextTokens),
    maxNumSeqs,
    maxNumBatchedTokens,
    contextTokens,
    longestContextTokens: longestContext(model, memory.cacheBytes, parallelismOf(plan), settings),
    cacheTokens: blockBytes === 0 ? 0 : Math.floor(requests * contextTokens) * dataParallelSize,
    concurrentRequests: Math.floor(concurrent * dataParallelSize * 10) / 10,
    fullRequests: Math.max(1, guaranteed) * dataParallelSize,
    replicasPerNode: nodes > 1 ? 1 : Math.floor(gpu.count / gpus),
    host: hostNeeds(gpus, model),
    oneNodeSizes: nodes > 1 ? sizesForOneNode(plan).map(({ name }) => name) : [],
  };
}
