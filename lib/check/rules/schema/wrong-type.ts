import type { ObjectProblem } from '../../views/object-problems';
import { schemaRule, serviceExample } from '../schema-rule';

export const wrongType = schemaRule(
  {
    id: 'schema/wrong-type',
    title: 'Values must have the type of their field',
    severity: 'error',
    why: 'The API server refuses an object whose field has another type: a number in quotes, a list in place of an object.',
    source:
      'OpenAPI of kubernetes/kubernetes v1.35.4, v1.36.3, v1.37.2; the CustomResourceDefinitions of the releases that the message names (2026-12)',
    bad: { kubernetes: serviceExample('port: "80"') },
    good: { kubernetes: serviceExample('port: 80') },
    consequence: 'the API server refuses the object',
  },
  (problem) => problem.kind === 'wrong type' && !isTextRule(problem),
);

/** Whether `naming/text-values` or `scaling/metadata-texts` reports the value. */
function isTextRule({ field, in: { object } }: ObjectProblem): boolean {
  return (
    /^metadata\.(?:labels|annotations)[.[]/.test(field) ||
    /\.env\[\d+\]\.value$/.test(field) ||
    (object.kind === 'ConfigMap' && /^data[.[]/.test(field)) ||
    (/^Scaled(?:Object|Job)$/.test(object.kind) && /^spec\.triggers\[\d+\]\.metadata[.[]/.test(field))
  );
}
