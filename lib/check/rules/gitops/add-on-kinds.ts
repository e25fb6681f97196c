import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { blocksAt, type FoundResource } from '../../terraform-resource';

const scaled = `
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: auth, namespace: apps }
`;
const cluster = (body: object) => ({
  resource: { azurerm_kubernetes_cluster: { aks: { name: 'aks', ...body } } },
});

/** Groups of kinds, the attribute of the cluster that brings them, and a chart that does so too. */
const addOns: readonly (readonly [
  group: string,
  isOn: (cluster: FoundResource) => boolean,
  addOn: string,
  chart: string,
])[] = [
  [
    'keda.sh/',
    (cluster) =>
      blocksAt(cluster, 'workload_autoscaler_profile').some(
        (each) => each['keda_enabled'] !== undefined && each['keda_enabled'] !== false,
      ),
    'workload_autoscaler_profile.keda_enabled',
    'keda',
  ],
  [
    'secrets-store.csi.x-k8s.io/',
    (cluster) => blocksAt(cluster, 'key_vault_secrets_provider').length > 0,
    'key_vault_secrets_provider',
    'csi-secrets-store-provider-azure',
  ],
  [
    'azmonitoring.coreos.com/',
    (cluster) => cluster.attributes['monitor_metrics'] !== undefined,
    'monitor_metrics',
    '',
  ],
];

export const addOnKinds: Rule = {
  id: 'gitops/add-on-kinds',
  title: 'A kind of an add-on is used where the add-on is on',
  severity: 'error',
  why: 'The kind is not there: the sync fails for the whole application.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/sync-options (SkipDryRunOnMissingResource) (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: scaled, terraform: cluster({}) },
  good: { kubernetes: scaled, terraform: cluster({ workload_autoscaler_profile: { keda_enabled: true } }) },
  check: (picture) => {
    const clusters = picture.resourcesOf('azurerm_kubernetes_cluster');
    const charts = new Set(
      [
        ...picture.ofKind('Application').map(({ object }) => textAt(object, 'spec.source.chart')),
        ...picture.resourcesOf('helm_release').map(({ attributes }) => textAt(attributes, 'chart')),
      ].filter((each) => each !== undefined),
    );
    if (clusters.length === 0) return [];
    return addOns.flatMap(([group, isOn, addOn, chart]) => {
      if (clusters.some(isOn) || charts.has(chart)) return [];
      return picture.objects
        .filter(({ object }) => object.apiVersion.startsWith(group))
        .slice(0, 1)
        .map((found) => ({
          in: found,
          field: 'kind',
          message: `${found.object.kind}, and the cluster has no ${addOn}`,
          expected: 'a kind that the cluster knows',
          fix: `Set ${addOn} of the cluster.`,
        }));
    });
  },
};
