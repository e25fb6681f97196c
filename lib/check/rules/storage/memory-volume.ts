import { listAt, textAt } from '../../../values/json';
import { parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';

const pod = (size: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  template:
    spec:
      containers: [{ name: vllm, image: "app:1.0.0", resources: { limits: { memory: 8Gi } }, volumeMounts: [{ name: shm, mountPath: /dev/shm }] }]
      volumes: [{ name: shm, emptyDir: { medium: Memory, sizeLimit: ${size} } }]
`;

export const memoryVolume: Rule = {
  id: 'storage/memory-volume',
  title: 'A volume in memory must be smaller than the memory limit of its container',
  severity: 'error',
  why: 'Files in the volume count as memory of the container. When the volume fills, Kubernetes kills the container.',
  source: 'kubernetes.io/docs/concepts/storage/volumes/#emptydir (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: pod('16Gi') },
  good: { kubernetes: pod('4Gi') },
  check: (picture) =>
    podsOf(picture).flatMap((pod) =>
      listAt(pod.spec, 'volumes').flatMap((volume, index) => {
        if (textAt(volume, 'emptyDir.medium') !== 'Memory') return [];
        const name = textAt(volume, 'name');
        const size = textAt(volume, 'emptyDir.sizeLimit') ?? '';
        const limits = pod.containers
          .filter(({ json }) => listAt(json, 'volumeMounts').some((mount) => textAt(mount, 'name') === name))
          .flatMap(({ json }) => textAt(json, 'resources.limits.memory') ?? []);
        const lowestLimit = Math.min(
          ...limits.map((limit) => parseMemoryBytes(limit) ?? Number.POSITIVE_INFINITY),
        );
        if ((parseMemoryBytes(size) ?? 0) < lowestLimit) return [];
        return [
          {
            in: pod.owner,
            field: podField(pod, `spec.volumes[${index}].emptyDir.sizeLimit`),
            message: `The volume may grow to ${size} but the memory limit of its container is ${limits.join(', ')}, so Kubernetes kills the container when the volume fills.`,
            expected: 'a sizeLimit below the memory limit',
            fix: 'Lower sizeLimit, or raise the memory limit.',
          },
        ];
      }),
    ),
};
