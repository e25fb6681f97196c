import { listAt, textAt } from '../../../values/json';
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

export const ignoredDifferences: Rule = {
  id: 'gitops/ignored-differences',
  title: 'Differences that are ignored are not synced either',
  severity: 'error',
  why: 'Without RespectIgnoreDifferences each sync writes the field again, whatever the diff leaves out.',
  source:
    'argo-cd.readthedocs.io/en/stable/user-guide/sync-options (RespectIgnoreDifferences); argoproj/argo-cd#7820 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: application(
      chart,
      'ignoreDifferences: [{ group: apps, kind: Deployment, jsonPointers: [/spec/replicas] }]',
    ),
  },
  good: {
    kubernetes: application(
      chart,
      'ignoreDifferences: [{ group: apps, kind: Deployment, jsonPointers: [/spec/replicas] }]\n  syncPolicy: { syncOptions: [RespectIgnoreDifferences=true] }',
    ),
  },
  check: (picture) =>
    picture.ofKind('Application').flatMap((found) => {
      const options = listAt(found.object, 'spec.syncPolicy.syncOptions');
      const index = listAt(found.object, 'spec.ignoreDifferences').findIndex((each) =>
        listAt(each, 'jsonPointers').includes('/spec/replicas'),
      );
      if (index === -1) return [];
      const entry = listAt(found.object, 'spec.ignoreDifferences')[index];
      const hasGroup = textAt(entry, 'kind') !== 'Deployment' || textAt(entry, 'group') === 'apps';
      if (hasGroup && options.includes('RespectIgnoreDifferences=true')) return [];
      return [
        {
          in: found,
          field: hasGroup ? 'spec.syncPolicy.syncOptions' : `spec.ignoreDifferences[${index}].group`,
          message: hasGroup
            ? 'without RespectIgnoreDifferences=true'
            : 'left out, so that no Deployment is meant',
          expected: hasGroup ? 'with it: replicas are ignored' : 'apps',
          fix: 'Add it.',
        },
      ];
    }),
};
