import type { ModelFacts } from '../../facts/model-facts';
import type { VmSize } from '../../facts/vm-sizes';
import type { Problem } from '../../problems/problem-list';
import { type EngineImage, engineImageOn } from './engine-image';
import type { FitVerdict } from './fit';
import type { Sizing } from './sizing';

/** A number of bytes of one GPU, with the limits of its error. */
export interface BytesJson {
  readonly bytes: number;
  readonly minBytes: number;
  readonly maxBytes: number;
}

/** What `aks-ai size --json` prints. Fields with a unit in the name have that unit. */
export interface SizingJson {
  /** Version of this shape. It changes when a field is removed or gets another meaning. */
  readonly schemaVersion: 1;
  /** Hugging Face id. */
  readonly model: string;
  readonly vmSize: string;
  readonly gpu: { readonly model: string; readonly count: number; readonly memoryGb: number } | null;
  readonly decision: FitVerdict;
  /** Why it does not fit or is inside the error band. Empty if it fits. */
  readonly problems: readonly Problem[];
  /** Null if it does not fit. */
  readonly plan: PlanJson | null;
}

/** A plan of a `SizingJson`. */
export interface PlanJson {
  readonly engineVersion: string;
  /** Driver that AKS installs, and image of the engine. */
  readonly image: EngineImage;
  readonly nodes: number;
  readonly gpusPerPod: number;
  readonly tensorParallelSize: number;
  readonly dataParallelSize: number;
  readonly replicasPerNode: number;
  readonly gpuMemoryUtilization: number;
  readonly maxNumSeqs: number;
  readonly maxNumBatchedTokens: number;
  readonly memoryOfGpu: {
    readonly usableBytes: number;
    readonly unusedBytes: number;
    readonly terms: readonly (BytesJson & { readonly name: string; readonly source: string })[];
    readonly kvCache: BytesJson;
  };
  /** KV cache of one request of full length on each GPU. */
  readonly requestBytes: number;
  readonly contextTokens: number;
  readonly longestContextTokens: number;
  readonly cacheTokensOfReplica: number;
  readonly concurrentRequestsOfReplica: number;
  /** Requests of full length with every error of the estimate against them. */
  readonly guaranteedRequestsOfReplica: number;
  readonly pod: {
    readonly memoryBytes: number;
    readonly sharedMemoryBytes: number;
    readonly diskBytes: number;
  };
}

/** A sizing as JSON. Without one, the model does not fit. */
export function sizingJson(
  model: Pick<ModelFacts, 'id'>,
  vmSize: VmSize,
  sizing: Sizing | undefined,
  problems: readonly Problem[] = [],
): SizingJson {
  const { name, gpu } = vmSize;
  return {
    schemaVersion: 1,
    model: model.id,
    vmSize: name,
    gpu: gpu === undefined ? null : { model: gpu.model, count: gpu.count, memoryGb: gpu.memoryGb },
    decision: sizing?.verdict ?? 'does not fit',
    problems,
    plan: sizing === undefined ? null : planJson(vmSize, sizing),
  };
}

function planJson({ gpu }: VmSize, sizing: Sizing): PlanJson {
  const { engineVersion, nodes, tensorParallelSize, dataParallelSize, replicasPerNode } = sizing;
  const { gpuMemoryUtilization, maxNumSeqs, maxNumBatchedTokens, host } = sizing;
  return {
    engineVersion,
    image: engineImageOn(gpu!, engineVersion),
    nodes,
    gpusPerPod: sizing.gpus,
    tensorParallelSize,
    dataParallelSize,
    replicasPerNode,
    gpuMemoryUtilization,
    maxNumSeqs,
    maxNumBatchedTokens,
    memoryOfGpu: {
      usableBytes: sizing.gpuBytes,
      unusedBytes: sizing.unusedBytes,
      terms: sizing.terms.map(({ name, bytes, below, above, source }) => ({
        name,
        ...limits(bytes, bytes - below, bytes + above),
        source,
      })),
      kvCache: limits(sizing.cacheBytes, sizing.minCacheBytes, sizing.maxCacheBytes),
    },
    requestBytes: sizing.requestBytes,
    contextTokens: sizing.contextTokens,
    longestContextTokens: sizing.longestContextTokens,
    cacheTokensOfReplica: sizing.cacheTokens,
    concurrentRequestsOfReplica: sizing.concurrentRequests,
    guaranteedRequestsOfReplica: sizing.fullRequests,
    pod: {
      memoryBytes: host.memoryBytes,
      sharedMemoryBytes: host.sharedMemoryBytes,
      diskBytes: host.diskBytes,
    },
  };
}

function limits(bytes: number, min: number, max: number): BytesJson {
  return { bytes, minBytes: Math.max(0, Math.round(min)), maxBytes: Math.max(0, Math.round(max)) };
}
