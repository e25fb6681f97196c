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
  title: 'The least of a scaler is below its most',
  severity: 'error',
  why: 'KEDA refuses it when it is applied.',
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
              message: `${maxReplicas}, with a minReplicaCount of ${minReplicas}`,
              expected: `${minReplicas} or more`,
              fix: 'Raise maxReplicaCount.',
            },
          ],
    ),
};
