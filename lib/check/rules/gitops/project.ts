import { isJsonObject, listAt, textAt, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { argoApplications } from '../../views/argo-applications';

const application = (source: string, sync = 'syncPolicy: { automated: { prune: true, selfHeal: true } }') => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: app, namespace: argocd }
spec:
  project: apps
  source: { ${source} }
  destination: { server: https://kubernetes.default.svc, namespace: apps }
  ${sync}
---
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: apps, namespace: argocd }
spec:
  sourceRepos: [https://charts.example.com]
  destinations: [{ server: https://kubernetes.default.svc, namespace: apps }]
`;
const chart = 'repoURL: https://charts.example.com, chart: redis, targetRevision: 20.1.0';

export const project: Rule = {
  id: 'gitops/project',
  title: 'An application is within its project',
  severity: 'error',
  why: 'Argo CD refuses to sync it: "application repo is not permitted in project".',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/projects (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: application('repoURL: https://other.example.com, chart: redis, targetRevision: 20.1.0'),
  },
  good: { kubernetes: application(chart) },
  check: (picture) =>
    argoApplications(picture).flatMap(({ found, spec, field }) => {
      const { object } = found;
      const name = textAt(spec, 'project');
      const project = picture.find('AppProject', name, object.metadata.namespace);
      const projects = picture.ofKind('AppProject');
      if (name === undefined || name === 'default' || projects.length === 0) return [];
      if (project === undefined) {
        return [
          {
            in: found,
            field: `${field}.project`,
            message: `"${name}", which is not there`,
            expected: `one of ${projects.map((each) => each.object.metadata.name).join(', ')}`,
            fix: 'Correct the name, or add the AppProject.',
          },
        ];
      }
      const repositories = listAt(project.object, 'spec.sourceRepos').map(String);
      const single = valueAt(spec, 'source');
      const sources = [...(isJsonObject(single) ? [single] : []), ...listAt(spec, 'sources')];
      const strangers = sources
        .flatMap((source) => textAt(source, 'repoURL') ?? [])
        .filter((url) => !repositories.some((pattern) => like(pattern, url)));
      const destination = valueAt(spec, 'destination');
      const allowed = listAt(project.object, 'spec.destinations');
      const isAllowed = destination === undefined || allowed.some((each) => covers(each, destination));
      return [
        ...strangers.map((url) => ({
          in: found,
          field: `${field}.source.repoURL`,
          message: `"${url}", which the project ${name} does not allow`,
          expected: `one of ${repositories.join(', ')}`,
          fix: 'Add the repository to sourceRepos, or correct it.',
        })),
        ...(isAllowed
          ? []
          : [
              {
                in: found,
                field: `${field}.destination`,
                message: `${describe(destination)}, which the project ${name} does not allow`,
                expected: `one of: ${allowed.map(describe).join('; ')}`,
                fix: 'Add the destination to the project, or correct it.',
              },
            ]),
      ];
    }),
};

/** Each of what both sides say; the server and the name are two ways to say which cluster. */
function covers(allowed: unknown, destination: unknown): boolean {
  return ['server', 'name', 'namespace'].every((key) => {
    const wanted = textAt(destination, key);
    const pattern = textAt(allowed, key);
    if (wanted === undefined || pattern === '*') return true;
    if (pattern === undefined) return key === 'namespace';
    return like(pattern, wanted);
  });
}

function describe(destination: unknown): string {
  const namespace = textAt(destination, 'namespace') ?? 'any namespace';
  const cluster = textAt(destination, 'name') ?? textAt(destination, 'server');
  return cluster === undefined ? namespace : `${namespace} of ${cluster}`;
}

/** Argo CD's patterns: `*` for anything. */
function like(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(text);
}
