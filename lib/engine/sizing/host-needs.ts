import type { ModelFacts } from '../../facts/model-facts';

const gib = 2 ** 30;

/**
 * `/dev/shm` of a pod, GiB for each GPU: NCCL and the workers of one server share memory there, and the 64 MiB of a container are too
 * few for more than one GPU (vllm-project/vllm#1710). It counts as memory of the container. KServe gives 1 to 8 GiB, the chart of
 * vllm-project/production-stack 20 a pod (2026-11).
 */
export const sharedMemoryGiBPerGpu = 4;

/** Memory of the host that a server takes, GiB: its API process, and a worker with its CUDA context for each GPU. */
const apiProcessGiB = 4;
const workerGiB = 4;

/** Of the cache on disk: more than the weights lies there (a partial second download), and what the engine compiles. */
const downloadFactor = 1.1;
const compiledGiB = 5;

/** What a pod needs of its node besides GPUs, bytes. */
export interface HostNeeds {
  /** Least memory; `/dev/shm` is part of it. Weights that are read pass through the page cache, which is given back. */
  readonly memoryBytes: number;
  readonly sharedMemoryBytes: number;
  /** Cache of weights and compiled kernels. */
  readonly diskBytes: number;
}

/** Of a pod with so many GPUs. Weights that are not downloaded need no disk. */
export function hostNeeds(gpus: number, download: Pick<ModelFacts, 'weightsBytes'> | undefined): HostNeeds {
  const sharedMemoryBytes = gpus * sharedMemoryGiBPerGpu * gib;
  const weights = download === undefined ? 0 : Math.ceil((download.weightsBytes / gib) * downloadFactor);
  return {
    memoryBytes: sharedMemoryBytes + (apiProcessGiB + gpus * workerGiB) * gib,
    sharedMemoryBytes,
    diskBytes: (weights + compiledGiB) * gib,
  };
}
