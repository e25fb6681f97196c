import type { Rule } from '../../rule';
import { blocksAt } from '../../terraform-resource';
import { nodePoolsOf, poolField } from '../../views/node-pools';

const cluster = (isAutoscaled: boolean) => ({
  resource: {
    azurerm_kubernetes_cluster: {
      aks: {
        name: 'aks',
        node_provisioning_profile: { mode: 'Auto' },
        default_node_pool: {
          name: 'system',
          vm_size: 'Standard_D4s_v5',
          ...(isAutoscaled ? { auto_scaling_enabled: true, min_count: 3, max_count: 5 } : { node_count: 3 }),
        },
      },
    },
  },
});

export const nodeProvisioning: Rule = {
  id: 'cluster/node-provisioning',
  title: 'Node auto-provisioning and the cluster autoscaler must not both be enabled',
  severity: 'error',
  why: 'Azure rejects a cluster with node auto-provisioning and autoscaled node pools.',
  source: 'learn.microsoft.com/azure/aks/node-auto-provisioning (2026-11)',
  needs: ['terraform'],
  bad: { terraform: cluster(true) },
  good: { terraform: cluster(false) },
  check: (picture) => {
    const isAutomatic = picture
      .resourcesOf('azurerm_kubernetes_cluster')
      .some((found) => blocksAt(found, 'node_provisioning_profile').some(({ mode }) => mode === 'Auto'));
    if (!isAutomatic) return [];
    return nodePoolsOf(picture)
      .filter(({ json }) => json['auto_scaling_enabled'] === true)
      .map((pool) => ({
        in: pool.resource,
        field: poolField(pool, 'auto_scaling_enabled'),
        message:
          'auto_scaling_enabled is true and node_provisioning_profile.mode is Auto, so Azure rejects the cluster.',
        expected: 'no auto_scaling_enabled, or the mode Manual',
        fix: 'Remove auto_scaling_enabled, or set node_provisioning_profile.mode = "Manual".',
      }));
  },
};
