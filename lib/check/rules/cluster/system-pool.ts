import type { Rule } from '../../rule';
import { type NodePool, nodePoolsOf, poolField } from '../../views/node-pools';

const cluster = (pool: object) => ({
  resource: {
    azurerm_kubernetes_cluster: { aks: { name: 'aks', default_node_pool: { name: 'system', ...pool } } },
  },
});

export const systemPool: Rule = {
  id: 'cluster/system-pool',
  title: 'The system pool is fit for what runs the cluster',
  severity: 'error',
  why: 'AKS refuses system pools that are too small or may be taken back; CoreDNS and the metrics server go with them.',
  source: 'learn.microsoft.com/azure/aks/use-system-pools (2026-11)',
  needs: ['terraform'],
  bad: { terraform: cluster({ vm_size: 'Standard_B4ms', min_count: 3, max_count: 5 }) },
  good: { terraform: cluster({ vm_size: 'Standard_D4s_v5', min_count: 3, max_count: 5 }) },
  check: (picture) =>
    nodePoolsOf(picture)
      .filter(({ mode }) => mode === 'System')
      .flatMap((pool) => {
        const wrong = problemOf(pool);
        return wrong === undefined
          ? []
          : [{ in: pool.resource, ...wrong, field: poolField(pool, wrong.field) }];
      }),
};

const minimum = { vcpus: 4, memoryGiB: 4 };

function problemOf({ vmSize, vmSizeName, isSpot, minCount }: NodePool) {
  if (isSpot)
    return {
      field: 'priority',
      message: 'Spot',
      expected: 'Regular',
      fix: 'Use spot nodes for other pools.',
    };
  if (vmSizeName !== undefined && /^Standard_B/.test(vmSizeName)) {
    return {
      field: 'vm_size',
      message: `"${vmSizeName}", whose CPU runs out of credit`,
      expected: 'a size that is not of the B series',
      fix: 'Use Standard_D4s_v5.',
    };
  }
  if (vmSize !== undefined && (vmSize.vcpus < minimum.vcpus || vmSize.memoryGiB < minimum.memoryGiB)) {
    return {
      field: 'vm_size',
      message: `"${vmSize.name}" with ${vmSize.vcpus} vCPUs`,
      expected: 'a size of at least 4 vCPUs and 4 GiB',
      fix: 'Use Standard_D4s_v5.',
    };
  }
  if (minCount === 0) {
    return { field: 'min_count', message: '0', expected: '2 or more', fix: 'Raise min_count.' };
  }
  return undefined;
}
