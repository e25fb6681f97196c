import type { CustomVmSize, VmSize } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';

/** Why the platform does not support a VM size of Azure, with an alternative. */
export interface RefusedVmSize {
  /** The reason. */
  readonly message: string;
  /** An alternative. */
  readonly fix: string;
}

/**
 * Sizes of AKS without support for models: fractions of a GPU, AMD GPUs, which cannot run images
 * for CUDA, and preview sizes that Azure no longer deploys. AKS installs no driver on nodes with
 * Arm64 CPUs (`ensureGPUDrivers()` returns; Azure/AgentBaker#8950 is open), and the GPU Operator
 * does not configure the NVLink domain (IMEX) of GB200 and GB300. The images of vLLM would run:
 * they have arm64 variants.
 *
 * @see learn.microsoft.com/azure/virtual-machines/sizes/gpu-accelerated/nvadsa10v5-series,
 * ndmi300xv5-series, nd-gb200-v6-series and nc-rtxpro6000-bse-v6-series;
 * microsoft/physical-ai-toolchain `gpu-configuration.md` (fractions and preview sizes of RTX PRO
 * 6000); Azure/karpenter-provider-azure `pkg/utils/supported-gpus.yaml`;
 * Azure/AgentBaker#8745, #8950 (2026-11)
 */
const refused: Readonly<Record<string, RefusedVmSize>> = {
  Standard_NV6ads_A10_v5: partOfA10('1/6', 4),
  Standard_NV12ads_A10_v5: partOfA10('1/3', 8),
  Standard_NV18ads_A10_v5: partOfA10('1/2', 12),
  Standard_NC24lds_xl_RTXPRO6000BSE_v6: partOfRtxPro6000('1/4', 24, 'l'),
  Standard_NC36lds_xl_RTXPRO6000BSE_v6: partOfRtxPro6000('1/4', 24, 'l'),
  Standard_NC36ds_xl_RTXPRO6000BSE_v6: partOfRtxPro6000('1/4', 24, ''),
  Standard_NC72lds_xl_RTXPRO6000BSE_v6: partOfRtxPro6000('1/2', 48, 'l'),
  Standard_NC72ds_xl_RTXPRO6000BSE_v6: partOfRtxPro6000('1/2', 48, ''),
  Standard_NC128lds_xl_RTXPRO6000BSE_v6: previewSize('Standard_NC144lds_xl_RTXPRO6000BSE_v6'),
  Standard_NC128ds_xl_RTXPRO6000BSE_v6: previewSize('Standard_NC144ds_xl_RTXPRO6000BSE_v6'),
  Standard_NC256lds_xl_RTXPRO6000BSE_v6: previewSize('Standard_NC288lds_xl_RTXPRO6000BSE_v6'),
  Standard_NC256ds_xl_RTXPRO6000BSE_v6: previewSize('Standard_NC288ds_xl_RTXPRO6000BSE_v6'),
  Standard_NC320lds_xl_RTXPRO6000BSE_v6: previewSize('Standard_NC288lds_xl_RTXPRO6000BSE_v6'),
  Standard_NC320ds_xl_RTXPRO6000BSE_v6: previewSize('Standard_NC288ds_xl_RTXPRO6000BSE_v6'),
  Standard_ND128isr_NDR_GB200_v6: graceBlackwell('GB200'),
  Standard_ND128isr_GB300_v6: graceBlackwell('GB300'),
  Standard_ND96isr_MI300X_v5: mi300x(),
  Standard_ND96is_MI300X_v5: mi300x(),
};

/** Why an existing VM size is not supported; undefined for any other name. */
export function refusedVmSize(name: string): RefusedVmSize | undefined {
  return Object.hasOwn(refused, name) ? refused[name] : undefined;
}

function partOfA10(share: string, memoryGb: number): RefusedVmSize {
  return {
    message: `it has ${share} of an A10 (${memoryGb} GB), but an engine requires whole GPUs`,
    fix: 'Use Standard_NV36ads_A10_v5 (1 x A10 24 GB) or Standard_NC4as_T4_v3 (1 x T4 16 GB).',
  };
}

function partOfRtxPro6000(share: string, memoryGb: number, memory: 'l' | ''): RefusedVmSize {
  return {
    message: `it has ${share} of an RTX PRO 6000 (${memoryGb} GB), but an engine requires whole GPUs`,
    fix: `Use Standard_NC144${memory}ds_xl_RTXPRO6000BSE_v6 (1 x RTX PRO 6000 96 GB).`,
  };
}

function previewSize(successor: string): RefusedVmSize {
  return {
    message: 'it is a preview size of the NC RTX PRO 6000 BSE v6 series, which Azure no longer deploys',
    fix: `Use ${successor}.`,
  };
}

