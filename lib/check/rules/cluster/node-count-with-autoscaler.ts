import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';

const pool = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: { pool: { name: 'pool', vm_size: 'Standard_D8s_v5', ...body } },
  },
});

export const nodeCountWithAutoscaler: Rule = {
  id: 'cluster/node-count-with-autoscaler',
  title: 'A pool that scales by itself has no node count',
  severity: 'error',
  why: 'Each apply sets the count back to what is written, in the middle of the day: nodes with running models are taken away.',
  source:
    'hashicorp/terraform-provider-azurerm#33143; registry.terraform.io azurerm_kubernetes_cluster_node_pool (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pool({ auto_scaling_enabled: true, min_count: 1, max_count: 3, node_count: 2 }) },
  good: { terraform: pool({ auto_scaling_enabled: true, min_count: 1, max_count: 3 }) },
  check: (picture) =>
    nodePoolsOf(picture)
      .filter(({ json, resource }) => {
        const ignored = listAt(resource.attributes, 'lifecycle.ignore_changes');
        const isIgnored = ignored.some((each) => /(?:^|\.)node_count$/.test(String(each)));
        return json['auto_scaling_enabled'] === true && typeof json['node_count'] === 'number' && !isIgnored;
      })
      .map((pool) => ({
        in: pool.resource,
        field: poolField(pool, 'node_count'),
        message: `${String(pool.json['node_count'])} beside auto_scaling_enabled`,
        expected: 'left out, or in ignore_changes: the autoscaler decides between min_count and max_count',
        fix: 'Remove node_count.',
      })),
};
