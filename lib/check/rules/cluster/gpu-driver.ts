import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';

const pool = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: { pool: { name: 'pool', vm_size: 'Standard_D8s_v5', ...body } },
  },
});

export const gpuDriver: Rule = {
  id: 'cluster/gpu-driver',
  title: 'A driver is for pools with GPUs',
  severity: 'error',
  why: 'AKS refuses gpu_driver on a size without a GPU.',
  source: 'learn.microsoft.com/azure/aks/use-nvidia-gpu (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pool({ gpu_driver: 'Install' }) },
  good: { terraform: pool({ vm_size: 'Standard_NC24ads_A100_v4', gpu_driver: 'Install' }) },
  check: (picture) =>
    nodePoolsOf(picture)
      .filter(
        ({ json, vmSize }) =>
          typeof json['gpu_driver'] === 'string' && vmSize !== undefined && vmSize.gpu === undefined,
      )
      .map((pool) => ({
        in: pool.resource,
        field: poolField(pool, 'gpu_driver'),
        message: `"${String(pool.json['gpu_driver'])}" on ${pool.vmSize!.name}, which has no GPU`,
        expected: 'left out',
        fix: 'Remove gpu_driver, or take a size with GPUs.',
      })),
};
