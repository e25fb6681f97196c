import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { chartSourcesOf } from '../../views/chart-sources';
import { applicationExample, chartSourceExample } from '../example-manifests';

export const fixedVersion: Rule = {
  id: 'gitops/fixed-version',
  title: 'A Helm chart must have a fixed version',
  severity: 'error',
  why: 'With a version range, a sync installs a new version without a commit, and the cluster runs a version that was never tested.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/tracking_strategies (2026-11)',
  needs: ['kubernetes'],
  bad: {
    kubernetes: applicationExample('repoURL: https://charts.example.com, chart: redis, targetRevision: 20.*'),
  },
  good: { kubernetes: applicationExample(chartSourceExample) },
  check: (picture) =>
    picture.ofKind('Application').flatMap((found) =>
      chartSourcesOf(found.object).flatMap(({ source, field }) => {
        const revision = textAt(source, 'targetRevision') ?? '';
        const isVersion = /^v?\d+\.\d+\.\d+[\w.+-]*$/.test(revision) && !/\.[x*]/.test(revision);
        // Some charts have versions of two numbers, and an OCI artifact can have a digest instead.
        if (isVersion || /^(?:\d+\.\d+|sha256:[0-9a-f]{64})$/.test(revision)) return [];
        return [
          {
            in: found,
            field: `${field}.targetRevision`,
            message: `targetRevision is ${revision === '' ? 'not set' : `"${revision}"`}, so a sync can install another chart version without a commit.`,
            expected: 'an exact chart version',
            fix: 'Set targetRevision to an exact version.',
          },
        ];
      }),
    ),
};
