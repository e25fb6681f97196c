import type { ModelFacts } from '../../facts/model-facts';

const gib = 2 ** 30;

/**
 * Size of `/dev/shm`, GiB for each GPU. NCCL and the workers of a server share memory there, and
 * the default of 64 MiB is too small for more than one GPU (vllm-project/vllm#1710). It counts
 * toward the memory of the container. KServe uses 1 to 8 GiB, the chart of
 * vllm-project/production-stack 20 per pod (2026-11).
 */
export const sharedMemoryGiBPerGpu = 4;

/**
 * Host memory of a server, GiB: its API process, and a worker with its CUDA context for each GPU.
 */
const apiProcessGiB = 4;
const workerGiB = 4;

/**
 * Size of the cache on disk: a margin over the weights for a partial second download, and compiled
 * kernels.
 */
const downloadFactor = 1.1;
const compiledGiB = 5;

/** Resources that a pod needs from its node in addition to GPUs, bytes. */
export interface HostNeeds {
  /**
   * Minimum memory, including `/dev/shm`. Weights pass through the page cache, which the kernel
   * reclaims.
   */
  readonly memoryBytes: number;
  /** Size of `/dev/shm`, through which the processes of the engine communicate. */
  readonly sharedMemoryBytes: number;
  /** Size of the cache for weights and compiled kernels. */
  readonly diskBytes: number;
}

/** Resources of a pod with these GPUs. Weights that are not downloaded need no disk. */
export function hostNeeds(gpus: number, download: Pick<ModelFacts, 'weightsBytes'> | undefined): HostNeeds {
  const sharedMemoryBytes = gpus * sharedMemoryGiBPerGpu * gib;
  const weights = download === undefined ? 0 : Math.ceil((download.weightsBytes / gib) * downloadFactor);
  return {
    memoryBytes: sharedMemoryBytes + (apiProcessGiB + gpus * workerGiB) * gib,
    sharedMemoryBytes,
    diskBytes: (weights + compiledGiB) * gib,
  };
}
