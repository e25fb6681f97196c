import { refusedVmSize } from '../../../engine/sizing/refused-vm-sizes';
import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { containersOf } from '../../views/pods';
import { gpuPoolExample } from '../example-terraform';

export const fraction: Rule = {
  id: 'gpu/fraction',
  title: 'A GPU node pool must have whole NVIDIA GPUs with a driver',
  severity: 'warning',
  why: 'A part of a GPU cannot hold a model, images for CUDA do not run on AMD GPUs, and AKS installs no driver on Arm64 nodes. The model server fails at startup.',
  source:
    'learn.microsoft.com/azure/virtual-machines/sizes/gpu-accelerated/nvadsa10v5-series and ndmi300xv5-series; Azure/AgentBaker#8950 (2026-11)',
  needs: ['terraform'],
  bad: { terraform: gpuPoolExample({ vm_size: 'Standard_NV12ads_A10_v5' }) },
  good: { terraform: gpuPoolExample({ vm_size: 'Standard_NV36ads_A10_v5' }) },
  check: (picture) => {
    const usesAmd = containersOf(picture).some(({ json }) =>
      JSON.stringify(json['resources'] ?? {}).includes('amd.com/gpu'),
    );
    return nodePoolsOf(picture).flatMap((pool) => {
      const refused = pool.vmSizeName === undefined ? undefined : refusedVmSize(pool.vmSizeName);
      if (refused === undefined || (isAmd.test(pool.vmSizeName!) && usesAmd)) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'vm_size'),
          message: `VM size ${pool.vmSizeName} cannot serve models: ${refused.message}.`,
          expected: 'a VM size with whole NVIDIA GPUs and a driver',
          fix: refused.fix,
        },
      ];
    });
  },
};

const isAmd = /_MI\d+X_/;
