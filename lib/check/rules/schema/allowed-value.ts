import { schemaRule } from '../schema-rule';

const scaledObject = (type: string) => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps }
spec:
  scaleTargetRef: { name: app }
  minReplicaCount: 1
  triggers:
    - { type: cpu, metricType: Utilization, metadata: { value: "60" } }
  fallback: { failureThreshold: 3, replicas: 2, behavior: ${type} }
`;

export const allowedValue = schemaRule(
  {
    id: 'schema/allowed-value',
    title: 'Values must be among those that the schema allows',
    severity: 'error',
    why: 'The API server refuses an object with a value outside of the enumeration, the range or the pattern of its field.',
    source:
      'OpenAPI of kubernetes/kubernetes v1.35.4, v1.36.3, v1.37.2; the CustomResourceDefinitions of the releases that the message names (2026-12)',
    bad: { kubernetes: scaledObject('never') },
    good: { kubernetes: scaledObject('static') },
    consequence: 'the API server refuses the object',
  },
  ({ kind }) => kind === 'value',
);
