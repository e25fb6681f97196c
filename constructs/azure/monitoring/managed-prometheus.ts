import { Construct } from 'constructs';
import {
  MonitorAlertPrometheusRuleGroup,
  MonitorDataCollectionEndpoint,
  MonitorDataCollectionRule,
  MonitorDataCollectionRuleAssociation,
} from '../../../imports/azurerm';
import { shortName } from '../stack/short-name';
import { type RecordingRule, recordingRuleGroups } from './prometheus-recording-rules';

/** Input of a ManagedPrometheus. */
export interface ManagedPrometheusProps {
  /** Resource id of the cluster. Its `monitor_metrics` must be enabled. */
  readonly clusterId: string;
  /** Name of the AKS cluster. */
  readonly clusterName: string;
  /** Resource id of the Azure Monitor workspace for the metrics, in the same region. */
  readonly monitorWorkspaceId: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /**
   * Makes the agents read their configuration from the data collection endpoint. Required if the
   * cluster reaches Azure Monitor only through a private link. A cluster has one such association
   * for all of Azure Monitor.
   *
   * @default false
   */
  readonly configurationFromEndpoint?: boolean;
  /** Public network access of the data collection endpoint. @default true */
  readonly publicNetworkAccess?: boolean;
  /**
   * Adds the recording rules for Azure's Grafana dashboards of nodes and Kubernetes resources.
   *
   * @default true
   */
  readonly recordingRules?: boolean;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Data stream of managed Prometheus. */
const stream = 'Microsoft-PrometheusMetrics';

/**
 * The resources that managed Prometheus needs in addition to the agent. Without them the agent runs
 * and no metric arrives (hashicorp/terraform-provider-azurerm#23623). Names and their limits are
 * those of Azure's own onboarding.
 *
 * @see Azure/prometheus-collector `AddonTerraformTemplate` (2026-11)
 */
export class ManagedPrometheus extends Construct {
  constructor(scope: Construct, id: string, props: ManagedPrometheusProps) {
    super(scope, id);
    const { location, resourceGroupName, tags, clusterId, clusterName } = props;
    const name = `MSProm-${location}-${clusterName}`;
    const endpoint = new MonitorDataCollectionEndpoint(this, 'endpoint', {
      name: shortName(name, 44),
      location,
      resourceGroupName,
      kind: 'Linux',
      publicNetworkAccessEnabled: props.publicNetworkAccess ?? true,
      tags,
    });
    const rule = new MonitorDataCollectionRule(this, 'rule', {
      name: shortName(name, 64),
      location,
      resourceGroupName,
      kind: 'Linux',
      dataCollectionEndpointId: endpoint.id,
      dataSources: { prometheusForwarder: [{ name: 'PrometheusDataSource', streams: [stream] }] },
      destinations: {
        monitorAccount: [{ name: 'MonitoringAccount1', monitorAccountId: props.monitorWorkspaceId }],
      },
      dataFlow: [{ streams: [stream], destinations: ['MonitoringAccount1'] }],
      tags,
    });
    new MonitorDataCollectionRuleAssociation(this, 'rule-association', {
      name: shortName(name, 64),
      targetResourceId: clusterId,
      dataCollectionRuleId: rule.id,
    });
    if (props.configurationFromEndpoint) {
      new MonitorDataCollectionRuleAssociation(this, 'endpoint-association', {
        // Azure accepts only this name for an association with an endpoint.
        name: 'configurationAccessEndpoint',
        targetResourceId: clusterId,
        dataCollectionEndpointId: endpoint.id,
      });
    }
    if (props.recordingRules ?? true) {
      for (const group of recordingRuleGroups) this.addRuleGroup(group.id, group.name, group.rules, props);
    }
  }

  private addRuleGroup(
    id: string,
    name: string,
    rules: readonly RecordingRule[],
    { clusterName, clusterId, monitorWorkspaceId, location, resourceGroupName, tags }: ManagedPrometheusProps,
  ): void {
    new MonitorAlertPrometheusRuleGroup(this, id, {
      name: `${name}-${clusterName}`,
      location,
      resourceGroupName,
      clusterName,
      ruleGroupEnabled: true,
      interval: 'PT1M',
      scopes: [monitorWorkspaceId, clusterId],
      rule: rules.map(({ record, expression, labels }) => ({
        enabled: true,
        record,
        expression,
        labels: labels && { ...labels },
      })),
      tags,
    });
  }
}
