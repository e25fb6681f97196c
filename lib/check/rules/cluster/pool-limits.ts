import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';

const pool = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: { pool: { name: 'pool', vm_size: 'Standard_D8s_v5', ...body } },
  },
});

export const poolLimits: Rule = {
  id: 'cluster/pool-limits',
  title: 'A pool has room between its limits',
  severity: 'error',
  why: 'Azure refuses a pool whose least is above its most; one of at most 0 never has a node.',
  source: 'learn.microsoft.com/azure/aks/cluster-autoscaler (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pool({ auto_scaling_enabled: true, min_count: 4, max_count: 3 }) },
  good: { terraform: pool({ auto_scaling_enabled: true, min_count: 0, max_count: 3 }) },
  check: (picture) =>
    nodePoolsOf(picture).flatMap((pool) => {
      const { minCount = 0, maxCount } = pool;
      if (pool.json['auto_scaling_enabled'] !== true || maxCount === undefined) return [];
      if (minCount <= maxCount && maxCount > 0) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'max_count'),
          message: `${maxCount}, with a min_count of ${minCount}`,
          expected: `${Math.max(1, minCount)} or more`,
          fix: 'Raise max_count, or lower min_count.',
        },
      ];
    }),
};
