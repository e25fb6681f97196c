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
  title: 'A cluster must have a node pool without taints',
  severity: 'warning',
  why: 'Argo CD, controllers and most charts have no tolerations. If every pool has a taint, their pods stay Pending.',
  source: 'learn.microsoft.com/azure/aks/use-system-pools; Azure/AKS#1484 (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pools(['sku=gpu:NoSchedule']) },
  good: { terraform: pools([]) },
  check: (picture) => {
    const all = nodePoolsOf(picture);
    const hasUntaintedPool = all.some(
      ({ taints, isUnknown, resource }) =>
        isUnknown || resource.isMultiple || taints.every(({ effect }) => effect === 'PreferNoSchedule'),
    );
    // Nodes of node auto-provisioning do not belong to a pool.
    const clusters = picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .filter(({ attributes }) => attributes['node_provisioning_profile'] === undefined);
    if (all.length === 0 || hasUntaintedPool) return [];
    return clusters.slice(0, 1).map((cluster) => ({
      in: cluster,
      message: `Every node pool (${all.map(({ name }) => name).join(', ')}) has a taint, so pods without tolerations stay Pending.`,
      expected: 'a node pool without taints',
      fix: 'Add a node pool without taints for all pods that need no GPU.',
    }));
  },
};
