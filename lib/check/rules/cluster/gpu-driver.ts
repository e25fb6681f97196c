import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { nodePoolExample } from '../example-terraform';

export const gpuDriver: Rule = {
  id: 'cluster/gpu-driver',
  title: 'gpu_driver must be set only on GPU node pools',
  severity: 'error',
  why: 'AKS rejects gpu_driver on a VM size without a GPU.',
  source: 'learn.microsoft.com/azure/aks/use-nvidia-gpu (2026-11)',
  needs: ['terraform'],
  bad: { terraform: nodePoolExample({ gpu_driver: 'Install' }) },
  good: { terraform: nodePoolExample({ vm_size: 'Standard_NC24ads_A100_v4', gpu_driver: 'Install' }) },
  check: (picture) =>
    nodePoolsOf(picture)
      .filter(
        ({ json, vmSize }) =>
          typeof json['gpu_driver'] === 'string' && vmSize !== undefined && vmSize.gpu === undefined,
      )
      .map((pool) => ({
        in: pool.resource,
        field: poolField(pool, 'gpu_driver'),
        message: `gpu_driver is "${String(pool.json['gpu_driver'])}" but ${pool.vmSize!.name} has no GPU, so AKS rejects the node pool.`,
        expected: 'no gpu_driver',
        fix: 'Remove gpu_driver, or choose a VM size with GPUs.',
      })),
};
