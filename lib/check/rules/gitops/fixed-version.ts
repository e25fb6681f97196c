import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { chartSourcesOf } from '../../views/chart-sources';

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
    picture.ofKind('Application').flatMap((found) =>
      chartSourcesOf(found.object).flatMap(({ source, field }) => {
        const revision = textAt(source, 'targetRevision') ?? '';
        const isVersion = /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(revision) && !/\.[x*]/.test(revision);
        // The two numbers of some charts are a whole version; an OCI artifact may be named by its digest.
        if (isVersion || /^(?:\d+\.\d+|sha256:[0-9a-f]{64})$/.test(revision)) return [];
        return [
          {
            in: found,
            field: `${field}.targetRevision`,
            message: revision === '' ? 'left out' : `"${revision}"`,
            expected: 'one version of the chart',
            fix: 'Name the version.',
          },
        ];
      }),
    ),
};
