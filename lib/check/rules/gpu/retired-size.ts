import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { gpuPoolExample } from '../example-terraform';

export const retiredSize: Rule = {
  id: 'gpu/retired-size',
  title: 'A VM size with GPUs is one that Azure still has',
  severity: 'error',
  why: 'Azure deallocates the nodes of a retired size, and starts no new ones: examples of some years ago name them.',
  source:
    'Azure/AKS#4847 and #4949; learn.microsoft.com/azure/virtual-machines/sizes/gpu-accelerated/ncv3-series (2026-11)',
  needs: ['terraform'],
  bad: { terraform: gpuPoolExample({ vm_size: 'Standard_NC6s_v3' }) },
  good: { terraform: gpuPoolExample({ vm_size: 'Standard_NC4as_T4_v3' }) },
  check: (picture) =>
    nodePoolsOf(picture).flatMap((pool) => {
      const size = pool.vmSizeName ?? '';
      const [, since] = retired.find(([pattern]) => pattern.test(size)) ?? [];
      if (since === undefined) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'vm_size'),
          message: `"${size}" of a retired series, without nodes since ${since}`,
          expected: 'a size of today',
          fix: 'Use Standard_NC4as_T4_v3, Standard_NV36ads_A10_v5, Standard_NC24ads_A100_v4 or Standard_NC40ads_H100_v5.',
        },
      ];
    }),
};

/** K80, P100, P40, M60 and V100, in this order. Case counts for nothing in names of Azure. */
const retired: readonly (readonly [pattern: RegExp, since: string])[] = [
  [/^Standard_NC(?:6|12|24r?)(?:_Promo)?$/i, '2025-03'],
  [/^Standard_NC(?:6|12|24r?)s_v2(?:_Promo)?$/i, '2025-03'],
  [/^Standard_ND(?:6|12|24r?)s(?:_Promo)?$/i, '2025-03'],
  [/^Standard_NV(?:6|12|24)(?:_Promo)?$/i, '2025-03'],
  [/^Standard_NC(?:6|12|24r?)s_v3$/i, '2025-09'],
];
