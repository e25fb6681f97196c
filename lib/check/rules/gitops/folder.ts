import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { chartSourcesOf } from '../../views/chart-sources';

const application = (name: string, folder: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name}, namespace: argocd }
spec:
  project: default
  source: { repoURL: "https://github.com/my-org/gitops", path: ${folder}, targetRevision: main }
  destination: { server: "https://kubernetes.default.svc", namespace: apps }
`;

export const folder: Rule = {
  id: 'gitops/folder',
  title: 'An application syncs a folder that is there',
  severity: 'error',
  why: 'Argo CD cannot compare a folder that Git does not have: the application is Unknown, and what was deployed stays as it was.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/directory (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: `${application('root', '.')}---${application('app', 'dist/ap')}` },
  good: { kubernetes: application('root', '.') },
  check: (picture) => {
    const applications = picture.ofKind('Application').flatMap((found) => {
      const path = textAt(found.object, 'spec.source.path');
      const repository = textAt(found.object, 'spec.source.repoURL') ?? '';
      if (path === undefined || chartSourcesOf(found.object).length > 0) return [];
      const cleaned = path.replace(/^\.?\/+|\/+$/g, '');
      const isThere =
        cleaned === '' ||
        cleaned === '.' ||
        picture.files.some(
          (file) => file.path.startsWith(`${cleaned}/`) || file.path.includes(`/${cleaned}/`),
        );
      return [{ found, path, repository, isThere }];
    });
    // A repository of which nothing is here is another one.
    const here = new Set(applications.filter(({ isThere }) => isThere).map(({ repository }) => repository));
    return applications
      .filter(({ isThere, repository }) => !isThere && here.has(repository))
      .map(({ found, path }) => ({
        in: found,
        field: 'spec.source.path',
        message: `"${path}", and no file lies there`,
        expected: 'a folder of the repository',
        fix: 'Correct the path, or remove the application.',
      }));
  },
};
