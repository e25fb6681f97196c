import { nearestName } from '../../../problems/value-rules';
import type { Rule } from '../../rule';
import { keyReferencesOf, keysOf } from '../../views/key-sources';
import { deploymentExample } from '../example-manifests';

const app = (key: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: app, namespace: apps }
data: { address: "https://api.example.com" }
---${deploymentExample(`env: [{ name: ADDRESS, valueFrom: { configMapKeyRef: { name: app, key: ${key} } } }]`)}`;

export const existingKey: Rule = {
  id: 'secrets/existing-key',
  title: 'A pod must read keys that its ConfigMap or Secret has',
  severity: 'error',
  why: 'The container stays in CreateContainerConfigError, or the volume is not mounted, until the key exists.',
  source: 'kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: app('adress') },
  good: { kubernetes: app('address') },
  check: (picture) =>
    keyReferencesOf(picture).flatMap((reference) => {
      const keys = keysOf(picture, reference);
      const { in: found, field, kind, name, key } = reference;
      if (keys === undefined || keys.includes(key)) return [];
      const nearest = /"(.*)"/.exec(nearestName(key, keys))?.[1];
      return [
        {
          in: found,
          field,
          message: `${kind} ${name} has no key ${key}, so the container does not start.`,
          expected: keys.length === 0 ? `a key of ${kind} ${name}, which has none` : keys.join(' or '),
          fix:
            nearest === undefined ? `Correct the key, or add it to ${kind} ${name}.` : `Set key: ${nearest}.`,
        },
      ];
    }),
};
