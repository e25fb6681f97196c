import type { Construct } from 'constructs';
import { MonitorAlertPrometheusRuleGroup } from '../../../imports/azurerm';
import { headingUrl, type RepositoryFile } from '../../../lib/engine/gitops/repository-links';
import { type AlertSettings, withSettings } from '../../../lib/facts/alert-settings';
import { type RunbookTopic, runbookAnchor } from '../../../lib/facts/runbook-topics';
import type { AlertRule } from '../../../lib/operations/alerts/alert-rule';
import { shortName } from '../stack/short-name';
import { isoMinutes } from './iso-duration';

/** What every construct with alerts on series of managed Prometheus takes. */
export interface AlertGroupPlace extends AlertTargets {
  /** Resource id of the Azure Monitor workspace with the cluster's metrics, in the same region. */
  readonly monitorWorkspaceId: string;
  /** Resource id of the cluster. */
  readonly clusterId: string;
  readonly clusterName: string;
  /** Short name of the region. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Who is told by an alert, and where it sends them. */
export interface AlertTargets {
  /** Resource ids of action groups, such as that of whoever is on call. Default: none; alerts are then seen in the portal only. */
  readonly actionGroupIds?: readonly string[];
  /** Alerts that are off, or have another severity. Default: all, with the severity of their kind. */
  readonly settings?: AlertSettings;
  /** The runbook that alerts link to. Default: no link. */
  readonly runbook?: RepositoryFile;
}

/** Longest name of a rule group (provider, `monitor_alert_prometheus_rule_group`). */
const maxNameLength = 260;

/** Input of addAlertGroup(). */
export interface AlertGroupInput extends AlertGroupPlace {
  /** Name of the group; it is cut to what Azure allows. */
  readonly name: string;
  readonly description: string;
  /** At most 20. Those that the settings leave off are left out; a group of none is not made. */
  readonly rules: readonly AlertRule[];
}

/**
 * Alert rules that managed Prometheus evaluates every minute. A group takes 20 rules at most, so what is told of one thing is a group:
 * a new one then changes no other's.
 * Source: learn.microsoft.com/azure/azure-monitor/service-limits, "Prometheus metrics" (2026-11).
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

/** Address of the entry of the runbook. Undefined without a runbook. */
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
    // The rule looks again every minute; ten good ones in a row are an end and no gap between two scrapes.
    alertResolution: { autoResolved: true, timeToResolve: 'PT10M' },
    annotations: {
      summary: rule.summary,
      description: rule.description,
      ...(url === undefined ? {} : { runbook_url: url }),
    },
  };
}
