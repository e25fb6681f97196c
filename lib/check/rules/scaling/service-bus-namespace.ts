import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledAppExample } from '../example-manifests';

export const serviceBusNamespace: Rule = {
  id: 'scaling/service-bus-namespace',
  title: 'A Service Bus trigger must use the namespace name without a suffix',
  severity: 'error',
  why: 'KEDA appends the suffix itself. It then connects to my-bus.servicebus.windows.net.servicebus.windows.net, which does not exist, and the workload does not scale.',
  source: 'kedacore/keda pkg/scalers/azure_servicebus_scaler.go (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus.servicebus.windows.net, queueName: tasks, messageCount: "5" } }',
    ),
  },
  good: {
    kubernetes: scaledAppExample(
      'minReplicaCount: 1',
      '{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks, messageCount: "5" } }',
    ),
  },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path }) => {
        const namespace = textAt(metadata, 'namespace');
        if (type !== 'azure-servicebus' || namespace === undefined || !/[./:]/.test(namespace)) return [];
        const bareName = namespace.replace(/^[a-z]+:\/\//, '').split('.')[0];
        return [
          {
            in: found,
            field: `${path}.metadata.namespace`,
            message: `The namespace "${namespace}" is an address, so KEDA appends a second suffix and cannot connect.`,
            expected: `"${bareName}"`,
            fix: `Set namespace: ${bareName}.`,
          },
        ];
      }),
    ),
};
