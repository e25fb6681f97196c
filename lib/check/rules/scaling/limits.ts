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

export const limits: Rule = {
  id: 'scaling/limits',
  title: 'minReplicaCount must not be higher than maxReplicaCount',
  severity: 'error',
  why: 'KEDA rejects the ScaledObject when Argo CD applies it, and the workload does not scale.',
  source: 'kedacore/keda scaledobject_webhook.go (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: scaled('minReplicaCount: 5\n  maxReplicaCount: 3') },
  good: { kubernetes: scaled('minReplicaCount: 1\n  maxReplicaCount: 3') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, minReplicas, maxReplicas }) =>
      minReplicas <= maxReplicas
        ? []
        : [
            {
              in: found,
              field: 'spec.maxReplicaCount',
              message: `maxReplicaCount ${maxReplicas} is lower than minReplicaCount ${minReplicas}, so KEDA rejects the ${found.object.kind}.`,
              expected: `maxReplicaCount of ${minReplicas} or more`,
              fix: 'Raise maxReplicaCount, or lower minReplicaCount.',
            },
          ],
    ),
};
