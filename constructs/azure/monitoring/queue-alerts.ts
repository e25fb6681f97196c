import { Construct } from 'constructs';
import { MonitorMetricAlert } from '../../../imports/azurerm';
import { withSettings } from '../../../lib/facts/alert-settings';
import {
  type MetricAlert,
  queueAlerts,
  type WatchedEntity,
} from '../../../lib/operations/alerts/queue-alerts';
import { NameScope } from '../stack/readable-logical-ids';
import { shortName } from '../stack/short-name';
import { type AlertTargets, runbookUrl } from './alert-group';

/** Input of QueueAlerts. */
export interface QueueAlertsProps extends AlertTargets {
  /** Resource id of the Service Bus namespace. */
  readonly serviceBusId: string;
  /** Name of the Service Bus namespace, which the names of the alerts contain. */
  readonly serviceBusName: string;
  /** Queues and topics of the namespace. */
  readonly entities: readonly WatchedEntity[];
  /** Name of the resource group of the alerts. */
  readonly resourceGroupName: string;
  /** Tags of the resources. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

const metricNamespace = 'Microsoft.ServiceBus/namespaces';
/**
 * Maximum length of a metric alert name, and invalid characters (learn.microsoft.com, "Naming
 * rules": metricAlerts, 2026-11).
 */
const maxNameLength = 260;
const refusedCharacters = /[*#&+:<>?@%{}\\/|]/g;

/**
 * Alerts about the queues and topics of a Service Bus namespace: messages in a dead-letter queue,
 * and a growing backlog. Azure Monitor evaluates its own metrics, so the alerts need no component
 * in the cluster.
 */
export class QueueAlerts extends Construct {
  constructor(scope: Construct, id: string, props: QueueAlertsProps) {
    super(scope, id);
    const backlogs = new NameScope(this, 'backlogs');
    for (const alert of withSettings(queueAlerts(props.entities), props.settings)) {
      const [entity] = alert.entities;
      if (alert.kind === 'dead-letters') this.add(this, 'dead-letters', alert, 'dead-letters', props);
      else this.add(backlogs, `backlog-${entity}`, alert, `backlog-${entity}`, props);
    }
  }

  private add(scope: Construct, id: string, alert: MetricAlert, name: string, props: QueueAlertsProps): void {
    const url = runbookUrl(alert.topic, props);
    new MonitorMetricAlert(scope, id, {
      name: shortName(`${name}-${props.serviceBusName}`.replace(refusedCharacters, '-'), maxNameLength),
      description: url === undefined ? alert.description : `${alert.description} ${url}`,
      resourceGroupName: props.resourceGroupName,
      scopes: [props.serviceBusId],
      severity: alert.severity,
      windowSize: alert.window,
      // The smallest step of Azure that is at least a tenth of the window.
      frequency: alert.window === 'PT5M' ? 'PT1M' : 'PT5M',
      autoMitigate: true,
      criteria: [
        {
          metricNamespace,
          metricName: alert.metric,
          aggregation: alert.aggregation,
          operator: 'GreaterThan',
          threshold: alert.threshold,
          // One alert for each entity that exceeds the threshold.
          dimension: [{ name: 'EntityName', operator: 'Include', values: [...alert.entities] }],
        },
      ],
      action: (props.actionGroupIds ?? []).map((actionGroupId) => ({ actionGroupId })),
      tags: props.tags && { ...props.tags },
    });
  }
}
