import type { GpuFacts, VmSizeFacts } from './vm-size-facts';

/**
 * NVIDIA drivers that AKS installs, by their branch. NC and ND sizes get the long-term branch of
 * the data center driver. A10 and RTX PRO 6000 sizes have virtual GPUs and get a GRID driver.
 *
 * @see Azure/karpenter-provider-azure `pkg/utils/gpu.go` (580.159.04, 570.211.01, 595.58.03; kept
 * equal to AgentBaker's `parts/common/components.json`); Azure/aks-gpu#154 (GRID 18.6) and #158
 * (GRID 20) (2026-11)
 */
const drivers = {
  cuda: { driverBranch: 580 },
  grid18: { driverBranch: 570, driverKind: 'grid' },
  grid20: { driverBranch: 595, driverKind: 'grid' },
  /**
   * A confidential GPU needs a signed driver, which the GPU Operator installs.
   *
   * @see learn.microsoft.com/azure/aks/use-confidential-gpus (2026-11)
   */
  none: { driverBranch: 0 },
} as const satisfies Record<string, Pick<GpuFacts, 'driverBranch' | 'driverKind'>>;

const t4 = { model: 'T4', memoryGb: 16, computeCapability: '7.5', ...drivers.cuda } as const;
const a10 = { model: 'A10', memoryGb: 24, computeCapability: '8.6', ...drivers.grid18 } as const;
const a100 = { model: 'A100', memoryGb: 80, computeCapability: '8.0', ...drivers.cuda } as const;
const a100With40 = { ...a100, memoryGb: 40 } as const;
const h100 = { model: 'H100', memoryGb: 80, computeCapability: '9.0', ...drivers.cuda } as const;
const h100Nvl = { ...h100, memoryGb: 94 } as const;
const h200 = { model: 'H200', memoryGb: 141, computeCapability: '9.0', ...drivers.cuda } as const;
/**
 * Azure divides the GPU with MIG on the host, also for sizes with whole GPUs, and a VM cannot turn
 * it off.
 *
 * @see microsoft/physical-ai-toolchain, `gpu-configuration.md` (the device plugin needs the MIG
 * strategy `single`; vGPU profile `DC-4-96Q`) (2026-11)
 */
const rtxPro6000 = {
  model: 'RTX PRO 6000',
  memoryGb: 96,
  computeCapability: '12.0',
  ...drivers.grid20,
  isMigDevice: true,
} as const;

/** NVMe disks of ND sizes since H100: eight of 3.5 TiB. */
const ndNvmeGiB = Array.from({ length: 8 }, () => 3584);

/**
 * VM sizes with NVIDIA GPUs that AKS supports for inference. All series support an ephemeral OS
 * disk on the temporary disk.
 *
 * @see learn.microsoft.com/azure/virtual-machines/sizes, the page in the comment above each family
 * (vCPUs, memory, temporary disk, GPUs); Azure/karpenter-provider-azure
 * `pkg/utils/supported-gpus.yaml` (support by AKS); the former page of the NC A100 sizes and
 * kaito-project/kaito `pkg/sku/azure_sku_handler.go` (their NVMe disks); microsoft/aspire
 * `AksNodeVmSizes.cs`, from Azure's list of SKUs (memory of A10 v4 and RTX PRO 6000);
 * developer.nvidia.com/cuda-gpus (compute capabilities). All 2026-11.
 */
