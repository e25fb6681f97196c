import type { Rule } from '../../rule';
import { nodePoolsOf } from '../../views/node-pools';

const pools = (taints: readonly string[]) => ({
  resource: {
    azurerm_kubernetes_cluster: {
      aks: {
        name: 'aks',
        default_node_pool: { name: 'system', vm_size: 'Standard_D4s_v5', only_critical_addons_enabled: true },
      },
    },
    azurerm_kubernetes_cluster_node_pool: {
      pool: {
        name: 'pool',
        kubernetes_cluster_id: '${azurerm_kubernetes_cluster.aks.id}',
        vm_size: 'Standard_D8s_v5',
        node_taints: taints,
      },
    },
  },
});

export const untaintedPool: Rule = {
  id: 'cluster/untainted-pool',
  title: 'There is a pool for pods without tolerations',
  severity: 'warning',
  why: 'Argo CD, controllers and most charts tolerate nothing: with a taint on every pool they stay Pending for ever.',
  source: 'learn.microsoft.com/azure/aks/use-system-pools; Azure/AKS#1484 (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pools(['sku=gpu:NoSchedule']) },
  good: { terraform: pools([]) },
  check: (picture) => {
    const all = nodePoolsOf(picture);
    const isOpen = all.some(
      ({ taints, isUnknown, resource }) =>
        isUnknown || resource.isMultiple || taints.every(({ effect }) => effect === 'PreferNoSchedule'),
    );
    // Nodes that Azure provisions by itself belong to no pool.
    const clusters = picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .filter(({ attributes }) => attributes['node_provisioning_profile'] === undefined);
    if (all.length === 0 || isOpen) return [];
    return clusters.slice(0, 1).map((cluster) => ({
      in: cluster,
      message: `a cluster whose pools all have taints: ${all.map(({ name }) => name).join(', ')}`,
      expected: 'one with a pool that has none',
      fix: 'Add a pool without taints for everything that needs no GPU.',
    }));
  },
};
