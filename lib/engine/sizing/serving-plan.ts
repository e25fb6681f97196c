import type { ModelFacts } from '../../facts/model-facts';
import type { GpuFacts, VmSize } from '../../facts/vm-sizes';
import { type EngineSettings, safeGpuMemoryUtilization } from './engine-settings';
import { contextBytesPerGpu, engineOverheadBytes, type Parallelism, weightBytesPerGpu } from './footprint';
import { usableGpuBytes } from './usable-memory';

/** More nodes than this wait for each other longer than they work. */
export const maxNodes = 8;

/** How a model is to run on nodes of a VM size. */
export interface ServingPlan extends EngineSettings {
  readonly model: ModelFacts;
  readonly vmSize: VmSize;
  /** GPUs that one engine has in each node. */
  readonly tensorParallelSize: number;
  /** Engines in a pod, each with a copy of the model. Default: 1. */
  readonly dataParallelSize?: number;
  /** Whether the tensor parallel size is the user's: ways out then say another one. Default: no. */
  readonly isTensorParallelSizeSaid?: boolean;
  /** Nodes that share one model. Default: 1. */
  readonly nodes?: number;
}

/** Where the memory of one GPU goes, bytes. The parts are the whole. */
export interface GpuMemory {
  /** What CUDA gives a process. */
  readonly gpuBytes: number;
  /** What the engine leaves to others. */
  readonly unusedBytes: number;
  readonly weightBytes: number;
  readonly overheadBytes: number;
  /** What is left for the KV cache; negative where the weights do not fit. */
  readonly cacheBytes: number;
}

export function parallelismOf({ tensorParallelSize, nodes = 1 }: ServingPlan): Parallelism {
  return { tensorParallelSize, pipelineParallelSize: nodes };
}

export function gpuMemoryUtilizationOf({ gpuMemoryUtilization }: ServingPlan, gpu: GpuFacts): number {
  return gpuMemoryUtilization ?? safeGpuMemoryUtilization(gpu);
}

/** Undefined if the size has no GPU, or the weights' quantization is not known here. */
export function gpuMemoryOf(plan: ServingPlan): GpuMemory | undefined {
  const { gpu } = plan.vmSize;
  if (gpu === undefined) return undefined;
  const weightBytes = weightBytesPerGpu(plan.model, parallelismOf(plan), plan);
  if (weightBytes === undefined) return undefined;
  const gpuBytes = usableGpuBytes(gpu);
  const unusedBytes = Math.ceil(gpuBytes * (1 - gpuMemoryUtilizationOf(plan, gpu)));
  const overheadBytes = engineOverheadBytes;
  const cacheBytes = gpuBytes - unusedBytes - weightBytes - overheadBytes;
  return { gpuBytes, unusedBytes, weightBytes, overheadBytes, cacheBytes };
}

/** Context of a request, at most, tokens. */
export function contextTokensOf({ maxModelLen, model }: ServingPlan): number {
  return maxModelLen ?? model.maxPositions;
}

/** Bytes that one request of full length keeps on each GPU. */
export function requestBytesOf(plan: ServingPlan): number {
  return contextBytesPerGpu(plan.model, contextTokensOf(plan), parallelismOf(plan), plan);
}

/** Whether weights, engine and one request of full length have room. `margin`: share of the weights that must be free besides. */
export function fits(plan: ServingPlan, margin = 0): boolean {
  const memory = gpuMemoryOf(plan);
  if (memory === undefined || contextTokensOf(plan) > plan.model.maxPositions) return false;
  return requestBytesOf(plan) <= memory.cacheBytes - Math.ceil(memory.weightBytes * margin);
}
