import { schemaRule, serviceExample } from '../schema-rule';

export const missingField = schemaRule(
  {
    id: 'schema/missing-field',
    title: 'Required fields must be set',
    severity: 'error',
    why: 'The API server refuses an object without a field that its schema requires.',
    source:
      'OpenAPI of kubernetes/kubernetes v1.35.4, v1.36.3, v1.37.2; the CustomResourceDefinitions of the releases that the message names (2026-12)',
    bad: { kubernetes: serviceExample('targetPort: 8000') },
    good: { kubernetes: serviceExample('port: 80, targetPort: 8000') },
    consequence: 'the API server refuses the object',
  },
  ({ kind }) => kind === 'missing field',
);
