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

export const metadataTexts: Rule = {
  id: 'scaling/metadata-texts',
  title: 'Trigger metadata must contain only strings',
  severity: 'error',
  why: "Kubernetes rejects the ScaledObject, because KEDA's schema allows only strings in trigger metadata.",
  source: 'kedacore/keda apis/keda/v1alpha1 (map[string]string) (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaled(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: 5 } }',
    ),
  },
  good: {
    kubernetes: scaled(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" } }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ metadata, path }) =>
        Object.entries(metadata).flatMap(([key, value]) =>
          typeof value === 'string'
            ? []
            : [
                {
                  in: found,
                  field: `${path}.metadata.${key}`,
                  message: `${key} is ${JSON.stringify(value)}, which is not a string, so Kubernetes rejects the ${found.object.kind}.`,
                  expected: `"${String(value)}"`,
                  fix: 'Put the value in quotes.',
                },
              ],
        ),
      ),
    ),
};
