import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { nodePoolExample } from '../example-terraform';

export const poolLimits: Rule = {
  id: 'cluster/pool-limits',
  title: 'A node pool must have a max_count of at least 1 and not lower than min_count',
  severity: 'error',
  why: 'Azure rejects a pool whose min_count is higher than its max_count. A pool with max_count 0 never has a node.',
  source: 'learn.microsoft.com/azure/aks/cluster-autoscaler (2026-11)',
  needs: ['terraform'],
  bad: { terraform: nodePoolExample({ auto_scaling_enabled: true, min_count: 4, max_count: 3 }) },
  good: { terraform: nodePoolExample({ auto_scaling_enabled: true, min_count: 0, max_count: 3 }) },
  check: (picture) =>
    nodePoolsOf(picture).flatMap((pool) => {
      const { minCount = 0, maxCount } = pool;
      if (pool.json['auto_scaling_enabled'] !== true || maxCount === undefined) return [];
      if (minCount <= maxCount && maxCount > 0) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'max_count'),
          message:
            minCount > maxCount
              ? `max_count ${maxCount} is lower than min_count ${minCount}, so Azure rejects the node pool.`
              : 'max_count is 0, so the node pool never has a node.',
          expected: `max_count of ${Math.max(1, minCount)} or more`,
          fix: 'Raise max_count, or lower min_count.',
        },
      ];
    }),
};
