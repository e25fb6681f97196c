import { listAt, numberAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { podField, podsOf } from '../../views/pods';
import { scalersOf, targetOf } from '../../views/scaled-objects';

const claimed = (replicas: number) => `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: cache, namespace: models }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 100Gi } } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  replicas: ${replicas}
  strategy: { type: Recreate }
  template:
    spec:
      containers: [{ name: vllm, image: "app:1.0.0" }]
      volumes: [{ name: cache, persistentVolumeClaim: { claimName: cache } }]
`;

export const sharedClaim: Rule = {
  id: 'storage/shared-claim',
  title: 'A ReadWriteOnce volume must have only one pod',
  severity: 'error',
  why: 'A second pod on another node cannot attach the disk. It waits with a Multi-Attach error.',
  source:
    'kubernetes.io/docs/concepts/storage/persistent-volumes (access modes); 2i2c-org/infrastructure (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: claimed(2) },
  good: { kubernetes: claimed(1) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) =>
      listAt(pod.spec, 'volumes').flatMap((volume, index) => {
        const name = textAt(volume, 'persistentVolumeClaim.claimName');
        const claim = picture.find('PersistentVolumeClaim', name, pod.namespace);
        const modes = listAt(claim?.object, 'spec.accessModes');
        const { owner } = pod;
        const scaler = scalersOf(picture).find((each) => targetOf(picture, each) === owner);
        const maximum = scaler?.maxReplicas ?? numberAt(owner.object, 'spec.replicas') ?? 1;
        const isSurging =
          owner.object.kind === 'Deployment' &&
          valueAt(owner.object, 'spec.strategy.type') !== 'Recreate' &&
          valueAt(owner.object, 'spec.strategy.rollingUpdate.maxSurge') !== 0;
        const isOnce = modes.length === 1 && /^ReadWriteOnce(?:Pod)?$/.test(String(modes[0]));
        if (!isOnce || (maximum <= 1 && !isSurging)) return [];
        return [
          {
            in: owner,
            field: podField(pod, `spec.volumes[${index}].persistentVolumeClaim.claimName`),
            message: `PersistentVolumeClaim ${name} attaches to one node, but ${maximum > 1 ? `up to ${maximum} pods mount it` : 'a rollout runs the old and the new pod at once'}, so a pod on another node waits with a Multi-Attach error.`,
            expected: maximum > 1 ? 'ReadWriteMany, or one replica' : 'strategy.type Recreate',
            fix:
              maximum > 1
                ? 'Use Azure Files, or a separate claim for each pod.'
                : 'Set strategy.type: Recreate.',
          },
        ];
      }),
    ),
};
