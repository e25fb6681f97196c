import { apiGroupOf, type FoundObject } from '../../deployment-picture';
import type { Rule } from '../../rule';

const config = (name: string) => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name}, namespace: default }
`;

export const oneOwner: Rule = {
  id: 'gitops/one-owner',
  title: 'An object must be defined only once',
  severity: 'error',
  why: 'Two Argo CD applications with the same object overwrite each other. With prune, deleting the object from one application deletes it for both.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/sync-options, FailOnSharedResource (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: `${config('a')}---${config('a')}` },
  good: { kubernetes: `${config('a')}---${config('b')}` },
  check: ({ objects }) => {
    const owners = new Map<string, FoundObject>();
    return objects.flatMap((found) => {
      const { object, application } = found;
      const { name, namespace } = object.metadata;
      // Without the version, because v1 and v1beta1 of a kind are one object in the cluster.
      const key = [apiGroupOf(object), object.kind, namespace ?? '', name].join('/');
      const first = owners.get(key);
      if (first === undefined) {
        owners.set(key, found);
        return [];
      }
      const ofApplication = (folder: string | undefined) =>
        folder === undefined ? '' : ` of application "${folder}"`;
      return [
        {
          in: found,
          message: `The ${object.kind} is defined here${ofApplication(application)} and in ${first.file}${ofApplication(first.application)}, so the two definitions overwrite each other.`,
          expected: 'one definition of each object',
          fix: 'Rename one of the two objects, or let one construct create it and the other reference it.',
        },
      ];
    });
  },
};
