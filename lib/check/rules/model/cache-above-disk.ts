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
  title: 'The disk of a node holds what its pods may write',
  severity: 'warning',
  why: 'Volumes of emptyDir are on the disk of the node: the download fills it, and the kubelet evicts pods that did nothing wrong.',
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
      // Without a size AKS takes one by the VM; with ephemeral storage on the temporary disk another rule knows.
      const sizes = pools.map(({ json }) =>
        json['kubelet_disk_type'] === 'Temporary' ? undefined : numberAt(json, 'os_disk_size_gb'),
      );
      if (volumes.length === 0 || sizes.length === 0 || sizes.includes(undefined)) return [];
      const wanted = volumes.reduce((sum, { bytes }) => sum + bytes, 0) / gib;
      const most = Math.max(...sizes.map((size) => size!));
      if (wanted <= most) return [];
      const [largest] = [...volumes].sort((a, b) => b.bytes - a.bytes);
      return [
        {
          in: pod.owner,
          field: podField(pod, `spec.volumes[${largest!.index}].emptyDir.sizeLimit`),
          message: `${Math.round(wanted)}Gi with the other volumes on disk; nodes of ${pools.map(({ name }) => name).join(', ')} have a disk of ${most} GB`,
          expected: `below ${most} GB, less what images and the system take`,
          fix: 'Raise os_disk_size_gb of the pool, or mount a disk of its own.',
        },
      ];
    });
  },
};

const gib = 2 ** 30;
