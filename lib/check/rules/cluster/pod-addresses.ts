import type { Rule } from '../../rule';
import { blocksAt, isLiteral } from '../../terraform-resource';
import { nodePoolsOf } from '../../views/node-pools';

const cluster = (cidr: string) => ({
  resource: {
    azurerm_kubernetes_cluster: {
      aks: {
        name: 'aks',
        network_profile: { network_plugin: 'azure', network_plugin_mode: 'overlay', pod_cidr: cidr },
        default_node_pool: { name: 'system', vm_size: 'Standard_D4s_v5', min_count: 3, max_count: 40 },
      },
    },
  },
});

export const podAddresses: Rule = {
  id: 'cluster/pod-addresses',
  title: 'The pod_cidr of an overlay network must have a /24 range for every node',
  severity: 'error',
  why: 'Each node uses a /24 range of pod_cidr. When no range is left, no node joins, and the autoscaler retries without end.',
  source: 'learn.microsoft.com/azure/aks/concepts-network-azure-cni-overlay (2026-11)',
  needs: ['terraform'],
  bad: { terraform: cluster('10.244.0.0/20') },
  good: { terraform: cluster('10.244.0.0/16') },
  check: (picture) => {
    const pools = nodePoolsOf(picture);
    const maximum = pools.reduce((sum, { maxCount = 0 }) => sum + maxCount, 0);
    if (pools.some(({ resource }) => resource.isMultiple)) return [];
    return picture.resourcesOf('azurerm_kubernetes_cluster').flatMap((cluster) =>
      blocksAt(cluster, 'network_profile').flatMap((profile) => {
        const cidr = profile['pod_cidr'];
        if (profile['network_plugin_mode'] !== 'overlay' || typeof cidr !== 'string' || !isLiteral(cidr))
          return [];
        const bits = Number(/\/(\d{1,2})$/.exec(cidr)?.[1] ?? Number.NaN);
        const nodes = 2 ** (24 - bits);
        if (Number.isNaN(bits) || bits > 24 || nodes >= maximum) return [];
        return [
          {
            in: cluster,
            field: 'network_profile.pod_cidr',
            message: `pod_cidr ${cidr} has room for ${nodes} nodes but the node pools can grow to ${maximum}, so the last nodes cannot join.`,
            expected: `a range of /${24 - Math.ceil(Math.log2(maximum))} or larger`,
            fix: 'Choose a larger range; you cannot change it after the cluster exists.',
          },
        ];
      }),
    );
  },
};
