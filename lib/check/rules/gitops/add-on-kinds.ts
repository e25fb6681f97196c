import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { blocksAt, type FoundResource } from '../../terraform-resource';
import { clusterExample } from '../example-terraform';

const scaled = `
apiVersion: keda.sh/v1alpha1
kind: TriggerAuthentication
metadata: { name: auth, namespace: apps }
`;
/** API groups, the cluster attribute that installs them, and a Helm chart that also does. */
const addOns: readonly (readonly [
  group: string,
  isEnabled: (cluster: FoundResource) => boolean,
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
  title: 'A custom resource of an AKS add-on must have its add-on enabled',
  severity: 'error',
  why: 'Without the add-on, the cluster does not have the kind and the sync of the whole application fails.',
  source: 'argo-cd.readthedocs.io/en/stable/user-guide/sync-options (SkipDryRunOnMissingResource) (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: scaled, terraform: clusterExample({}) },
  good: {
    kubernetes: scaled,
    terraform: clusterExample({ workload_autoscaler_profile: { keda_enabled: true } }),
  },
  check: (picture) => {
    const clusters = picture.resourcesOf('azurerm_kubernetes_cluster');
    const charts = new Set(
      [
        ...picture.ofKind('Application').map(({ object }) => textAt(object, 'spec.source.chart')),
        ...picture.resourcesOf('helm_release').map(({ attributes }) => textAt(attributes, 'chart')),
      ].filter((each) => each !== undefined),
    );
    if (clusters.length === 0) return [];
    return addOns.flatMap(([group, isEnabled, addOn, chart]) => {
      if (clusters.some(isEnabled) || charts.has(chart)) return [];
      return picture.objects
        .filter(({ object }) => object.apiVersion.startsWith(group))
        .slice(0, 1)
        .map((found) => ({
          in: found,
          field: 'kind',
          message: `The cluster does not set ${addOn}, so it has no kind ${found.object.kind} and the sync fails.`,
          expected: `a cluster with ${addOn}`,
          fix: `Set ${addOn} on the cluster.`,
        }));
    });
  },
};
