import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { nodePoolExample } from '../example-terraform';

export const rotationName: Rule = {
  id: 'cluster/rotation-name',
  title: 'A node pool must have a temporary_name_for_rotation that differs from its name',
  severity: 'warning',
  why: 'Without a temporary name, a change of the VM size replaces the whole cluster for the default pool, and deletes any other pool before the new one exists.',
  source:
    'hashicorp/terraform-provider-azurerm#28636; registry.terraform.io azurerm_kubernetes_cluster (2026-11)',
  needs: ['terraform'],
  bad: { terraform: nodePoolExample({ temporary_name_for_rotation: 'pool' }) },
  good: { terraform: nodePoolExample({ temporary_name_for_rotation: 'pooltemp' }) },
  check: (picture) =>
    nodePoolsOf(picture).flatMap((pool) => {
      const temporary = pool.json['temporary_name_for_rotation'];
      if (pool.resource.isMultiple || (temporary !== undefined && temporary !== pool.name)) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'temporary_name_for_rotation'),
          message: `temporary_name_for_rotation is ${temporary === undefined ? 'not set' : `"${pool.name}", the name of the pool itself`}, so a change of the VM size deletes the pool or the cluster first.`,
          expected: 'a different name of up to 12 lower-case letters and digits',
          fix: `Set temporary_name_for_rotation = "${(pool.name ?? 'pool').slice(0, 8)}temp".`,
        },
      ];
    }),
};
