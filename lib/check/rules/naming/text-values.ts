import { fieldPath, isJsonObject, listAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { containersOf } from '../../views/pods';

const config = (value: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: apps, labels: { enabled: ${value} } }
`;

export const textValues: Rule = {
  id: 'naming/text-values',
  title: 'Labels, annotations, ConfigMap data and environment variables must be strings',
  severity: 'error',
  why: 'Kubernetes rejects the object, because true and 5 are not strings in YAML; "true" and "5" are.',
  source: 'argoproj/argo-cd#4391; kubernetes.io/docs/concepts/overview/working-with-objects/labels (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: config('true') },
  good: { kubernetes: config('"true"') },
  check: (picture) => [
    ...picture.objects.flatMap((found) =>
      [
        'metadata.labels',
        'metadata.annotations',
        ...(found.object.kind === 'ConfigMap' ? ['data'] : []),
      ].flatMap((field) => {
        const strings = valueAt(found.object, field);
        return Object.entries(isJsonObject(strings) ? strings : {})
          .filter(([, value]) => typeof value === 'number' || typeof value === 'boolean')
          .map(([key, value]) => ({
            in: found,
            field: fieldPath(field, key),
            message: `${key} is ${String(value)}, which is not a string, so Kubernetes rejects the object.`,
            expected: `"${String(value)}"`,
            fix: 'Put the value in quotes.',
          }));
      }),
    ),
    ...containersOf(picture).flatMap(({ pod, path, json }) =>
      listAt(json, 'env').flatMap((variable, index) => {
        const value = valueAt(variable, 'value');
        if (typeof value !== 'number' && typeof value !== 'boolean') return [];
        return [
          {
            in: pod.owner,
            field: `${path}.env[${index}].value`,
            message: `${String(valueAt(variable, 'name'))} is ${String(value)}, which is not a string, so Kubernetes rejects the object.`,
            expected: `"${String(value)}"`,
            fix: 'Put the value in quotes.',
          },
        ];
      }),
    ),
  ],
};
