import { fieldPath, mapAt } from '../../../values/json';
import { nodeLabelKeyProblem } from '../../../values/node-labels';
import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';

const pool = (label: string) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: {
      pool: { name: 'pool', vm_size: 'Standard_D8s_v5', node_labels: { [label]: 'a' } },
    },
  },
});

export const nodeLabel: Rule = {
  id: 'naming/node-label',
  title: 'Labels and taints of a pool are of one’s own',
  severity: 'error',
  why: 'AKS refuses labels and taints with its own prefixes.',
  source: 'learn.microsoft.com/azure/aks/use-labels; hashicorp/terraform-provider-azurerm#18567 (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pool('kubernetes.azure.com/team') },
  good: { terraform: pool('example.com/team') },
  check: (picture) =>
    nodePoolsOf(picture).flatMap((pool) =>
      Object.keys(mapAt(pool.json, 'node_labels')).flatMap((key) => {
        const problem = nodeLabelKeyProblem(key);
        if (problem === undefined || key.includes('${')) return [];
        return [
          {
            in: pool.resource,
            field: fieldPath(poolField(pool, 'node_labels'), key),
            message: `not taken: ${problem}`,
            expected: 'a label with a prefix of your own, or none',
            fix: 'Choose another key.',
          },
        ];
      }),
    ),
};
