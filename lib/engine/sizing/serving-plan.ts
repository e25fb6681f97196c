import type { ModelFacts } from '../../facts/model-facts';
import type { GpuFacts, VmSize } from '../../facts/vm-sizes';
import { type EngineSettings, safeGpuMemoryUtilization } from './engine-settings';
import { contextBytesPerGpu, engineOverheadBytes, type Parallelism, weightBytesPerGpu } from './footprint';
import { usableGpuBytes } from './usable-memory';

/** Maximum nodes per replica: more nodes would wait for each other longer than they compute. */
export const maxNodes = 8;

/** A model on nodes of a VM size. */
export interface ServingPlan extends EngineSettings {
  readonly model: ModelFacts;
  readonly vmSize: VmSize;
  /** GPUs of an engine in each node. */
  readonly tensorParallelSize: number;
  /** Engines in a pod, each with a copy of the model. @default 1 */
  readonly dataParallelSize?: number;
  /** Whether the user set the tensor-parallel size: alternatives then contain another one. @default false */
  readonly isTensorParallelSizeFixed?: boolean;
  /** Nodes that share a model. @default 1 */
  readonly nodes?: number;
}

/** Memory of one GPU, bytes. The sum of the parts is `gpuBytes`. */
export interface GpuMemory {
  /** Memory that CUDA provides to a process. */
  readonly gpuBytes: number;
  /** Memory that the engine does not use. */
  readonly unusedBytes: number;
  readonly weightBytes: number;
  readonly overheadBytes: number;
  /** Memory for the KV cache; negative if the weights do not fit. */
  readonly cacheBytes: number;
}

export function parallelismOf({ tensorParallelSize, nodes = 1 }: ServingPlan): Parallelism {
  return { tensorParallelSize, pipelineParallelSize: nodes };
}

export function gpuMemoryUtilizationOf({ gpuMemoryUtilization }: ServingPlan, gpu: GpuFacts): number {
  return gpuMemoryUtilization ?? safeGpuMemoryUtilization(gpu);
}

/** Memory of a plan; undefined if the size has no GPU, or for an unknown quantization. */
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

/** Maximum context of a request, tokens. */
export function contextTokensOf({ maxModelLen, model }: ServingPlan): number {
  return maxModelLen ?? model.maxPositions;
}

/** Bytes of a request of full length on each GPU. */
export function requestBytesOf(plan: ServingPlan): number {
  return contextBytesPerGpu(plan.model, contextTokensOf(plan), parallelismOf(plan), plan);
}

/** Whether weights, engine and one request of full length fit. `margin`: required free memory, as a share of the weights. */
export function fits(plan: ServingPlan, margin = 0): boolean {
  const memory = gpuMemoryOf(plan);
  if (memory === undefined || contextTokensOf(plan) > plan.model.maxPositions) return false;
  return requestBytesOf(plan) <= memory.cacheBytes - Math.ceil(memory.weightBytes * margin);
}
