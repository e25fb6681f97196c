import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';

const pod = (mount: string) =>
  deploymentExample(`volumeMounts: [{ name: ${mount}, mountPath: /tmp }]`, {
    pod: 'volumes: [{ name: tmp, emptyDir: {} }]',
  });

export const volume: Rule = {
  id: 'storage/volume',
  title: 'A container must mount volumes that the pod defines',
  severity: 'error',
  why: 'Kubernetes rejects the pod, so no replica of the workload starts.',
  source: 'kubernetes.io/docs/concepts/storage/volumes (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: pod('temp') },
  good: { kubernetes: pod('tmp') },
  check: (picture) =>
    containersOf(picture).flatMap(({ pod, path, json }) =>
      listAt(json, 'volumeMounts').flatMap((mount, index) => {
        const name = textAt(mount, 'name');
        const volumes = [
          ...listAt(pod.spec, 'volumes').map((volume) => textAt(volume, 'name')),
          ...listAt(pod.owner.object, 'spec.volumeClaimTemplates').map((claim) =>
            textAt(claim, 'metadata.name'),
          ),
        ];
        if (name === undefined || volumes.includes(name)) return [];
        return [
          {
            in: pod.owner,
            field: `${path}.volumeMounts[${index}].name`,
            message: `The pod has no volume "${name}", so Kubernetes rejects it.`,
            expected:
              volumes.length === 0
                ? 'a volume of the pod, which has none'
                : `one of the volumes of the pod: ${volumes.join(', ')}`,
            fix: 'Correct the name, or add the volume to the pod.',
          },
        ];
      }),
    ),
};
