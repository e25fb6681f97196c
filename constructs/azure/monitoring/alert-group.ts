import type { Construct } from 'constructs';
import { MonitorAlertPrometheusRuleGroup } from '../../../imports/azurerm';
import { headingUrl, type RepositoryFile } from '../../../lib/engine/gitops/repository-links';
import { type AlertSettings, withSettings } from '../../../lib/facts/alert-settings';
import { type RunbookTopic, runbookAnchor } from '../../../lib/facts/runbook-topics';
import type { AlertRule } from '../../../lib/operations/alerts/alert-rule';
import { shortName } from '../stack/short-name';
import { isoMinutes } from './iso-duration';

/** Input of every construct with alerts on managed Prometheus. */
export interface AlertGroupPlace extends AlertTargets {
  /** Resource id of the Azure Monitor workspace with the cluster's metrics, in the same region. */
  readonly monitorWorkspaceId: string;
  /** Resource id of the cluster. */
  readonly clusterId: string;
  /** Name of the AKS cluster. */
  readonly clusterName: string;
  /** Short name of the region. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Recipients and runbook of alerts. */
export interface AlertTargets {
  /**
   * Resource ids of action groups, for example of the on-call team.
   *
   * @default none: only the Azure portal shows the alerts
   */
  readonly actionGroupIds?: readonly string[];
  /**
   * Disabled alerts and changed severities.
   *
   * @default all alerts, with the severity of their kind
   */
  readonly settings?: AlertSettings;
  /** Runbook that the alerts link to. @default no link */
  readonly runbook?: RepositoryFile;
}

/** Maximum length of the name of a rule group (provider, `monitor_alert_prometheus_rule_group`). */
const maxNameLength = 260;

/** Input of addAlertGroup(). */
export interface AlertGroupInput extends AlertGroupPlace {
  /** Name of the group, truncated to the maximum of Azure. */
  readonly name: string;
  /** Description of the group, which the Azure portal shows. */
  readonly description: string;
  /** Rules, at most 20. Disabled rules are omitted, and so is a group without rules. */
  readonly rules: readonly AlertRule[];
}

/**
 * Adds alert rules that managed Prometheus evaluates every minute. A group contains at most 20
 * rules, so each object has its own group, and a new object does not change other groups.
 *
 * @see learn.microsoft.com/azure/azure-monitor/service-limits, "Prometheus metrics" (2026-11).
 */
export function addAlertGroup(scope: Construct, id: string, input: AlertGroupInput): void {
  const { clusterName, clusterId, monitorWorkspaceId, location, resourceGroupName, tags } = input;
  const rules = withSettings(input.rules, input.settings);
  if (rules.length === 0) return;
  new MonitorAlertPrometheusRuleGroup(scope, id, {
    name: shortName(input.name, maxNameLength),
    description: input.description,
    location,
    resourceGroupName,
    clusterName,
    ruleGroupEnabled: true,
    interval: 'PT1M',
    scopes: [monitorWorkspaceId, clusterId],
    rule: rules.map((rule) => toRule(rule, input)),
    tags: tags && { ...tags },
  });
}

/** Returns the address of the runbook entry; undefined without a runbook. */
export function runbookUrl(topic: RunbookTopic, { runbook }: AlertTargets): string | undefined {
  return runbook && headingUrl(runbook, runbookAnchor(topic));
}

function toRule(rule: AlertRule, targets: AlertTargets) {
  const url = runbookUrl(rule.topic, targets);
  return {
    enabled: true,
    alert: rule.alert,
    expression: rule.expression,
    for: isoMinutes(rule.forMinutes),
    severity: rule.severity,
    action: (targets.actionGroupIds ?? []).map((actionGroupId) => ({ actionGroupId })),
    // Prometheus evaluates the rule every minute. Ten minutes without the condition are an end and
    // not a gap between two scrapes.
    alertResolution: { autoResolved: true, timeToResolve: 'PT10M' },
    annotations: {
      summary: rule.summary,
      description: rule.description,
      ...(url === undefined ? {} : { runbook_url: url }),
    },
  };
}
