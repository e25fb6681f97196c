import type { GpuFacts } from '../../facts/vm-sizes';

const gib = 2 ** 30;

/**
 * Memory that CUDA gives a process, GiB by GPU and nominal GB: the driver and error correction keep the rest. As PyTorch prints it ("GPU 0 has
 * a total capacity of …") on these GPUs, rounded down; compared in reports of vLLM users (2026-11).
 */
const usableGiB: Readonly<Record<string, number>> = {
  'T4 16': 14.5,
  'A10 24': 21.9,
  'A100 40': 39.3,
  'A100 80': 79.1,
  'H100 80': 79.1,
  'H100 94': 93,
  'H200 141': 139.7,
};

/** Of a nominal GB, GiB, for a GPU that the table does not have: as with the least of those that it has, T4. */
const unknownGiBPerGb = 0.9;

/** Bytes of one GPU that an engine can have. */
export function usableGpuBytes(gpu: Pick<GpuFacts, 'model' | 'memoryGb'>): number {
  const known = usableGiB[`${gpu.model} ${gpu.memoryGb}`];
  return Math.floor((known ?? gpu.memoryGb * unknownGiBPerGb) * gib);
}
