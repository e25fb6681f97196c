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
  title: 'An Application must sync an existing folder',
  severity: 'error',
  why: 'Argo CD cannot compare a folder that is not in Git. The Application becomes Unknown, and the cluster keeps its old state.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/directory (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: `${application('root', '.')}---${application('app', 'dist/ap')}` },
  good: { kubernetes: application('root', '.') },
  check: (picture) => {
    const applications = picture.ofKind('Application').flatMap((found) => {
      const path = textAt(found.object, 'spec.source.path');
      const repository = textAt(found.object, 'spec.source.repoURL') ?? '';
      if (path === undefined || chartSourcesOf(found.object).length > 0) return [];
      const relativePath = path.replace(/^\.?\/+|\/+$/g, '');
      const exists =
        relativePath === '' ||
        relativePath === '.' ||
        picture.files.some(
          (file) => file.path.startsWith(`${relativePath}/`) || file.path.includes(`/${relativePath}/`),
        );
      return [{ found, path, repository, exists }];
    });
    // A repository without any folder in these files is a different repository.
    const checkedRepositories = new Set(
      applications.filter(({ exists }) => exists).map(({ repository }) => repository),
    );
    return applications
      .filter(({ exists, repository }) => !exists && checkedRepositories.has(repository))
      .map(({ found, path }) => ({
        in: found,
        field: 'spec.source.path',
        message: `The folder "${path}" contains no files, so Argo CD cannot sync the Application.`,
        expected: 'an existing folder of the repository',
        fix: 'Correct the path, or delete the Application.',
      }));
  },
};
