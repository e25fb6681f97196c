import { Construct } from 'constructs';
import { inferenceAlertRules, type WatchedServer } from '../../../lib/operations/alerts/inference-alerts';
import { type AlertGroupPlace, addAlertGroup } from './alert-group';
import { addMailGroup } from './alert-mails';

/** Input of InferenceAlerts. */
export interface InferenceAlertsProps extends AlertGroupPlace {
  /** vLLM servers of the cluster. Each needs a PodMonitor, or it can never be seen to stall. */
  readonly servers: readonly WatchedServer[];
  /** Addresses that get a mail when an alert fires and when it is over. Default: none. */
  readonly emails?: readonly string[];
}

/**
 * Alerts about vLLM servers: an engine that holds requests and makes no token, which no probe can see, a server without any replica,
 * pods that restart or stay pending, requests that wait, a full KV cache, and a scaler that fails. Managed Prometheus evaluates them; a
 * scaler that fails, and a group over several nodes that starts again and again, need the series that PrometheusSettings adds.
 *
 * A server has a rule group of its own.
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
