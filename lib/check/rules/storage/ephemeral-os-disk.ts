import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { nodePoolExample } from '../example-terraform';

export const ephemeralOsDisk: Rule = {
  id: 'storage/ephemeral-os-disk',
  title: 'An ephemeral OS disk must fit on the temporary disk of its VM size',
  severity: 'error',
  why: 'Azure rejects the node pool late in the apply, when the other resources already exist.',
  source: 'Azure/AKS#2635; learn.microsoft.com/azure/virtual-machines/ephemeral-os-disks (2026-11)',
  needs: ['terraform'],
  bad: { terraform: nodePoolExample({ os_disk_type: 'Ephemeral', os_disk_size_gb: 128 }) },
  good: {
    terraform: nodePoolExample({
      vm_size: 'Standard_D8ds_v5',
      os_disk_type: 'Ephemeral',
      os_disk_size_gb: 128,
    }),
  },
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
          message:
            tempDiskGiB === 0
              ? `${name} has no temporary disk for the ephemeral OS disk, so Azure rejects the node pool.`
              : `The ephemeral OS disk needs ${sizeGiB} GiB but ${name} has a temporary disk of ${tempDiskGiB} GiB, so Azure rejects the node pool.`,
          expected:
            tempDiskGiB === 0
              ? 'os_disk_type Managed'
              : `os_disk_type Managed, or at most ${tempDiskGiB} GiB`,
          fix: 'Use a managed disk, or a VM size with a large enough temporary disk ("d" in its name).',
        },
      ];
    }),
};
