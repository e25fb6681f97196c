import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';

const pool = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: { pool: { name: 'pool', vm_size: 'Standard_D8s_v5', ...body } },
  },
});

export const ephemeralOsDisk: Rule = {
  id: 'storage/ephemeral-os-disk',
  title: 'An ephemeral OS disk fits the temporary disk of its size',
  severity: 'error',
  why: 'Azure refuses the pool when it is made, after everything else is there.',
  source: 'Azure/AKS#2635; learn.microsoft.com/azure/virtual-machines/ephemeral-os-disks (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pool({ os_disk_type: 'Ephemeral', os_disk_size_gb: 128 }) },
  good: { terraform: pool({ vm_size: 'Standard_D8ds_v5', os_disk_type: 'Ephemeral', os_disk_size_gb: 128 }) },
  check: (picture) =>
    nodePoolsOf(picture).flatMap((pool) => {
      const sizeGiB = numberAt(pool.json, 'os_disk_size_gb');
      if (pool.json['os_disk_type'] !== 'Ephemeral' || pool.vmSize === undefined) return [];
      const { tempDiskGiB, name } = pool.vmSize;
      if (tempDiskGiB > 0 && (sizeGiB ?? 0) <= tempDiskGiB) return [];
      return [
        {
          in: pool.resource,
          field: poolField(pool, 'os_disk_type'),
          message: `Ephemeral${sizeGiB === undefined ? '' : ` with ${sizeGiB} GiB`}; ${name} has a temporary disk of ${tempDiskGiB} GiB`,
          expected: tempDiskGiB === 0 ? 'Managed' : `Managed, or at most ${tempDiskGiB} GiB`,
          fix: 'Use a managed disk, or a size with a temporary disk (a "d" in its name).',
        },
      ];
    }),
};
