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

export const serviceBusNamespace: Rule = {
  id: 'scaling/service-bus-namespace',
  title: 'KEDA gets the bare name of the namespace',
  severity: 'error',
  why: 'KEDA adds the suffix itself: "my-bus.servicebus.windows.net.servicebus.windows.net" is nobody.',
  source: 'kedacore/keda pkg/scalers/azure_servicebus_scaler.go (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaled(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus.servicebus.windows.net, queueName: tasks, messageCount: "5" } }',
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
      triggers.flatMap(({ type, metadata, path }) => {
        const namespace = textAt(metadata, 'namespace');
        if (type !== 'azure-servicebus' || namespace === undefined || !/[./:]/.test(namespace)) return [];
        return [
          {
            in: found,
            field: `${path}.metadata.namespace`,
            message: `"${namespace}"`,
            expected: `"${namespace.replace(/^[a-z]+:\/\//, '').split('.')[0]}", without suffix`,
            fix: 'Correct it.',
          },
        ];
      }),
    ),
};
