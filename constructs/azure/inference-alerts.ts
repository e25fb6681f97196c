import { Construct } from 'constructs';
import { MonitorActionGroup, MonitorAlertPrometheusRuleGroup } from '../../imports/azurerm';
import {
  type AlertRule,
  inferenceAlertRules,
  type WatchedServer,
} from '../../lib/inference/inference-alerts';
import { shortName } from './short-name';

/** Input of InferenceAlerts. */
export interface InferenceAlertsProps {
  /** vLLM servers of the cluster. Each needs a PodMonitor, or it can never be seen to stall. */
  readonly servers: readonly WatchedServer[];
  /** Resource id of the Azure Monitor workspace with the cluster's metrics, in the same region. */
  readonly monitorWorkspaceId: string;
  /** Resource id of the cluster. */
  readonly clusterId: string;
  readonly clusterName: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Addresses that get a mail when an alert fires and when it is over. Default: none; alerts are then seen in the portal only. */
  readonly emails?: readonly string[];
  /** Resource ids of action groups that exist, such as that of whoever is on call. Default: none. */
  readonly actionGroupIds?: readonly string[];
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Longest name of an action group and of a rule group (provider, `monitor_action_group`, `monitor_alert_prometheus_rule_group`). */
const maxNameLength = 260;

/**
 * Alerts about model servers that no probe can give: an engine that holds requests and makes no token, and a server without any
 * replica. Managed Prometheus evaluates them.
 *
 * A server has a rule group of its own: a group takes 20 rules at most, and a new server then changes no other one's.
 * Source: learn.microsoft.com/azure/azure-monitor/service-limits, "Prometheus metrics" (2026-11).
 */
export class InferenceAlerts extends Construct {
  constructor(scope: Construct, id: string, props: InferenceAlertsProps) {
    super(scope, id);
    const { clusterName, clusterId, monitorWorkspaceId, location, resourceGroupName, tags } = props;
    const actionGroupIds = [...this.mails(props), ...(props.actionGroupIds ?? [])];
    for (const server of props.servers) {
      new MonitorAlertPrometheusRuleGroup(this, `${server.namespace}-${server.name}`, {
        name: shortName(`inference-${server.namespace}-${server.name}-${clusterName}`, maxNameLength),
        description: `Alerts about the vLLM server ${server.name}`,
        location,
        resourceGroupName,
        clusterName,
        ruleGroupEnabled: true,
        interval: 'PT1M',
        scopes: [monitorWorkspaceId, clusterId],
        rule: inferenceAlertRules(server).map((rule) => toRule(rule, actionGroupIds)),
        tags,
      });
    }
  }

  private mails({ emails = [], clusterName, resourceGroupName, tags }: InferenceAlertsProps): string[] {
    if (emails.length === 0) return [];
    const group = new MonitorActionGroup(this, 'mails', {
      name: shortName(`inference-alerts-${clusterName}`, maxNameLength),
      resourceGroupName,
      // Shown as the sender's name; 12 letters at most.
      shortName: 'inference',
      emailReceiver: emails.map((address) => ({
        name: address,
        emailAddress: address,
        useCommonAlertSchema: true,
      })),
      tags,
    });
    return [group.id];
  }
}

function toRule(rule: AlertRule, actionGroupIds: readonly string[]) {
  return {
    enabled: true,
    alert: rule.alert,
    expression: rule.expression,
    for: `PT${rule.forMinutes}M`,
    severity: rule.severity,
    action: actionGroupIds.map((actionGroupId) => ({ actionGroupId })),
    // The rule looks again every minute; ten good ones in a row are an end and no gap between two scrapes.
    alertResolution: { autoResolved: true, timeToResolve: 'PT10M' },
    annotations: { summary: rule.summary, description: rule.description },
  };
}
