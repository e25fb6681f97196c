import { type GeneratedSecret, generatedSecrets } from '../../../facts/generated-secrets';
import { type JsonObject, valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { helmChartsOf } from '../../views/helm-charts';

const grafana = (values: string) => `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: grafana, namespace: argocd }
spec:
  source:
    repoURL: https://grafana.github.io/helm-charts
    chart: grafana
    targetRevision: 10.1.0
    helm: { valuesObject: ${values} }
`;

export const generatedSecret: Rule = {
  id: 'gitops/generated-secret',
  title: 'A chart that Argo CD renders must not generate a secret',
  severity: 'warning',
  why: 'Argo CD renders a chart without the cluster, so the chart does not find the secret that it generated before. Each refresh has another password, the application never stays Synced, and data that the old key encrypted is lost.',
  source:
    'argo-cd.readthedocs.io/en/stable/user-guide/helm, "Random Data"; templates of the charts in lib/facts/generated-secrets.ts (2026-12)',
  needs: ['kubernetes'],
  bad: { kubernetes: grafana('{ replicas: 1 }') },
  good: { kubernetes: grafana('{ admin: { existingSecret: grafana-admin } }') },
  check: (picture) =>
    helmChartsOf(picture)
      .filter(({ installer }) => installer === 'argo-cd')
      .flatMap(({ in: place, valuesField, chart, repository, values }) =>
        generatedSecrets
          .filter((secret) => secret.chart === chart && secret.repository.test(repository ?? ''))
          .filter((secret) => values !== undefined && isGenerated(secret, values))
          .map(({ what, statedBy }) => ({
            in: place,
            field: valuesField,
            message: `The chart ${chart} generates ${what}, so every render of Argo CD has another one, and the application does not stay Synced.`,
            expected: `a value for ${what}`,
            fix: `Store it in Key Vault, and set ${statedBy[0]} (or ${statedBy.slice(1).join(', ')}).`,
          })),
      ),
};

function isGenerated({ statedBy, onlyIf }: GeneratedSecret, values: JsonObject): boolean {
  if (onlyIf !== undefined && !(valueAt(values, onlyIf.value) ?? onlyIf.defaults)) return false;
  return statedBy.every((path) => !isStated(valueAt(values, path)));
}

function isStated(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}
