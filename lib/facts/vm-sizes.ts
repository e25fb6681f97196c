import { gpuVmSizes } from './gpu-vm-sizes';
import type { VmSizeFacts } from './vm-size-facts';

export type { GpuFacts, VmSizeFacts } from './vm-size-facts';

/**
 * VM sizes by name: the general-purpose sizes of node pools in defaults and examples, and the sizes
 * with GPUs.
 *
 * @see learn.microsoft.com/azure/virtual-machines/sizes, the page in the comment above each family
 * (2026-11)
 */
const table = {
  // general-purpose/dsv5-series
  Standard_D4s_v5: { vcpus: 4, memoryGiB: 16, tempDiskGiB: 0 },
  Standard_D8s_v5: { vcpus: 8, memoryGiB: 32, tempDiskGiB: 0 },
  Standard_D16s_v5: { vcpus: 16, memoryGiB: 64, tempDiskGiB: 0 },
  Standard_D32s_v5: { vcpus: 32, memoryGiB: 128, tempDiskGiB: 0 },
  // general-purpose/ddsv5-series
  Standard_D4ds_v5: { vcpus: 4, memoryGiB: 16, tempDiskGiB: 150 },
  Standard_D8ds_v5: { vcpus: 8, memoryGiB: 32, tempDiskGiB: 300 },
  Standard_D16ds_v5: { vcpus: 16, memoryGiB: 64, tempDiskGiB: 600 },
  Standard_D32ds_v5: { vcpus: 32, memoryGiB: 128, tempDiskGiB: 1200 },
  ...gpuVmSizes,
} as const satisfies Record<string, VmSizeFacts>;

/** A VM size of the table. */
export type VmSizeName = keyof typeof table;

/** A VM size outside the table. The definition contains its facts. */
export interface CustomVmSize extends VmSizeFacts {
  /** Azure's name: `Standard_NC16ads_A10_v4`. */
  readonly name: string;
}

export const vmSizeNames = Object.keys(table) as readonly VmSizeName[];

/** A VM size with its name. */
export interface VmSize extends VmSizeFacts {
  readonly name: string;
}

/** Facts of a size; undefined for an unknown name. */
export function findVmSize(size: string | CustomVmSize): VmSize | undefined {
  if (typeof size !== 'string') return size;
  // Names such as `constructor` exist on every object.
  const facts = Object.hasOwn(table, size) ? (table as Record<string, VmSizeFacts>)[size] : undefined;
  return facts === undefined ? undefined : { name: size, ...facts };
}
