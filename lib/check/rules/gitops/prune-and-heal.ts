import { isJsonObject, valueAt } from '../../../values/json';
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

export const pruneAndHeal: Rule = {
  id: 'gitops/prune-and-heal',
  title: 'An automated application prunes and heals',
  severity: 'warning',
  why: 'What is deleted in Git goes on running, and what is changed by hand stays: the cluster is no longer what Git says.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/auto_sync (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: application(chart, 'syncPolicy: { automated: {} }') },
  good: { kubernetes: application(chart) },
  check: (picture) =>
    argoApplications(picture).flatMap(({ found, spec, field }) => {
      const automated = valueAt(spec, 'syncPolicy.automated');
      if (!isJsonObject(automated)) return [];
      const missing = ['prune', 'selfHeal'].filter((key) => automated[key] !== true);
      if (missing.length === 0) return [];
      return [
        {
          in: found,
          field: `${field}.syncPolicy.automated`,
          message: `without ${missing.join(' and ')}`,
          expected: 'with prune and selfHeal',
          fix: 'Set both to true.',
        },
      ];
    }),
};
