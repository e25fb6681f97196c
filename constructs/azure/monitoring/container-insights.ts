import { Construct } from 'constructs';
import { MonitorDataCollectionRule, MonitorDataCollectionRuleAssociation } from '../../../imports/azurerm';
import { shortName } from '../stack/short-name';

/** Input of a ContainerInsights. */
export interface ContainerInsightsProps {
  /** Resource id of the cluster; its `oms_agent` has to be on, with the identity as its way to sign in. */
  readonly clusterId: string;
  readonly clusterName: string;
  /** Resource id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /**
   * What is collected. Default: logs, events and the inventory of pods: Azure's preset "Logs and events", as the metrics of the
   * full set are those that managed Prometheus has already, at a higher price.
   * Source: learn.microsoft.com/azure/azure-monitor/containers/kubernetes-data-collection-configure (2026-11).
   */
  readonly streams?: readonly string[];
  /** How often the inventory is read. Default: `1m`. */
  readonly interval?: string;
  /** Namespaces that nothing is collected from. Default: none; Azure leaves the logs of `kube-system` out by itself. */
  readonly excludedNamespaces?: readonly string[];
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

const defaultStreams = ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents', 'Microsoft-KubePodInventory'];

/**
 * The collection rule of Container insights and its association with the cluster. An agent that signs in with the identity gets
 * from it what to collect; without it, it collects nothing (Azure/terraform-azurerm-aks#607).
 */
export class ContainerInsights extends Construct {
  constructor(scope: Construct, id: string, props: ContainerInsightsProps) {
    super(scope, id);
    const streams = [...(props.streams ?? defaultStreams)];
    const excluded = props.excludedNamespaces ?? [];
    const rule = new MonitorDataCollectionRule(this, 'rule', {
      name: shortName(`MSCI-${props.location}-${props.clusterName}`, 64),
      location: props.location,
      resourceGroupName: props.resourceGroupName,
      kind: 'Linux',
      dataSources: {
        extension: [
          {
            name: 'ContainerInsightsExtension',
            extensionName: 'ContainerInsights',
            streams,
            extensionJson: JSON.stringify({
              dataCollectionSettings: {
                interval: props.interval ?? '1m',
                namespaceFilteringMode: excluded.length > 0 ? 'Exclude' : 'Off',
                ...(excluded.length > 0 && { namespaces: excluded }),
                enableContainerLogV2: true,
              },
            }),
          },
        ],
      },
      destinations: {
        logAnalytics: [{ name: 'ciworkspace', workspaceResourceId: props.logAnalyticsWorkspaceId }],
      },
      dataFlow: [{ streams, destinations: ['ciworkspace'] }],
      tags: props.tags,
    });
    new MonitorDataCollectionRuleAssociation(this, 'rule-association', {
      name: 'ContainerInsightsExtension',
      targetResourceId: props.clusterId,
      dataCollectionRuleId: rule.id,
    });
  }
}
