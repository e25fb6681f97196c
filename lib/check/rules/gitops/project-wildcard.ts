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
  title: 'A project says what it allows',
  severity: 'warning',
  why: 'A project that allows everything is no project: an application can bring roles for the whole cluster from any repository.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/projects (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: project("'*'") },
  good: { kubernetes: project('https://github.com/my-org/gitops') },
  check: (picture) =>
    picture.ofKind('AppProject').flatMap((found) => {
      const isEvery = (list: string, key?: string) =>
        listAt(found.object, list).some((each) => (key === undefined ? each : textAt(each, key)) === '*');
      const wide = [
        ...(isEvery('spec.sourceRepos') ? ['spec.sourceRepos'] : []),
        ...(isEvery('spec.destinations', 'namespace') ? ['spec.destinations'] : []),
        ...(isEvery('spec.clusterResourceWhitelist', 'kind') ? ['spec.clusterResourceWhitelist'] : []),
      ];
      return wide.map((field) => ({
        in: found,
        field,
        message: 'everything',
        expected: 'what the applications of the project need',
        fix: 'Name repositories, namespaces and kinds.',
      }));
    }),
};
