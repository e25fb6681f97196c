import { unknownChartValues } from '../../../engine/charts/unknown-chart-values';
import { findChartValues } from '../../../facts/chart-values/all-chart-values';
import { charts } from '../../../facts/versions';
import { knownNames } from '../../../problems/value-rules';
import type { Rule } from '../../rule';
import { helmChartsOf } from '../../views/helm-charts';

const { repository, chart, version } = charts.leaderWorkerSet;
const application = (values: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: lws, namespace: argocd }
spec:
  source:
    repoURL: ${repository}/${chart}
    targetRevision: ${version}
    helm: { valuesObject: ${values} }
`;

export const unknownValue: Rule = {
  id: 'gitops/unknown-value',
  title: 'The values of a chart must be keys that its version reads',
  severity: 'warning',
  why: 'Helm ignores an unknown key without a message, so the setting has no effect. The keys of a chart change between its versions.',
  source: `values.yaml and templates of each chart at the tag of its version, in lib/facts/chart-values (2026-12); helm.sh/docs/topics/charts, "Schema Files"`,
  needs: [],
  bad: { kubernetes: application('{ replicas: 2 }') },
  good: { kubernetes: application('{ replicaCount: 2 }') },
  check: (picture) =>
    helmChartsOf(picture).flatMap(({ in: place, valuesField, chart: name, version: release, values }) => {
      const facts = release === undefined ? undefined : findChartValues(name, release);
      if (facts === undefined || values === undefined) return [];
      return unknownChartValues(values, facts).map(({ path, key, known }) => ({
        in: place,
        field: valuesField.endsWith('Object') ? `${valuesField}.${path}` : valuesField,
        message: `The chart ${name} ${release} does not read the value ${path}, so Helm ignores it.`,
        expected: 'a value that the chart has',
        fix: `Remove "${key}". ${knownNames(key, known, 'keys')}`,
      }));
    }),
};