function graceBlackwell(model: string): RefusedVmSize {
  return {
    message: `it has 4 x ${model} with Arm64 CPUs, on which AKS installs no GPU driver`,
    fix: 'Use Standard_ND96isr_H200_v5 (8 x H200 141 GB).',
  };
}

function mi300x(): RefusedVmSize {
  return {
    message: 'it has 8 x AMD MI300X 192 GB, but the images of the engines require CUDA',
    fix: 'Use Standard_ND96isr_H200_v5 (8 x H200 141 GB).',
  };
}

/** Minimum memory of a whole GPU, GB. */
const wholeGpuGb: Readonly<Record<string, number>> = {
  T4: 16,
  A10: 24,
  A100: 40,
  H100: 80,
  H200: 141,
  'RTX PRO 6000': 96,
};
/** Sanity limit: no node has more GPUs. */
const maxGpus = 16;

/** Adds the problems of the GPUs of a size, which would make every sizing wrong. */
export function checkVmSizeFacts({ gpu }: VmSize, problems: ProblemList): void {
  if (gpu === undefined) return;
  const at = problems.at('gpu');
  requireInteger(at, 'count', gpu.count, { min: 1, max: maxGpus, unit: 'GPUs' });
  if (!(typeof gpu.memoryGb === 'number' && gpu.memoryGb > 0 && Number.isFinite(gpu.memoryGb))) {
    at.add(
      'memoryGb',
      `${JSON.stringify(gpu.memoryGb)} is not allowed`,
      'Set a number of GB greater than 0.',
    );
  }
  const { usableGiB } = gpu;
  if (usableGiB !== undefined && !(usableGiB > 0 && usableGiB <= gpu.memoryGb)) {
    at.add(
      'usableGiB',
      `${JSON.stringify(usableGiB)} is not allowed for a GPU with ${gpu.memoryGb} GB`,
      'Set the total capacity that PyTorch reports, or remove it.',
    );
  }
}

/** Adds the problems of a VM size in the definition, which would make every derived value wrong. */
export function checkCustomVmSize(size: CustomVmSize, problems: ProblemList): void {
  const amount = (list: ProblemList, key: string | number, value: number, unit: string): void => {
    if (typeof value === 'number' && value > 0 && Number.isFinite(value)) return;
    list.add(key, `${JSON.stringify(value)} is not allowed`, `Set a number of ${unit} greater than 0.`);
  };
  const known = refusedVmSize(size.name);
  if (known !== undefined && size.gpu !== undefined) problems.add('', known.message, known.fix);
  requireInteger(problems, 'vcpus', size.vcpus, { min: 1, max: 1024, unit: 'vCPUs' });
  amount(problems, 'memoryGiB', size.memoryGiB, 'GiB');
  if (!(size.tempDiskGiB >= 0 && Number.isFinite(size.tempDiskGiB))) {
    problems.add('tempDiskGiB', `${size.tempDiskGiB} is not allowed`, 'Set a number of GiB, 0 for none.');
  }
  size.nvmeDisksGiB?.forEach((disk, index) => {
    amount(problems.at('nvmeDisksGiB'), index, disk, 'GiB');
  });
  const { gpu } = size;
  if (gpu === undefined) return;
  const at = problems.at('gpu');
  checkVmSizeFacts(size, problems);
  const whole = Object.hasOwn(wholeGpuGb, gpu.model) ? wholeGpuGb[gpu.model]! : 0;
  if (gpu.memoryGb < whole) {
    at.add(
      'memoryGb',
      `${gpu.memoryGb} GB is a fraction of the ${gpu.model}, which has ${whole} GB or more, but an engine requires whole GPUs`,
      'Use a size with whole GPUs.',
    );
  }
  if (!/^\d{1,2}\.\d$/.test(gpu.computeCapability)) {
    at.add(
      'computeCapability',
      `"${gpu.computeCapability}" is not a compute capability`,
      'Use a value from developer.nvidia.com/cuda-gpus, such as "9.0".',
    );
  }
  if (gpu.driverBranch !== undefined) {
    // 0: AKS installs no driver. R450 is the oldest branch that runs CUDA 11.
    const isBranch =
      Number.isInteger(gpu.driverBranch) && (gpu.driverBranch === 0 || gpu.driverBranch >= 450);
    if (!isBranch || gpu.driverBranch > 999) {
      at.add(
        'driverBranch',
        `${gpu.driverBranch} is not a branch of NVIDIA's driver`,
        'Use the number before the first dot of the driver version, such as 580; 0 if AKS installs no driver.',
      );
    }
  }
}
