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
      const wildcards = [
        ...(hasWildcard('spec.sourceRepos') ? ['spec.sourceRepos'] : []),
        ...(hasWildcard('spec.destinations', 'namespace') ? ['spec.destinations'] : []),
        ...(hasWildcard('spec.clusterResourceWhitelist', 'kind') ? ['spec.clusterResourceWhitelist'] : []),
      ];
      return wildcards.map((field) => ({
        in: found,
        field,
        message: `${field.slice('spec.'.length)} contains a wildcard, so the AppProject does not restrict its Applications.`,
        expected: 'only what the Applications of the project need',
        fix: 'List the required repositories, namespaces and kinds.',
      }));
    }),
};
