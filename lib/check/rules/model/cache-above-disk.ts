import { isJsonObject, listAt, numberAt, textAt, valueAt } from '../../../values/json';
import { parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { enginesOf } from '../../views/engine-arguments';
import { podField } from '../../views/pods';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

const cache = {
  container: 'volumeMounts: [{ name: cache, mountPath: /root/.cache }]',
  pod: 'volumes: [{ name: cache, emptyDir: { sizeLimit: 200Gi } }]',
};

export const cacheAboveDisk: Rule = {
  id: 'model/cache-above-disk',
  title: 'Node disks must be large enough for the emptyDir volumes of a model server',
  severity: 'warning',
  why: 'An emptyDir volume is on the disk of the node. If a download fills the disk, the kubelet evicts pods, including pods of other workloads.',
  source: 'learn.microsoft.com/azure/aks/concepts-storage; ai-dynamo/dynamo#11550 (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: {
    kubernetes: vllmExample({ args: '--model=example/unknown', ...cache }),
    terraform: gpuPoolExample({ os_disk_size_gb: 128 }),
  },
  good: {
    kubernetes: vllmExample({ args: '--model=example/unknown', ...cache }),
    terraform: gpuPoolExample({ os_disk_size_gb: 512 }),
  },
  check: (picture) => {
    const pods = new Set(enginesOf(picture).map(({ container }) => container.pod));
    return [...pods].flatMap((pod) => {
      const volumes = listAt(pod.spec, 'volumes').flatMap((volume, index) => {
        const emptyDir = valueAt(volume, 'emptyDir');
        const isOnDisk = isJsonObject(emptyDir) && emptyDir['medium'] === undefined;
        const bytes = isOnDisk ? (parseMemoryBytes(textAt(emptyDir, 'sizeLimit') ?? '') ?? 0) : 0;
        return bytes === 0 ? [] : [{ index, bytes }];
      });
      const pools = candidatePools(picture, pod) ?? [];
      // Without os_disk_size_gb AKS derives the size from the VM size. With kubelet_disk_type
      // Temporary the volumes are on another disk.
      const sizes = pools.map(({ json }) =>
        json['kubelet_disk_type'] === 'Temporary' ? undefined : numberAt(json, 'os_disk_size_gb'),
      );
      if (volumes.length === 0 || sizes.length === 0 || sizes.includes(undefined)) return [];
      const total = volumes.reduce((sum, { bytes }) => sum + bytes, 0) / gib;
      const diskGb = Math.max(...sizes.map((size) => size!));
      if (total <= diskGb) return [];
      const [largest] = [...volumes].sort((a, b) => b.bytes - a.bytes);
      return [
        {
          in: pod.owner,
          field: podField(pod, `spec.volumes[${largest!.index}].emptyDir.sizeLimit`),
          message: `The emptyDir volumes of the pod can use ${Math.round(total)}Gi, but the nodes of pool ${pools.map(({ name }) => name).join(', ')} have an OS disk of ${diskGb} GB, so a download can fill it and evict pods.`,
          expected: `less than ${diskGb} GB, minus the space for images and the system`,
          fix: 'Raise os_disk_size_gb of the node pool, or mount a separate disk.',
        },
      ];
    });
  },
};

const gib = 2 ** 30;
