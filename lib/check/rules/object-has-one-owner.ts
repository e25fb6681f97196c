import { apiGroupOf, describeObject, type OwnedObject } from '../deployment-picture';
import type { Rule } from '../rule';

const id = 'object-has-one-owner';

export const objectHasOneOwner: Rule = {
  id,
  title: 'Every object is in one place only',
  severity: 'error',
  why: 'Two Argo CD applications with one object take turns in changing it; with prune, removing it from one deletes it for both.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/sync-options, FailOnSharedResource (2026-11)',
  check: ({ objects }) => {
    const owners = new Map<string, OwnedObject>();
    return objects.flatMap((owned) => {
      const { object, file } = owned;
      const { name, namespace } = object.metadata;
      // Without the version: v1 and v1beta1 of a kind are one object in the cluster.
      const key = [apiGroupOf(object), object.kind, namespace ?? '', name].join('/');
      const first = owners.get(key);
      if (first === undefined) {
        owners.set(key, owned);
        return [];
      }
      return [
        {
          rule: id,
          file,
          object: describeObject(object),
          is: `in "${owned.application}" and in ${first.file} of "${first.application}"`,
          mustBe: 'in one application',
          fix: 'Rename one of the two, or let one construct make it and the other use it.',
        },
      ];
    });
  },
};
