import { textAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { blocksAt, type FoundResource, referenceOf } from '../../terraform-resource';

const cluster = (association: object) => ({
  resource: {
    azurerm_kubernetes_cluster: {
      aks: { name: 'aks', monitor_metrics: {} },
    },
    azurerm_monitor_data_collection_rule_association: association,
    azurerm_monitor_data_collection_rule: {
      prometheus: { data_flow: { streams: ['Microsoft-PrometheusMetrics'], destinations: ['metrics'] } },
    },
  },
});

/**
 * Monitoring features of the cluster, and the streams that a data collection rule needs for them.
 */
const features: readonly (readonly [
  feature: string,
  isEnabled: (cluster: FoundResource) => boolean,
  stream: RegExp,
])[] = [
  [
    'Managed Prometheus (monitor_metrics)',
    (found) =>
      found.attributes['monitor_metrics'] !== undefined && found.attributes['monitor_metrics'] !== null,
    /Microsoft-PrometheusMetrics/,
  ],
  [
    'Container insights (oms_agent)',
    (found) =>
      blocksAt(found, 'oms_agent').some(
        ({ msi_auth_for_monitoring_enabled: usesManagedIdentity }) => usesManagedIdentity === true,
      ),
    /Microsoft-(?:ContainerInsights|ContainerLog|KubePodInventory|Perf|InsightsMetrics)/,
  ],
];

export const collectionRules: Rule = {
  id: 'cluster/collection-rules',
  title: 'A monitored cluster must have a data collection rule for each agent',
  severity: 'error',
  why: 'Without a data collection rule, the agents run but send nothing. Dashboards stay empty, alerts do not fire, and scalers that query Prometheus get no data.',
  source:
    'learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable; Azure/terraform-azurerm-aks#607 (2026-11)',
  needs: ['terraform'],
  needsAllTerraform: true,
  bad: { terraform: cluster({}) },
  good: {
    terraform: cluster({
      prometheus: {
        target_resource_id: '${azurerm_kubernetes_cluster.aks.id}',
        data_collection_rule_id: '${azurerm_monitor_data_collection_rule.prometheus.id}',
      },
    }),
  },
  check: (picture) => {
    const associations = picture.resourcesOf('azurerm_monitor_data_collection_rule_association');
    return picture.resourcesOf('azurerm_kubernetes_cluster').flatMap((found) =>
      features.flatMap(([feature, isEnabled, stream]) => {
        if (!isEnabled(found)) return [];
        const isCollected = associations.some(({ attributes, isMultiple }) => {
          const target = referenceOf(attributes['target_resource_id'])?.address;
          if (isMultiple || target === undefined) return true;
          // An association can contain an endpoint only, without a rule.
          if (target !== found.address || attributes['data_collection_rule_id'] === undefined) return false;
          const address = referenceOf(attributes['data_collection_rule_id'])?.address;
          const rule = address === undefined ? undefined : picture.resourceAt(address);
          // A rule that is not in these files can have the streams.
          return rule === undefined || stream.test(JSON.stringify(rule.attributes));
        });
        if (isCollected) return [];
        return [
          {
            in: found,
            message: `${feature} is enabled, but no data collection rule is associated with ${textAt(found.attributes, 'name') ?? 'the cluster'}, so it sends no data.`,
            expected: `an association with a data collection rule for the streams of ${feature}`,
            fix: 'Add azurerm_monitor_data_collection_rule and azurerm_monitor_data_collection_rule_association.',
          },
        ];
      }),
    );
  },
};
