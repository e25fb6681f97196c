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
  title: 'A workload must have only one autoscaler',
  severity: 'error',
  why: "Two autoscalers change the same replica count: one adds the replicas that the other removes. KEDA's webhook rejects the second one, but not if it times out.",
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
      // gitops/one-owner reports two copies of one object.
      if (describeObject(other.found.object) === describeObject(found.object)) return [];
      return [
        {
          in: found,
          field: 'spec.scaleTargetRef',
          message: `${describeObject(other.found.object)} already scales ${targetKind} ${targetName}, so each autoscaler undoes the changes of the other.`,
          expected: 'one autoscaler per workload',
          fix: 'Move all triggers into one ScaledObject, and delete the other autoscaler.',
        },
      ];
    });
  },
};
