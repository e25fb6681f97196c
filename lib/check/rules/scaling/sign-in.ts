import { textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { scalersOf } from '../../views/scaled-objects';
import { scaledObjectExample } from '../example-manifests';

const queue = (fields: string) =>
  scaledObjectExample(
    'minReplicaCount: 1,',
    `{ type: azure-servicebus, metadata: { namespace: my-bus, queueName: tasks }, ${fields} }`,
  );

export const signIn: Rule = {
  id: 'scaling/sign-in',
  title: 'A trigger on Service Bus or managed Prometheus must reference a TriggerAuthentication',
  severity: 'error',
  why: 'Service Bus and managed Prometheus reject requests without a token. The ScaledObject does not become ready, and the workload does not scale.',
  source:
    'keda.sh/docs/2.20/scalers/azure-service-bus; learn.microsoft.com/azure/azure-monitor/containers/integrate-keda (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: queue('metricType: AverageValue') },
  good: { kubernetes: queue('authenticationRef: { name: keda }') },
  check: (picture) =>
    scalersOf(picture).flatMap(({ found, triggers }) =>
      triggers.flatMap(({ type, metadata, path, authentication }) => {
        const isQueue = type === 'azure-servicebus' && metadata['connectionFromEnv'] === undefined;
        const address = textAt(metadata, 'serverAddress') ?? '';
        const isManaged = type === 'prometheus' && /\.prometheus\.monitor\.azure\./.test(address);
        if (authentication !== undefined || !(isQueue || isManaged)) return [];
        if (valueAt(found.object, `${path}.authenticationRef`) !== undefined) return [];
        return [
          {
            in: found,
            field: `${path}.authenticationRef`,
            message: `The trigger on ${isQueue ? 'Service Bus' : address} has no authenticationRef, so KEDA gets no token and the workload does not scale.`,
            expected: 'a TriggerAuthentication with a workload identity',
            fix: 'Add authenticationRef: { name: … } to the trigger.',
          },
        ];
      }),
    ),
};
