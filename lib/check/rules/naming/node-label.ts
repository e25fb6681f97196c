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
  title: 'Node labels must not use prefixes that AKS and Kubernetes reserve',
  severity: 'error',
  why: 'AKS rejects a node pool that has labels with these prefixes.',
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
            message: `AKS rejects the label: ${problem}.`,
            expected: 'a label with your own prefix, or without a prefix',
            fix: 'Choose another key.',
          },
        ];
      }),
    ),
};
