import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';

const pool = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: { pool: { name: 'pool', vm_size: 'Standard_D8s_v5', ...body } },
  },
});

export const rotationName: Rule = {
  id: 'cluster/rotation-name',
  title: 'A pool has a name for while it is replaced',
  severity: 'warning',
  why: 'Without another name, a change of the VM size replaces the default pool by replacing the cluster, and any other pool by deleting it first.',
  source:
    'hashicorp/terraform-provider-azurerm#28636; registry.terraform.io azurerm_kubernetes_cluster (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pool({ temporary_name_for_rotation: 'pool' }) },
  good: { terraform: pool({ temporary_name_for_rotation: 'pooltemp' }) },
  check: (picture) =>
    nodePoolsOf(picture).flatMap((pool) => {
      const temporary = pool.json['temporary_name_for_rotation'];
      if (pool.resource.isMultiple || (temporary !== undefined && temporary !== pool.name)) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'temporary_name_for_rotation'),
          message: temporary === undefined ? 'left out' : `"${pool.name}", as the pool itself`,
          expected: 'another name: up to 12 lower-case letters and digits',
          fix: `Set it to "${(pool.name ?? 'pool').slice(0, 8)}temp".`,
        },
      ];
    }),
};
