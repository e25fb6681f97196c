import { listAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { nodePoolExample } from '../example-terraform';

export const nodeCountWithAutoscaler: Rule = {
  id: 'cluster/node-count-with-autoscaler',
  title: 'A node pool with autoscaling must not set node_count',
  severity: 'error',
  why: 'Every apply resets the pool to that number, in the middle of the day, and deletes nodes that run models.',
  source:
    'hashicorp/terraform-provider-azurerm#33143; registry.terraform.io azurerm_kubernetes_cluster_node_pool (2026-11)',
  needs: ['terraform'],
  bad: {
    terraform: nodePoolExample({ auto_scaling_enabled: true, min_count: 1, max_count: 3, node_count: 2 }),
  },
  good: { terraform: nodePoolExample({ auto_scaling_enabled: true, min_count: 1, max_count: 3 }) },
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
        message: `node_count is ${String(pool.json['node_count'])} although the pool autoscales, so every apply resets the number of nodes.`,
        expected: 'no node_count, or node_count in ignore_changes',
        fix: 'Remove node_count; the autoscaler chooses a number between min_count and max_count.',
      })),
};
