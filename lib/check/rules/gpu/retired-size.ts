import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { gpuPoolExample } from '../example-terraform';

export const retiredSize: Rule = {
  id: 'gpu/retired-size',
  title: 'A GPU node pool must use a VM size that Azure still offers',
  severity: 'error',
  why: 'Azure deallocates the nodes of a retired VM size and starts no new ones. Older examples still use these sizes.',
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
          message: `Azure retired the series of VM size ${size} in ${since}, so the node pool gets no nodes.`,
          expected: 'a VM size that Azure still offers',
          fix: 'Use Standard_NC4as_T4_v3, Standard_NV36ads_A10_v5, Standard_NC24ads_A100_v4 or Standard_NC40ads_H100_v5.',
        },
      ];
    }),
};

/** K80, P100, P40, M60 and V100, in this order. Azure ignores the case of VM sizes. */
const retired: readonly (readonly [pattern: RegExp, since: string])[] = [
  [/^Standard_NC(?:6|12|24r?)(?:_Promo)?$/i, '2025-03'],
  [/^Standard_NC(?:6|12|24r?)s_v2(?:_Promo)?$/i, '2025-03'],
  [/^Standard_ND(?:6|12|24r?)s(?:_Promo)?$/i, '2025-03'],
  [/^Standard_NV(?:6|12|24)(?:_Promo)?$/i, '2025-03'],
  [/^Standard_NC(?:6|12|24r?)s_v3$/i, '2025-09'],
];
