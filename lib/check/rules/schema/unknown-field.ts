import { schemaRule, serviceExample } from '../schema-rule';

export const unknownField = schemaRule(
  {
    id: 'schema/unknown-field',
    title: 'Every field must exist in the version of Kubernetes',
    severity: 'error',
    why: 'The clients kubectl and Argo CD send objects with strict validation, so the API server refuses an object with a misspelled or misplaced field. Without strict validation it drops the field, and the setting has no effect.',
    source:
      'kubernetes.io/docs/reference/using-api/api-concepts (Field validation); OpenAPI of kubernetes/kubernetes v1.35.4, v1.36.3, v1.37.2 (2026-12)',
    bad: { kubernetes: serviceExample('port: 80', '  selectors: { app: app }') },
    good: { kubernetes: serviceExample('port: 80') },
    consequence: 'the API server refuses the object or drops the field',
  },
  ({ kind, isCustom }) => kind === 'unknown field' && !isCustom,
);
