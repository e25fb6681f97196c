import { describeObject } from '../../deployment-picture';
import type { Rule } from '../../rule';
import { type Autoscaler, autoscalersOf } from '../../views/autoscalers';

const scaler = (name: string, target: string) => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: ${name}, namespace: apps }
spec: { scaleTargetRef: { name: ${target} }, minReplicaCount: 1 }
`;

export const oneScaler: Rule = {
  id: 'scaling/one-scaler',
  title: 'One scaler for each workload',
  severity: 'error',
  why: 'Two autoscalers take turns: one adds the replicas that the other takes away. KEDA’s webhook refuses the second, unless it does not answer in time.',
  source:
    'kedacore/keda apis/keda/v1alpha1/scaledobject_webhook.go (verifyHpas, verifyScaledObjects) (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: `${scaler('a', 'app')}---${scaler('b', 'app')}` },
  good: { kubernetes: `${scaler('a', 'app')}---${scaler('b', 'other')}` },
  check: (picture) => {
    const first = new Map<string, Autoscaler>();
    return autoscalersOf(picture).flatMap((scaler) => {
      const { found, targetKind, targetName } = scaler;
      const key = [targetKind, found.object.metadata.namespace ?? '', targetName].join('/');
      const other = first.get(key);
      if (other === undefined) {
        first.set(key, scaler);
        return [];
      }
      // The same object twice is another rule's.
      if (describeObject(other.found.object) === describeObject(found.object)) return [];
      return [
        {
          in: found,
          field: 'spec.scaleTargetRef',
          message: `${targetKind} "${targetName}", which ${describeObject(other.found.object)} scales too`,
          expected: 'scaled by one',
          fix: 'Put the triggers into one ScaledObject.',
        },
      ];
    });
  },
};
