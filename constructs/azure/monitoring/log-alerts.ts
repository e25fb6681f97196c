import { Construct } from 'constructs';
import { MonitorScheduledQueryRulesAlertV2 } from '../../../imports/azurerm';
import { withSettings } from '../../../lib/facts/alert-settings';
import { type LogAlertsInput, logAlerts, logWindowMinutes } from '../../../lib/operations/alerts/log-alerts';
import { shortName } from '../stack/short-name';
import { type AlertTargets, runbookUrl } from './alert-group';

/** Input of LogAlerts. */
export interface LogAlertsProps extends AlertTargets, LogAlertsInput {
  /** Resource id of the Log Analytics workspace that Container insights writes to. */
  readonly logAnalyticsWorkspaceId: string;
  /** Name of the AKS cluster. */
  readonly clusterName: string;
  /** Short name of the region of the workspace. */
  readonly location: string;
  /** Name of the resource group. */
  readonly resourceGroupName: string;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * Maximum length of the name of a scheduled query rule (provider,
 * `monitor_scheduled_query_rules_alert_v2`).
 */
const maxNameLength = 260;

/**
 * Alerts on events and logs: failing KEDA scalers without an autoscaler, and tokens that Entra ID
 * rejects. They need Container insights with its events and logs.
 *
 * An event shows only the start of a problem, so these alerts do not resolve by themselves. They
 * fire again once a day.
 */
export class LogAlerts extends Construct {
  constructor(scope: Construct, id: string, props: LogAlertsProps) {
    super(scope, id);
    for (const alert of withSettings(logAlerts(props), props.settings)) {
      const url = runbookUrl(alert.topic, props);
      new MonitorScheduledQueryRulesAlertV2(this, alert.kind, {
        name: shortName(`${alert.kind}-${props.clusterName}`, maxNameLength),
        description: alert.description,
        location: props.location,
        resourceGroupName: props.resourceGroupName,
        scopes: [props.logAnalyticsWorkspaceId],
        severity: alert.severity,
        evaluationFrequency: `PT${logWindowMinutes}M`,
        windowDuration: `PT${logWindowMinutes}M`,
        autoMitigationEnabled: false,
        muteActionsAfterAlertDuration: 'P1D',
        // A new workspace has no table before its first row.
        skipQueryValidation: true,
        criteria: [
          {
            query: alert.query,
            timeAggregationMethod: 'Count',
            operator: 'GreaterThan',
            threshold: 0,
            dimension: alert.dimensions.map((name) => ({ name, operator: 'Include', values: ['*'] })),
          },
        ],
        action: {
          actionGroups: [...(props.actionGroupIds ?? [])],
          customProperties: url === undefined ? undefined : { runbook_url: url },
        },
        tags: props.tags && { ...props.tags },
      });
    }
  }
}
