/** GPUs of a VM size. */
export interface GpuFacts {
  /** NVIDIA's name: `T4`, `A10`, `A100`, `H100`, `H200`, `RTX PRO 6000`. */
  readonly model: string;
  /** GPUs of a node. */
  readonly count: number;
  /** Nominal memory of one GPU, GB, as Azure documents it. */
  readonly memoryGb: number;
  readonly computeCapability: string;
  /**
   * Branch of NVIDIA's driver that AKS installs: 580 is R580, which supports CUDA 13.
   *
   * @default unknown
   */
  readonly driverBranch?: number;
}

/** Facts of a VM size, as Azure documents them. */
export interface VmSizeFacts {
  readonly vcpus: number;
  readonly memoryGiB: number;
  /** Temporary disk, GiB; 0 if the size has none. An ephemeral OS disk must fit on it. */
  readonly tempDiskGiB: number;
  /** NVMe disks, GiB each. The node image does not mount them. */
  readonly nvmeDisksGiB?: readonly number[];
  readonly gpu?: GpuFacts;
}

/** NVMe disks of ND sizes since H100: eight of 3.5 TiB. */
const ndNvmeGiB = Array.from({ length: 8 }, () => 3584);

/**
 * VM sizes by name: every size with NVIDIA GPUs that AKS supports for inference, and the general-purpose sizes of node pools in defaults
 * and examples. All series support an ephemeral OS disk on the temporary disk.
 *
 * @see learn.microsoft.com/azure/virtual-machines/sizes, the page in the comment above each family (vCPUs, memory, temporary disk, GPUs);
 * Azure/karpenter-provider-azure `pkg/utils/supported-gpus.yaml` (support by AKS); the former page of the NC A100 sizes and
 * kaito-project/kaito `pkg/sku/azure_sku_handler.go` (their NVMe disks); developer.nvidia.com/cuda-gpus (compute capabilities). All
 * 2026-11.
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
  // gpu-accelerated/ncast4v3-series
  Standard_NC4as_T4_v3: { vcpus: 4, memoryGiB: 28, tempDiskGiB: 176, gpu: gpu('T4', 1, 16, '7.5') },
  Standard_NC8as_T4_v3: { vcpus: 8, memoryGiB: 56, tempDiskGiB: 352, gpu: gpu('T4', 1, 16, '7.5') },
  Standard_NC16as_T4_v3: { vcpus: 16, memoryGiB: 110, tempDiskGiB: 352, gpu: gpu('T4', 1, 16, '7.5') },
  Standard_NC64as_T4_v3: { vcpus: 64, memoryGiB: 440, tempDiskGiB: 2816, gpu: gpu('T4', 4, 16, '7.5') },
  // gpu-accelerated/nvadsa10v5-series
  Standard_NV36ads_A10_v5: { vcpus: 36, memoryGiB: 440, tempDiskGiB: 1440, gpu: gpu('A10', 1, 24, '8.6') },
  Standard_NV36adms_A10_v5: { vcpus: 36, memoryGiB: 880, tempDiskGiB: 2880, gpu: gpu('A10', 1, 24, '8.6') },
  Standard_NV72ads_A10_v5: { vcpus: 72, memoryGiB: 880, tempDiskGiB: 2880, gpu: gpu('A10', 2, 24, '8.6') },
  // gpu-accelerated/nca100v4-series
  Standard_NC24ads_A100_v4: nc(24, 220, 64, [960], gpu('A100', 1, 80, '8.0')),
  Standard_NC48ads_A100_v4: nc(48, 440, 128, [960, 960], gpu('A100', 2, 80, '8.0')),
  Standard_NC96ads_A100_v4: nc(96, 880, 256, [960, 960, 960, 960], gpu('A100', 4, 80, '8.0')),
  // gpu-accelerated/ndasra100v4-series
  Standard_ND96asr_v4: { vcpus: 96, memoryGiB: 900, tempDiskGiB: 6000, gpu: gpu('A100', 8, 40, '8.0') },
  // gpu-accelerated/ndma100v4-series
  Standard_ND96amsr_A100_v4: {
    vcpus: 96,
    memoryGiB: 1900,
    tempDiskGiB: 6400,
    gpu: gpu('A100', 8, 80, '8.0'),
  },
  // gpu-accelerated/ncadsh100v5-series
  Standard_NC40ads_H100_v5: { vcpus: 40, memoryGiB: 320, tempDiskGiB: 3576, gpu: gpu('H100', 1, 94, '9.0') },
  Standard_NC80adis_H100_v5: { vcpus: 80, memoryGiB: 640, tempDiskGiB: 7152, gpu: gpu('H100', 2, 94, '9.0') },
  // gpu-accelerated/ndh100v5-series
  Standard_ND96isr_H100_v5: nd(1900, gpu('H100', 8, 80, '9.0')),
  // gpu-accelerated/nd-h200-v5-series
  Standard_ND96isr_H200_v5: nd(1850, gpu('H200', 8, 141, '9.0')),
} as const satisfies Record<string, VmSizeFacts>;

/** A VM size of the table. */
export type VmSizeName = keyof typeof table;

/** A VM size outside the table. The definition contains its facts. */
export interface CustomVmSize extends VmSizeFacts {
  /** Azure's name: `Standard_NC128ds_xl_RTXPRO6000BSE_v6`. */
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

function gpu(model: GpuFacts['model'], count: number, memoryGb: number, computeCapability: string): GpuFacts {
  return { model, count, memoryGb, computeCapability };
}

function nc(
  vcpus: number,
  memoryGiB: number,
  tempDiskGiB: number,
  nvmeDisksGiB: readonly number[],
  gpuFacts: GpuFacts,
): VmSizeFacts {
  return { vcpus, memoryGiB, tempDiskGiB, nvmeDisksGiB, gpu: gpuFacts };
}

function nd(memoryGiB: number, gpuFacts: GpuFacts): VmSizeFacts {
  return { vcpus: 96, memoryGiB, tempDiskGiB: 1024, nvmeDisksGiB: ndNvmeGiB, gpu: gpuFacts };
}
