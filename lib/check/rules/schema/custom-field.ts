import { schemaRule } from '../schema-rule';

const scaledObject = (limits: string) => `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: { name: app, namespace: apps }
spec:
  scaleTargetRef: { name: app }
  ${limits}
  triggers:
    - { type: cpu, metricType: Utilization, metadata: { value: "60" } }
`;

export const customField = schemaRule(
  {
    id: 'schema/custom-field',
    title: 'Every field of a custom resource must exist in its CustomResourceDefinition',
    severity: 'warning',
    why: 'The API server drops a field that the definition does not have, or refuses the object under strict validation. The check knows one version of each definition, so a newer product can have the field.',
    source:
      'kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions (Field pruning); the CustomResourceDefinitions of the releases that the message names (2026-12)',
    bad: { kubernetes: scaledObject('minReplicas: 1') },
    good: { kubernetes: scaledObject('minReplicaCount: 1') },
    consequence: 'the API server refuses the object or drops the field',
  },
  ({ kind, isCustom }) => kind === 'unknown field' && isCustom,
);
