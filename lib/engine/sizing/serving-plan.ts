import type { ModelFacts } from '../../facts/model-facts';
import type { GpuFacts, VmSize } from '../../facts/vm-sizes';
import { type BatchSettings, batchProblem, type EngineBatch, engineBatchOf } from './engine-batch';
import { type EngineSettings, safeGpuMemoryUtilization } from './engine-settings';
import { engineTerms } from './engine-terms';
import { type CacheSettings, contextBytesPerGpu } from './footprint';
import { errorOf, type MemoryTerm, sumOf } from './memory-term';
import type { Parallelism } from './parallelism';
import type { SettingProblem } from './plan-settings';
import { isEncoderModel, taskProblem } from './task-problem';
import { unknownGpuBytes, usableGpuBytes } from './usable-memory';
import { weightTerm } from './weight-term';

const gib = 2 ** 30;

/** Maximum nodes per replica: more nodes would wait for each other longer than they compute. */
export const maxNodes = 8;

/**
 * How much more than the table a GPU may have, GiB: the table has the lowest report, rounded down.
 * The driver of a virtual GPU reports more: 23.9 on Azure's A10, where the table has 21.9, and 96.0
 * on its RTX PRO 6000, where the table has 94.9.
 */
const usableErrorGiB = { cuda: 0.2, grid: 2 };

/** A model on nodes of a VM size. */
export interface ServingPlan extends EngineSettings {
  /** Facts of the model. */
  readonly model: ModelFacts;
  /** VM size of the nodes. */
  readonly vmSize: VmSize;
  /** GPUs of an engine in each node. */
  readonly tensorParallelSize: number;
  /** Engines in a pod, each with a copy of the model. @default 1 */
  readonly dataParallelSize?: number;
  /**
   * Whether the user set the tensor-parallel size: alternatives then contain another one.
   *
   * @default false
   */
  readonly isTensorParallelSizeFixed?: boolean;
  /** Nodes that share a model. @default 1 */
  readonly nodes?: number;
}

/**
 * Memory of one GPU, bytes. `unusedBytes`, `weightBytes`, `overheadBytes` and `cacheBytes` together
 * are `gpuBytes`.
 */
export interface GpuMemory {
  /** Memory that CUDA provides to a process. */
  readonly gpuBytes: number;
  /** Memory that the engine does not use. */
  readonly unusedBytes: number;
  /** Memory of the weights. */
  readonly weightBytes: number;
  /** What the engine uses in addition to weights and cache. */
  readonly overheadBytes: number;
  /** Memory for the KV cache; negative if the weights do not fit. */
  readonly cacheBytes: number;
  /** The same less the error of all terms. A choice of the project fits into it. */
  readonly minCacheBytes: number;
  /** The same with the error of all terms. What exceeds it does not fit. */
  readonly maxCacheBytes: number;
  /** The weights, and each part of the overhead. */
  readonly terms: readonly MemoryTerm[];
}

export function parallelismOf({ tensorParallelSize, nodes = 1 }: ServingPlan): Parallelism {
  return { tensorParallelSize, pipelineParallelSize: nodes };
}

export function gpuMemoryUtilizationOf({ gpuMemoryUtilization }: ServingPlan, gpu: GpuFacts): number {
  return gpuMemoryUtilization ?? safeGpuMemoryUtilization(gpu);
}

/**
 * Limits of a batch of a plan; undefined if the size has no GPU, or for an unknown version of the
 * engine.
 */
export function batchOf(plan: ServingPlan): EngineBatch | undefined {
  const { gpu } = plan.vmSize;
  return gpu === undefined ? undefined : engineBatchOf(batchSettingsOf(plan), gpu);
}

/** Why the engine does not accept the settings of a plan; undefined if it does. */
export function settingProblemOf(plan: ServingPlan): SettingProblem | undefined {
  const batch = batchOf(plan);
  const problem = taskProblem(plan.model, plan);
  return problem ?? (batch === undefined ? undefined : batchProblem(batch, batchSettingsOf(plan)));
}

function batchSettingsOf(plan: ServingPlan): BatchSettings {
  return { ...plan, maxModelLen: contextTokensOf(plan), isEncoder: isEncoderModel(plan.model) };
}

/**
 * Memory of a plan; undefined if the size has no GPU, for an unknown quantization, and for an
 * unknown version of the engine.
 */
export function gpuMemoryOf(plan: ServingPlan): GpuMemory | undefined {
  const { gpu } = plan.vmSize;
  const batch = batchOf(plan);
  if (gpu === undefined || batch === undefined) return undefined;
  const parallelism = parallelismOf(plan);
  const weights = weightTerm(plan.model, parallelism, plan, gpu.computeCapability);
  if (weights === undefined) return undefined;
  const overhead = engineTerms(plan.model, batch, parallelism, plan);
  const terms = [weights, ...overhead];
  const gpuBytes = usableGpuBytes(gpu);
  const unusedBytes = Math.ceil(gpuBytes * (1 - gpuMemoryUtilizationOf(plan, gpu)));
  const overheadBytes = sumOf(overhead);
  const cacheBytes = gpuBytes - unusedBytes - weights.bytes - overheadBytes;
  return {
    gpuBytes,
    unusedBytes,
    weightBytes: weights.bytes,
    overheadBytes,
    cacheBytes,
    minCacheBytes: cacheBytes - errorOf(terms, 'above'),
    maxCacheBytes:
      cacheBytes +
      errorOf(terms, 'below') +
      Math.ceil(usableErrorGiB[gpu.driverKind ?? 'cuda'] * gib) +
      unknownGpuBytes(gpu),
    terms,
  };
}

/** Maximum context of a request, tokens. */
export function contextTokensOf({ maxModelLen, model }: Pick<ServingPlan, 'maxModelLen' | 'model'>): number {
  return maxModelLen ?? model.maxPositions;
}

/** Settings of the KV cache, with the engine's default for the tokens in a batch. */
export function cacheSettingsOf(plan: ServingPlan): CacheSettings {
  return { ...plan, maxNumBatchedTokens: batchOf(plan)?.maxNumBatchedTokens };
}

/** Bytes of a request of full length on each GPU. */
export function requestBytesOf(plan: ServingPlan): number {
  return contextBytesPerGpu(plan.model, contextTokensOf(plan), parallelismOf(plan), cacheSettingsOf(plan));
}