export const gpuVmSizes = {
  // gpu-accelerated/ncast4v3-series
  Standard_NC4as_T4_v3: { vcpus: 4, memoryGiB: 28, tempDiskGiB: 176, gpu: { ...t4, count: 1 } },
  Standard_NC8as_T4_v3: { vcpus: 8, memoryGiB: 56, tempDiskGiB: 352, gpu: { ...t4, count: 1 } },
  Standard_NC16as_T4_v3: { vcpus: 16, memoryGiB: 110, tempDiskGiB: 352, gpu: { ...t4, count: 1 } },
  Standard_NC64as_T4_v3: { vcpus: 64, memoryGiB: 440, tempDiskGiB: 2816, gpu: { ...t4, count: 4 } },
  // gpu-accelerated/nvadsa10v5-series
  Standard_NV36ads_A10_v5: { vcpus: 36, memoryGiB: 440, tempDiskGiB: 1440, gpu: { ...a10, count: 1 } },
  Standard_NV36adms_A10_v5: { vcpus: 36, memoryGiB: 880, tempDiskGiB: 2880, gpu: { ...a10, count: 1 } },
  Standard_NV72ads_A10_v5: { vcpus: 72, memoryGiB: 880, tempDiskGiB: 2880, gpu: { ...a10, count: 2 } },
  // gpu-accelerated/nca100v4-series
  Standard_NC24ads_A100_v4: nc(24, 220, 64, [960], { ...a100, count: 1 }),
  Standard_NC48ads_A100_v4: nc(48, 440, 128, [960, 960], { ...a100, count: 2 }),
  Standard_NC96ads_A100_v4: nc(96, 880, 256, [960, 960, 960, 960], { ...a100, count: 4 }),
  // gpu-accelerated/ndasra100v4-series
  Standard_ND96asr_v4: { vcpus: 96, memoryGiB: 900, tempDiskGiB: 6000, gpu: { ...a100With40, count: 8 } },
  // gpu-accelerated/ndma100v4-series
  Standard_ND96amsr_A100_v4: { vcpus: 96, memoryGiB: 1900, tempDiskGiB: 6400, gpu: { ...a100, count: 8 } },
  // gpu-accelerated/ncadsh100v5-series
  Standard_NC40ads_H100_v5: { vcpus: 40, memoryGiB: 320, tempDiskGiB: 3576, gpu: { ...h100Nvl, count: 1 } },
  Standard_NC80adis_H100_v5: { vcpus: 80, memoryGiB: 640, tempDiskGiB: 7152, gpu: { ...h100Nvl, count: 2 } },
  // gpu-accelerated/nccadsh100v5-series
  Standard_NCC40ads_H100_v5: {
    vcpus: 40,
    memoryGiB: 320,
    tempDiskGiB: 800,
    gpu: { ...h100Nvl, ...drivers.none, count: 1 },
  },
  // gpu-accelerated/ndh100v5-series
  Standard_ND96isr_H100_v5: nd(1900, { ...h100, count: 8 }),
  // gpu-accelerated/nd-h200-v5-series
  Standard_ND96isr_H200_v5: nd(1850, { ...h200, count: 8 }),
  // gpu-accelerated/nc-rtxpro6000-bse-v6-series
  Standard_NC144lds_xl_RTXPRO6000BSE_v6: {
    vcpus: 144,
    memoryGiB: 264,
    tempDiskGiB: 1024,
    gpu: { ...rtxPro6000, count: 1 },
  },
  Standard_NC144ds_xl_RTXPRO6000BSE_v6: {
    vcpus: 144,
    memoryGiB: 516,
    tempDiskGiB: 1024,
    gpu: { ...rtxPro6000, count: 1 },
  },
  Standard_NC288lds_xl_RTXPRO6000BSE_v6: {
    vcpus: 288,
    memoryGiB: 516,
    tempDiskGiB: 2048,
    gpu: { ...rtxPro6000, count: 2 },
  },
  Standard_NC288ds_xl_RTXPRO6000BSE_v6: {
    vcpus: 288,
    memoryGiB: 1032,
    tempDiskGiB: 2048,
    gpu: { ...rtxPro6000, count: 2 },
  },
} as const satisfies Record<string, VmSizeFacts>;

function nc(
  vcpus: number,
  memoryGiB: number,
  tempDiskGiB: number,
  nvmeDisksGiB: readonly number[],
  gpu: GpuFacts,
): VmSizeFacts {
  return { vcpus, memoryGiB, tempDiskGiB, nvmeDisksGiB, gpu };
}

function nd(memoryGiB: number, gpu: GpuFacts): VmSizeFacts {
  return { vcpus: 96, memoryGiB, tempDiskGiB: 1024, nvmeDisksGiB: ndNvmeGiB, gpu };
}
