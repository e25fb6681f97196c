import { Construct } from 'constructs';
import { MonitorDataCollectionRule, MonitorDataCollectionRuleAssociation } from '../../../imports/azurerm';
import { shortName } from '../stack/short-name';

/** Input of a ContainerInsights. */
export interface ContainerInsightsProps {
  /**
   * Resource id of the cluster. Its `oms_agent` must be enabled with managed identity
   * authentication.
   */
  readonly clusterId: string;
  /** Name of the AKS cluster. */
  readonly clusterName: string;
  /** Resource id of the Log Analytics workspace. */
  readonly logAnalyticsWorkspaceId: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /**
   * Collected data streams.
   *
   * @default logs, events and the inventory of pods (Azure's preset "Logs and events"): managed
   * Prometheus already has the metrics of the full set, at a lower price
   * @see learn.microsoft.com/azure/azure-monitor/containers/kubernetes-data-collection-configure
   * (2026-11)
   */
  readonly streams?: readonly string[];
  /** Interval of the inventory. @default '1m' */
  readonly interval?: string;
  /**
   * Namespaces that are not collected.
   *
   * @default none; Azure never collects the logs of `kube-system`
   */
  readonly excludedNamespaces?: readonly string[];
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

const defaultStreams = ['Microsoft-ContainerLogV2', 'Microsoft-KubeEvents', 'Microsoft-KubePodInventory'];

/**
 * The data collection rule of Container insights and its association with the cluster. An agent
 * with managed identity authentication reads its configuration from the rule, and collects nothing
 * without it (Azure/terraform-azurerm-aks#607).
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
