import type { GpuFacts } from '../../facts/vm-sizes';
import { normalGpuModel } from './gpu-model';

const gib = 2 ** 30;

/**
 * Memory that CUDA provides to a process, GiB by GPU and nominal GB; the driver and error
 * correction use the rest. From the output of PyTorch ("GPU 0 has a total capacity of …") in
 * reports of vLLM users, rounded down: the lowest report of each GPU (2026-11).
 *
 * - A10: 22.06 to 22.18 on whole GPUs with error correction (vllm-project/vllm#928,
 *   OpenBMB/MiniCPM-V#640), 22.07 on an A10G. Azure's NVadsA10 v5 has the virtual GPU `A10-24Q`,
 *   whose driver reports 24,512 MiB (23.9 GiB; nvidia-smi and a log of Ollama). That log has 21.6
 *   GiB available, and NVIDIA's formula for virtual GPUs reserves 1/16 of the memory and, with
 *   error correction, 1/16 more. No report of PyTorch is known. So the table keeps the value of the
 *   whole GPU as the lower limit, and 23.9 is the upper one: `usableErrorGiB`.
 * - RTX PRO 6000: 94.96 to 95.01. Azure's virtual GPU (`DC-4-96Q`) reports 98,304 MiB in
 *   nvidia-smi.
 */
const usableGiB: Readonly<Record<string, number>> = {
  'T4 16': 14.5,
  'A10 24': 21.9,
  'A100 40': 39.3,
  'A100 80': 79.1,
  'H100 80': 79.1,
  'H100 94': 93,
  'H200 141': 139.7,
  'RTX PRO 6000 96': 94.9,
};

/** Usable GiB per nominal GB of an unknown GPU: the lowest value of the table, T4. */
const unknownGiBPerGb = 0.9;

/** The same: the highest value of the table, H200. */
const mostGiBPerGb = 0.991;

/** A GPU, as far as its memory depends on it. */
export type GpuSize = Pick<GpuFacts, 'model' | 'memoryGb' | 'usableGiB'>;

function normalName({ model, memoryGb }: Pick<GpuSize, 'model' | 'memoryGb'>): string {
  return `${normalGpuModel(model)} ${memoryGb}`;
}

const byNormalName: ReadonlyMap<string, number> = new Map(
  Object.entries(usableGiB).map(([name, usable]) => [normalGpuModel(name), usable]),
);

function knownGiB(gpu: GpuSize): number | undefined {
  return gpu.usableGiB ?? byNormalName.get(normalName(gpu));
}

/** Usable bytes of a GPU. */
export function usableGpuBytes(gpu: GpuSize): number {
  const known = knownGiB(gpu);
  return Math.floor((known ?? gpu.memoryGb * unknownGiBPerGb) * gib);
}

/**
 * How much more than `usableGpuBytes()` a GPU that the table does not have may provide, bytes. 0
 * for a GPU of the table.
 */
export function unknownGpuBytes(gpu: GpuSize): number {
  return knownGiB(gpu) === undefined ? Math.ceil(gpu.memoryGb * (mostGiBPerGb - unknownGiBPerGb) * gib) : 0;
}
