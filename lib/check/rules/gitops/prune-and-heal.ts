import { isJsonObject, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { argoApplications } from '../../views/argo-applications';
import { applicationExample, chartSourceExample } from '../example-manifests';

export const pruneAndHeal: Rule = {
  id: 'gitops/prune-and-heal',
  title: 'An automated Application must set prune and selfHeal',
  severity: 'warning',
  why: 'Objects that are deleted in Git keep running, and manual changes stay. The cluster no longer matches Git.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/auto_sync (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: applicationExample(chartSourceExample, 'syncPolicy: { automated: {} }') },
  good: { kubernetes: applicationExample(chartSourceExample) },
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
          message: `The automated sync does not set ${missing.join(' and ')}, so the cluster no longer matches Git after a change.`,
          expected: 'prune: true and selfHeal: true',
          fix: 'Set prune: true and selfHeal: true.',
        },
      ];
    }),
};
