import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';

const project = (repository: string) => `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: apps, namespace: argocd }
spec: { sourceRepos: [${repository}], destinations: [{ server: https://kubernetes.default.svc, namespace: apps }] }
`;

export const projectWildcard: Rule = {
  id: 'gitops/project-wildcard',
  title: 'An AppProject must not allow every repository, namespace or kind',
  severity: 'warning',
  why: 'An AppProject that allows everything restricts nothing. An Application can install cluster-wide roles from any repository.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/projects (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: project("'*'") },
  good: { kubernetes: project('https://github.com/my-org/gitops') },
  check: (picture) =>
    picture.ofKind('AppProject').flatMap((found) => {
      const hasWildcard = (list: string, key?: string) =>
        listAt(found.object, list).some((each) => (key === undefined ? each : textAt(each, key)) === '*');
      const lists = [
        { list: 'sourceRepos', key: undefined, items: 'repositories' },
        { list: 'destinations', key: 'namespace', items: 'namespaces' },
        { list: 'clusterResourceWhitelist', key: 'kind', items: 'cluster-scoped kinds' },
      ];
      return lists
        .filter(({ list, key }) => hasWildcard(`spec.${list}`, key))
        .map(({ list, items }) => ({
          in: found,
          field: `spec.${list}`,
          message: `${list} contains a wildcard, so the AppProject does not restrict the ${items} of its Applications.`,
          expected: `only the ${items} that the Applications need`,
          fix: `List the required ${items} in ${list}.`,
        }));
    }),
};
