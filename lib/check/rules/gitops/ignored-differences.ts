import { listAt, textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { applicationExample, chartSourceExample } from '../example-manifests';

export const ignoredDifferences: Rule = {
  id: 'gitops/ignored-differences',
  title: 'An Application that ignores replica differences must set RespectIgnoreDifferences',
  severity: 'error',
  why: 'Without RespectIgnoreDifferences, every sync resets replicas, although the diff ignores them.',
  source:
    'argo-cd.readthedocs.io/en/stable/user-guide/sync-options (RespectIgnoreDifferences); argoproj/argo-cd#7820 (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: applicationExample(
      chartSourceExample,
      'ignoreDifferences: [{ group: apps, kind: Deployment, jsonPointers: [/spec/replicas] }]',
    ),
  },
  good: {
    kubernetes: applicationExample(
      chartSourceExample,
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
            ? 'syncOptions has no RespectIgnoreDifferences=true, so every sync resets the ignored replicas.'
            : 'The entry does not have the group apps, so it matches no Deployment and Argo CD resets replicas.',
          expected: hasGroup ? 'RespectIgnoreDifferences=true' : 'group apps',
          fix: hasGroup ? 'Add RespectIgnoreDifferences=true to syncOptions.' : 'Set group: apps.',
        },
      ];
    }),
};
