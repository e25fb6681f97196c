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
  title: 'A disk for one node has one pod',
  severity: 'error',
  why: 'The second pod lands on another node and waits for the disk for ever: Multi-Attach error.',
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
        const most = scaler?.maxReplicas ?? numberAt(owner.object, 'spec.replicas') ?? 1;
        const isSurging =
          owner.object.kind === 'Deployment' &&
          valueAt(owner.object, 'spec.strategy.type') !== 'Recreate' &&
          valueAt(owner.object, 'spec.strategy.rollingUpdate.maxSurge') !== 0;
        const isOnce = modes.length === 1 && /^ReadWriteOnce(?:Pod)?$/.test(String(modes[0]));
        if (!isOnce || (most <= 1 && !isSurging)) return [];
        return [
          {
            in: owner,
            field: podField(pod, `spec.volumes[${index}].persistentVolumeClaim.claimName`),
            message: `"${name}", a disk for one node, for ${most > 1 ? `up to ${most} pods` : 'the old and the new pod of a rollout'}`,
            expected: most > 1 ? 'ReadWriteMany, or one replica' : 'with the strategy Recreate',
            fix: most > 1 ? 'Use Azure Files, or a claim for each pod.' : 'Set strategy.type: Recreate.',
          },
        ];
      }),
    ),
};
