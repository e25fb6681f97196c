import type { Rule } from '../../rule';
import { type NodePool, nodePoolsOf, poolField } from '../../views/node-pools';

const cluster = (pool: object) => ({
  resource: {
    azurerm_kubernetes_cluster: { aks: { name: 'aks', default_node_pool: { name: 'system', ...pool } } },
  },
});

export const systemPool: Rule = {
  id: 'cluster/system-pool',
  title: 'The system node pool must be large enough for AKS and must not use spot or B-series nodes',
  severity: 'error',
  why: 'AKS rejects system pools that are too small or that Azure can evict, because CoreDNS and the metrics server run on them.',
  source: 'learn.microsoft.com/azure/aks/use-system-pools (2026-11)',
  needs: ['terraform'],
  bad: { terraform: cluster({ vm_size: 'Standard_B4ms', min_count: 3, max_count: 5 }) },
  good: { terraform: cluster({ vm_size: 'Standard_D4s_v5', min_count: 3, max_count: 5 }) },
  check: (picture) =>
    nodePoolsOf(picture)
      .filter(({ mode }) => mode === 'System')
      .flatMap((pool) => {
        const problem = problemOf(pool);
        return problem === undefined
          ? []
          : [{ in: pool.resource, ...problem, field: poolField(pool, problem.field) }];
      }),
};

const minimum = { vcpus: 4, memoryGiB: 4 };

function problemOf({ vmSize, vmSizeName, isSpot, minCount }: NodePool) {
  if (isSpot)
    return {
      field: 'priority',
      message: 'The system pool uses spot nodes, which Azure can evict together with CoreDNS.',
      expected: 'priority Regular',
      fix: 'Use spot nodes only for other pools.',
    };
  if (vmSizeName !== undefined && /^Standard_B/.test(vmSizeName)) {
    return {
      field: 'vm_size',
      message: `${vmSizeName} is a burstable VM size, so CoreDNS slows down when its CPU credits are used up.`,
      expected: 'a VM size outside the B series',
      fix: 'Use Standard_D4s_v5.',
    };
  }
  if (vmSize !== undefined && (vmSize.vcpus < minimum.vcpus || vmSize.memoryGiB < minimum.memoryGiB)) {
    return {
      field: 'vm_size',
      message: `${vmSize.name} has ${vmSize.vcpus} vCPUs and ${vmSize.memoryGiB} GiB, which is too small for a system pool, so AKS rejects it.`,
      expected: `a VM size with at least ${minimum.vcpus} vCPUs and ${minimum.memoryGiB} GiB`,
      fix: 'Use Standard_D4s_v5.',
    };
  }
  if (minCount === 0) {
    return {
      field: 'min_count',
      message: 'min_count is 0, so the cluster can lose the nodes that run CoreDNS.',
      expected: 'min_count of 2 or more',
      fix: 'Raise min_count to 2 or more.',
    };
  }
  return undefined;
}
