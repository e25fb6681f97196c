import type { ModelFacts } from '../../facts/model-facts';
import type { VmSize } from '../../facts/vm-sizes';
import type { Problem } from '../../problems/problem-list';
import { type EngineImage, engineImageOn } from './engine-image';
import type { FitVerdict } from './fit';
import type { Sizing } from './sizing';
import { versionNotes } from './version-notes';

/** A number of bytes of one GPU, with the limits of its error. */
export interface BytesJson {
  /** The estimate. */
  readonly bytes: number;
  /** Lower limit of the error band; at least 0. */
  readonly minBytes: number;
  /** Upper limit of the error band; at least 0. */
  readonly maxBytes: number;
}

/** What `aks-ai size --json` prints. Fields with a unit in the name have that unit. */
export interface SizingJson {
  /** Version of this shape. It changes when a field is removed or gets another meaning. */
  readonly schemaVersion: 1;
  /** Hugging Face id. */
  readonly model: string;
  /** Name of the VM size: `Standard_NC24ads_A100_v4`. */
  readonly vmSize: string;
  /** GPUs of a node, and the nominal memory of one GPU in GB. Null for a VM size without GPUs. */
  readonly gpu: { readonly model: string; readonly count: number; readonly memoryGb: number } | null;
  /** Whether the model fits; `inside the error band` needs a measurement. */
  readonly decision: FitVerdict;
  /** Why it does not fit or is inside the error band. Empty if it fits. */
  readonly problems: readonly Problem[];
  /** What the estimate does not know, as sentences. Empty for the version of the platform. */
  readonly notes: readonly string[];
  /** Null if it does not fit. */
  readonly plan: PlanJson | null;
}

/** A plan of a `SizingJson`. */
export interface PlanJson {
  /** Version of vLLM that the estimate is for. */
  readonly engineVersion: string;
  /** Driver that AKS installs, and image of the engine. */
  readonly image: EngineImage;
  /** Nodes of a replica: the pipeline-parallel size. */
  readonly nodes: number;
  /** GPUs of a pod. */
  readonly gpusPerPod: number;
  /** GPUs of an engine in a node. */
  readonly tensorParallelSize: number;
  /** Engines in a pod, each with a copy of the model. */
  readonly dataParallelSize: number;
  /** Replicas that the GPUs of a node can hold. */
  readonly replicasPerNode: number;
  /** Share of each GPU's memory for the engine. */
  readonly gpuMemoryUtilization: number;
  /** Maximum requests in a batch of each engine. */
  readonly maxNumSeqs: number;
  /** Maximum tokens in a batch of each engine. */
  readonly maxNumBatchedTokens: number;
  /** Memory of one GPU. */
  readonly memoryOfGpu: {
    /** Memory that CUDA provides to a process. */
    readonly usableBytes: number;
    /** Memory that the engine does not use. */
    readonly unusedBytes: number;
    /** Weights and each part of the overhead, with the source of the number. */
    readonly terms: readonly (BytesJson & { readonly name: string; readonly source: string })[];
    /** Memory for the KV cache. */
    readonly kvCache: BytesJson;
  };
  /** KV cache of one request of full length on each GPU. */
  readonly requestBytes: number;
  /** Maximum context of a request. */
  readonly contextTokens: number;
  /** Longest context that fits. */
  readonly longestContextTokens: number;
  /** Tokens in the KV caches of a replica, for requests of full length. */
  readonly cacheTokensOfReplica: number;
  /** Concurrent requests of full length, one decimal; at most `maxNumSeqs` for each engine. */
  readonly concurrentRequestsOfReplica: number;
  /** Requests of full length with every error of the estimate against them. */
  readonly guaranteedRequestsOfReplica: number;
  /** Minimum resources of a pod, in addition to GPUs. */
  readonly pod: {
    /** Memory, including `/dev/shm`. */
    readonly memoryBytes: number;
    /** Size of `/dev/shm`. */
    readonly sharedMemoryBytes: number;
    /** Size of the cache for weights and compiled kernels. */
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
    notes: sizing === undefined ? [] : versionNotes(sizing.engineVersion),
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
