import { Construct } from 'constructs';
import { inferenceAlertRules, type WatchedServer } from '../../../lib/operations/alerts/inference-alerts';
import { type AlertGroupPlace, addAlertGroup } from './alert-group';
import { addMailGroup } from './alert-mails';

/** Input of InferenceAlerts. */
export interface InferenceAlertsProps extends AlertGroupPlace {
  /** vLLM servers of the cluster. Each needs a PodMonitor; otherwise no alert detects a stall. */
  readonly servers: readonly WatchedServer[];
  /** Addresses that receive an e-mail when an alert fires and when it resolves. @default none */
  readonly emails?: readonly string[];
}

/**
 * Alerts about vLLM servers: an engine that has requests and generates no token (which no probe
 * detects), a server without a ready replica, pods that restart or stay pending, waiting requests,
 * a full KV cache, and a failing scaler. Managed Prometheus evaluates them. The alerts about
 * failing scalers and about groups on several nodes that restart repeatedly need the series that
 * PrometheusSettings adds.
 *
 * Each server has its own rule group.
 */
export class InferenceAlerts extends Construct {
  constructor(scope: Construct, id: string, props: InferenceAlertsProps) {
    super(scope, id);
    const { servers, emails = [], ...place } = props;
    const actionGroupIds = [...this.mails(props, emails), ...(props.actionGroupIds ?? [])];
    for (const server of servers) {
      addAlertGroup(this, `${server.namespace}-${server.name}`, {
        ...place,
        actionGroupIds,
        name: `inference-${server.namespace}-${server.name}-${props.clusterName}`,
        description: `Alerts about the vLLM server ${server.name}`,
        rules: inferenceAlertRules(server),
      });
    }
  }

  private mails(
    { clusterName, resourceGroupName, tags }: InferenceAlertsProps,
    emails: readonly string[],
  ): readonly string[] {
    if (emails.length === 0) return [];
    const name = `inference-alerts-${clusterName}`;
    return [addMailGroup(this, 'mails', { name, resourceGroupName, emails, tags })];
  }
}
