import { numberAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf, targetOf } from '../../views/scaled-objects';

const scaled = (
  spec: string,
  trigger = '{ type: cron, metadata: { timezone: Asia/Seoul, start: "0 8 * * *", end: "0 19 * * *", desiredReplicas: "2" } }',
) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec: { containers: [{ name: app, image: "app:1.0.0" }] }
---
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps }
spec:
  scaleTargetRef: { name: app }
  ${spec}
  triggers: [${trigger}]
`;

export const replicasStated: Rule = {
  id: 'scaling/replicas-stated',
  title: 'A workload with an autoscaler must not set replicas',
  severity: 'error',
  why: 'Every Argo CD sync resets the replica count to the number in Git, even under load.',
  source: 'argoproj/argo-cd#5105; kedacore/keda#3052 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaled('minReplicaCount: 1').replace('spec:\n  template', 'spec:\n  replicas: 3\n  template'),
  },
  good: { kubernetes: scaled('minReplicaCount: 1') },
  check: (picture) =>
    [
      ...scalersOf(picture).map((scaler) => targetOf(picture, scaler)),
      ...picture
        .ofKind('HorizontalPodAutoscaler')
        .map(({ object }) =>
          picture.find(
            String(valueAt(object, 'spec.scaleTargetRef.kind')),
            textAt(object, 'spec.scaleTargetRef.name'),
            object.metadata.namespace,
          ),
        ),
    ].flatMap((target) => {
      const replicas = target && numberAt(target.object, 'spec.replicas');
      if (target === undefined || replicas === undefined) return [];
      return [
        {
          in: target,
          field: 'spec.replicas',
          message: `replicas is ${replicas} although an autoscaler scales the workload, so every Argo CD sync resets the replica count.`,
          expected: 'no replicas field',
          fix: 'Remove spec.replicas; KEDA or the HorizontalPodAutoscaler sets it.',
        },
      ];
    }),
};
