import { isJsonObject, listAt, textAt, valueAt } from '../../json';
import type { Rule } from '../../rule';

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
    picture.ofKind('Application').flatMap((found) => {
      const { object } = found;
      const name = textAt(object, 'spec.project');
      const project = picture.find('AppProject', name, object.metadata.namespace);
      const projects = picture.ofKind('AppProject');
      if (name === undefined || name === 'default' || projects.length === 0) return [];
      if (project === undefined) {
        return [
          {
            in: found,
            field: 'spec.project',
            is: `"${name}", which is not there`,
            mustBe: `one of ${projects.map((each) => each.object.metadata.name).join(', ')}`,
            fix: 'Correct the name, or add the AppProject.',
          },
        ];
      }
      const repositories = listAt(project.object, 'spec.sourceRepos').map(String);
      const single = valueAt(object, 'spec.source');
      const sources = [...(isJsonObject(single) ? [single] : []), ...listAt(object, 'spec.sources')];
      const strangers = sources
        .flatMap((source) => textAt(source, 'repoURL') ?? [])
        .filter((url) => !repositories.some((pattern) => like(pattern, url)));
      const namespace = textAt(object, 'spec.destination.namespace');
      const destinations = listAt(project.object, 'spec.destinations').map(
        (each) => textAt(each, 'namespace') ?? '*',
      );
      const isAllowed = namespace === undefined || destinations.some((pattern) => like(pattern, namespace));
      return [
        ...strangers.map((url) => ({
          in: found,
          field: 'spec.source.repoURL',
          is: `"${url}", which the project ${name} does not allow`,
          mustBe: `one of ${repositories.join(', ')}`,
          fix: 'Add the repository to sourceRepos, or correct it.',
        })),
        ...(isAllowed
          ? []
          : [
              {
                in: found,
                field: 'spec.destination.namespace',
                is: `"${namespace}", which the project ${name} does not allow`,
                mustBe: `one of ${destinations.join(', ')}`,
                fix: 'Add the destination to the project, or correct it.',
              },
            ]),
      ];
    }),
};

/** Argo CD's patterns: `*` for anything. */
function like(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${escaped}$`).test(text);
}
