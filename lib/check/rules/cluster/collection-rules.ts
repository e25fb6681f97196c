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

/** What is switched on in the cluster, and the streams that a collection rule has to have for it. */
const kinds: readonly (readonly [what: string, isOn: (cluster: FoundResource) => boolean, stream: RegExp])[] =
  [
    [
      'managed Prometheus (monitor_metrics)',
      (found) =>
        found.attributes['monitor_metrics'] !== undefined && found.attributes['monitor_metrics'] !== null,
      /Microsoft-PrometheusMetrics/,
    ],
    [
      'Container insights (oms_agent)',
      (found) =>
        blocksAt(found, 'oms_agent').some(
          ({ msi_auth_for_monitoring_enabled: isByIdentity }) => isByIdentity === true,
        ),
      /Microsoft-(?:ContainerInsights|ContainerLog|KubePodInventory|Perf|InsightsMetrics)/,
    ],
  ];

export const collectionRules: Rule = {
  id: 'cluster/collection-rules',
  title: 'What watches the cluster has a rule of where its data goes',
  severity: 'error',
  why: 'The agents run, find no rule and send nothing: dashboards are empty, alerts silent, and scalers that ask Prometheus see nothing.',
  source:
    'learn.microsoft.com/azure/azure-monitor/containers/kubernetes-monitoring-enable; Azure/terraform-azurerm-aks#607 (2026-11)',
  needs: ['terraform'],
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
      kinds.flatMap(([what, isOn, stream]) => {
        if (!isOn(found)) return [];
        const isCollected = associations.some(({ attributes, isMultiple }) => {
          const target = referenceOf(attributes['target_resource_id'])?.address;
          if (isMultiple || target === undefined) return true;
          // An association with an endpoint alone has no rule.
          if (target !== found.address || attributes['data_collection_rule_id'] === undefined) return false;
          const address = referenceOf(attributes['data_collection_rule_id'])?.address;
          const rule = address === undefined ? undefined : picture.resourceAt(address);
          // A rule of elsewhere may be the one.
          return rule === undefined || stream.test(JSON.stringify(rule.attributes));
        });
        if (isCollected) return [];
        return [
          {
            in: found,
            message: `with ${what}, and no collection rule is associated with ${textAt(found.attributes, 'name') ?? 'it'}`,
            expected: 'associated with a rule of those streams',
            fix: 'Add azurerm_monitor_data_collection_rule and its association.',
          },
        ];
      }),
    );
  },
};
