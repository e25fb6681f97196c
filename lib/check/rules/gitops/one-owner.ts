import { apiGroupOf, type FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';

const config = (name: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: default }
`;

export const oneOwner: Rule = {
  id: 'gitops/one-owner',
  title: 'Every object is in one place only',
  severity: 'error',
  why: 'Two Argo CD applications with one object take turns in changing it; with prune, removing it from one deletes it for both.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/sync-options, FailOnSharedResource (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: `${config('a')}---${config('a')}` },
  good: { kubernetes: `${config('a')}---${config('b')}` },
  check: ({ objects }) => {
    const owners = new Map<string, FoundObject>();
    return objects.flatMap((found) => {
      const { object, application } = found;
      const { name, namespace } = object.metadata;
      // Without the version: v1 and v1beta1 of a kind are one object in the cluster.
      const key = [apiGroupOf(object), object.kind, namespace ?? '', name].join('/');
      const first = owners.get(key);
      if (first === undefined) {
        owners.set(key, found);
        return [];
      }
      const of = (each: string | undefined) => (each === undefined ? '' : ` of "${each}"`);
      return [
        {
          in: found,
          message: `in two places: here${of(application)} and in ${first.file}${of(first.application)}`,
          expected: 'in one application',
          fix: 'Rename one of the two, or let one construct make it and the other use it.',
        },
      ];
    });
  },
};
