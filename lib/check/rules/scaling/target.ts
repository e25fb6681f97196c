import { textAt } from '../../../values/json';
import { inNamespace } from '../../in-namespace';
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
  title: 'A ScaledObject must reference an existing workload',
  severity: 'error',
  why: 'KEDA waits for a workload of that name and scales nothing. Only the status of the ScaledObject reports it.',
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
      // If these files contain no workload of this namespace, another source creates it.
      const others = podsOf(picture).filter(
        (pod) => pod.namespace === namespace && pod.owner.object.kind === target.kind,
      );
      // A Helm chart can create the workload.
      const hasChart = picture
        .ofKind('Application')
        .some(
          ({ object }) =>
            textAt(object, 'spec.destination.namespace') === namespace &&
            JSON.stringify(object['spec']).includes('"chart"'),
        );
      if (others.length === 0 || hasChart || target.name.includes('{{')) return [];
      const names = [...new Set(others.map(({ owner }) => owner.object.metadata.name))];
      return [
        {
          in: found,
          field: 'spec.scaleTargetRef.name',
          message: `${target.kind} ${target.name} does not exist ${inNamespace(namespace)}, so KEDA scales nothing.`,
          expected: `one of the workloads in the namespace: ${names.join(', ')}`,
          fix: 'Correct the name or the kind in scaleTargetRef.',
        },
      ];
    }),
};
