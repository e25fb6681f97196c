import { numberAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf, targetOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const replicasStated: Rule = {
  id: 'scaling/replicas-stated',
  title: 'A workload with an autoscaler must not set replicas',
  severity: 'error',
  why: 'Every Argo CD sync resets the replica count to the number in Git, even under load.',
  source: 'argoproj/argo-cd#5105; kedacore/keda#3052 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample('minReplicaCount: 1').replace(
      'spec:\n  template',
      'spec:\n  replicas: 3\n  template',
    ),
  },
  good: { kubernetes: scaledAppExample('minReplicaCount: 1') },
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
