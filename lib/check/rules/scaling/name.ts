import { maxScaledObjectNameLength } from '../../../facts/kubernetes-names';
import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';

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

export const name: Rule = {
  id: 'scaling/name',
  title: 'The name of a ScaledObject must leave room for the name of its HorizontalPodAutoscaler',
  severity: 'error',
  why: 'KEDA names the HorizontalPodAutoscaler keda-hpa-<name>, with at most 63 characters. If the name is too long, KEDA cannot create it and the workload does not scale.',
  source: 'kedacore/keda (getHPAName) (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaled('minReplicaCount: 1').replace(
      'ScaledObject\nmetadata: { name: app,',
      `ScaledObject\nmetadata: { name: ${'a'.repeat(55)},`,
    ),
  },
  good: { kubernetes: scaled('minReplicaCount: 1') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found }) => {
      const { name } = found.object.metadata;
      const hasOwn = textAt(found.object, 'spec.advanced.horizontalPodAutoscalerConfig.name') !== undefined;
      if (found.object.kind !== 'ScaledObject' || hasOwn || name.length <= maxScaledObjectNameLength)
        return [];
      return [
        {
          in: found,
          field: 'metadata.name',
          message: `The name has ${name.length} characters, so KEDA cannot create the HorizontalPodAutoscaler keda-hpa-<name>.`,
          expected: `a name of at most ${maxScaledObjectNameLength} characters`,
          fix: 'Shorten the name, or set advanced.horizontalPodAutoscalerConfig.name.',
        },
      ];
    }),
};
