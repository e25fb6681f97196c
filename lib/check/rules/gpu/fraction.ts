import { refusedVmSize } from '../../../engine/sizing/refused-vm-sizes';
import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { containersOf } from '../../views/pods';
import { gpuPoolExample } from '../example-terraform';

export const fraction: Rule = {
  id: 'gpu/fraction',
  title: 'A pool has whole NVIDIA GPUs',
  severity: 'warning',
  why: 'A sixth of an A10 holds no model, and images built for CUDA do not run on GPUs of AMD: both are found when the engine starts.',
  source:
    'learn.microsoft.com/azure/virtual-machines/sizes/gpu-accelerated/nvadsa10v5-series and ndmi300xv5-series (2026-11)',
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
          message: `"${pool.vmSizeName}": ${refused.message}`,
          expected: 'a size with whole NVIDIA GPUs',
          fix: refused.fix,
        },
      ];
    });
  },
};

const isAmd = /_MI\d+X_/;
