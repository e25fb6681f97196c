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

export const fixedVersion: Rule = {
  id: 'gitops/fixed-version',
  title: 'A chart has a fixed version',
  severity: 'error',
  why: 'The next sync takes another version without a commit: what was tested is not what runs.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: application('repoURL: https://charts.example.com, chart: redis, targetRevision: 20.*') },
  good: { kubernetes: application(chart) },
  check: (picture) =>
    picture.ofKind('Application').flatMap((found) => {
      const single = valueAt(found.object, 'spec.source');
      const sources = [
        ...(isJsonObject(single) ? [{ source: single, field: 'spec.source' }] : []),
        ...listAt(found.object, 'spec.sources').map((source, index) => ({
          source,
          field: `spec.sources[${index}]`,
        })),
      ];
      return sources.flatMap(({ source, field }) => {
        const revision = textAt(source, 'targetRevision') ?? '';
        const isChart = textAt(source, 'chart') !== undefined;
        if (
          !isChart ||
          (/^v?\d+\.\d+\.\d+[\w.+-]*$/.test(revision) && !/\.[x*]/.test(revision)) ||
          /^\d+\.\d+$/.test(revision)
        )
          return [];
        return [
          {
            in: found,
            field: `${field}.targetRevision`,
            is: revision === '' ? 'left out' : `"${revision}"`,
            mustBe: 'one version of the chart',
            fix: 'Name the version.',
          },
        ];
      });
    }),
};
