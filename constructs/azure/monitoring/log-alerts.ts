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
  readonly clusterName: string;
  /** Short name of the region of the workspace. */
  readonly location: string;
  readonly resourceGroupName: string;
  /** Default: none. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Longest name of a scheduled query rule (provider, `monitor_scheduled_query_rules_alert_v2`). */
const maxNameLength = 260;

/**
 * Alerts about what only events and logs tell: scalers of KEDA that fail while no autoscaler can show it, and tokens that Entra ID
 * refuses. They need Container insights with its events and logs.
 *
 * An event tells of a beginning and never of an end, so these alerts do not resolve by themselves; they say the same again once a day.
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
        // A new workspace has no table before the first row is in it.
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
