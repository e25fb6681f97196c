import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';

const pools = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: {
      cpu: { name: 'cpu', vm_size: 'Standard_D8s_v5', max_count: 3 },
      gpu: { name: 'gpu', vm_size: 'Standard_NC24ads_A100_v4', max_count: 2, ...body },
    },
  },
});

export const untaintedPool: Rule = {
  id: 'gpu/untainted-pool',
  title: 'A pool with GPUs has a taint',
  severity: 'warning',
  why: 'Pods that need no GPU land there and keep the dearest nodes of the cluster from going; those that need one find them full.',
  source: 'learn.microsoft.com/azure/aks/use-nvidia-gpu (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pools({}) },
  good: { terraform: pools({ node_taints: ['sku=gpu:NoSchedule'] }) },
  check: (picture) => {
    const pools = nodePoolsOf(picture);
    // Where there are no other nodes, everything must run there.
    if (!pools.some(({ vmSize }) => vmSize !== undefined && vmSize.gpu === undefined)) return [];
    return pools
      .filter(
        ({ vmSize, taints, isUnknown, path }) =>
          vmSize?.gpu !== undefined && path === '' && !isUnknown && taints.length === 0,
      )
      .map((pool) => ({
        in: pool.resource,
        field: poolField(pool, 'node_taints'),
        message: `left out of a pool of ${pool.vmSizeName}`,
        expected: 'a taint that only pods with GPUs tolerate',
        fix: 'Add node_taints = ["sku=gpu:NoSchedule"], and the toleration to the workloads and the device plugin.',
      }));
  },
};
