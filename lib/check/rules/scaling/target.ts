import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { podsOf } from '../../views/pods';
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

export const target: Rule = {
  id: 'scaling/target',
  title: 'What is to be scaled is there',
  severity: 'error',
  why: 'KEDA waits for a workload of that name: nothing is scaled, and nothing says so but the status of the ScaledObject.',
  source: 'keda.sh/docs/2.20/reference/scaledobject-spec (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaled('minReplicaCount: 1').replace(
      'scaleTargetRef: { name: app }',
      'scaleTargetRef: { name: apps }',
    ),
  },
  good: { kubernetes: scaled('minReplicaCount: 1') },
  check: (picture) =>
    scalersOf(picture).flatMap((scaler) => {
      const { found, target } = scaler;
      const { namespace } = found.object.metadata;
      if (target === undefined || targetOf(picture, scaler) !== undefined) return [];
      // Where the namespace has no workloads here, they are elsewhere.
      const others = podsOf(picture).filter(
        (pod) => pod.namespace === namespace && pod.owner.object.kind === target.kind,
      );
      // A chart may bring anything to its namespace.
      const isCharted = picture
        .ofKind('Application')
        .some(
          ({ object }) =>
            textAt(object, 'spec.destination.namespace') === namespace &&
            JSON.stringify(object['spec']).includes('"chart"'),
        );
      if (others.length === 0 || isCharted || target.name.includes('{{')) return [];
      const names = [...new Set(others.map(({ owner }) => owner.object.metadata.name))];
      return [
        {
          in: found,
          field: 'spec.scaleTargetRef.name',
          message: `"${target.name}", which is no ${target.kind} of the namespace`,
          expected: `one of ${names.join(', ')}`,
          fix: 'Correct the name.',
        },
      ];
    }),
};
