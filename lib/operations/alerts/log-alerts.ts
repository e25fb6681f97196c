import { type AlertKind, type AlertSeverity, alertKinds } from '../../facts/alert-kinds';
import type { RunbookTopic } from '../../facts/runbook-topics';

/** Alert on the result of a Log Analytics query. */
export interface LogAlert {
  readonly kind: AlertKind;
  /** KQL. The alert fires for each row. */
  readonly query: string;
  /** Columns that distinguish one alert from another. */
  readonly dimensions: readonly string[];
  readonly severity: AlertSeverity;
  readonly topic: RunbookTopic;
  readonly description: string;
}

/** Input of logAlerts(). */
export interface LogAlertsInput {
  /** Namespace of the scalers. */
  readonly namespace: string;
  /** ScaledObjects and ScaledJobs whose failures no autoscaler shows. */
  readonly scalers: readonly string[];
  /**
   * Namespaces with workloads that sign in to Azure. Without any, no alert looks for rejected
   * tokens.
   */
  readonly signInNamespaces: readonly string[];
  /**
   * Command that creates missing resources in Azure, for the description.
   *
   * @default none: the description names no command
   */
  readonly deployCommand?: string;
}

/**
 * Evaluation interval and time range of the queries, minutes. Each evaluation reads the records
 * since the previous one.
 */
export const logWindowMinutes = 15;

/** Alerts on the logs of a cluster. */
export function logAlerts(input: LogAlertsInput): readonly LogAlert[] {
  return [
    ...(input.scalers.length === 0 ? [] : [scalerEvents(input.namespace, input.scalers)]),
    ...(input.signInNamespaces.length === 0 ? [] : [tokenRefused(input)]),
  ];
}

/** Reports of one scaler within a window that indicate more than a single failure. */
const manyReports = 3;

/**
 * KEDA reports each failure as an event of the object. KEDA up to 2.17 uses the older event API:
 * failures with different texts (which contain an id and a time) are separate events; repeated ones
 * increase the count of one event. KEDA since 2.20 uses the newer API: the first failure is the
 * only event of the whole series, and its count is unset.
 *
 * Sources: kedacore/keda 2.17.2 and 2.20.0, `GetEventRecorder`, `KEDAScalerFailed`;
 * microsoft/Docker-Provider `in_kube_events.rb`: it collects events that are not Normal, each once
 * per count (2026-11).
 */
function scalerEvents(namespace: string, scalers: readonly string[]): LogAlert {
  return {
    ...factsOf('scaler-events'),
    query: [
      'KubeEvents',
      `| where Namespace == ${kqlText(namespace)} and Name in (${scalers.map(kqlText).join(', ')})`,
      '| where Reason in ("KEDAScalerFailed", "KEDAMetricSourceFailed")',
      '| summarize Reports = count(), Counted = countif(Count > 0), Message = take_any(Message) by Name',
      `| where Reports >= ${manyReports} or Counted == 0`,
    ].join('\n'),
    dimensions: ['Name'],
    description:
      'KEDA cannot read the metric of the ScaledObject or ScaledJob in the dimension Name. It starts no first replica, creates no Job, or uses the fallback. ' +
      'Read the events of the object (kubectl describe scaledobject): sign-in, role, network. The alert fires when the failure begins and does not report its end.',
  };
}

/**
 * Every rejection of Entra ID begins with AADSTS: 70021 and 700213 (no federated credential with
 * this subject), 700211 (issuer), 700016 (client id). KEDA reports it for its scalers, the kubelet
 * for Key Vault volumes, and the Azure SDKs write it to the log of their application. The log of
 * KEDA itself is in `kube-system`, which Container insights does not collect.
 *
 * Sources: learn.microsoft.com/entra/identity-platform/reference-error-codes;
 * azure.github.io/azure-workload-identity/docs/troubleshooting (2026-11).
 */
function tokenRefused({ signInNamespaces, deployCommand = 'the deployment' }: LogAlertsInput): LogAlert {
  const inNamespaces = `in (${signInNamespaces.map(kqlText).join(', ')})`;
  return {
    ...factsOf('token-refused'),
    query: [
      'union isfuzzy=true',
      `  (KubeEvents | where Namespace ${inNamespaces} | where Message contains "AADSTS" | project Name, Text = Message),`,
      `  (ContainerLogV2 | where PodNamespace ${inNamespaces} | project Name = PodName, Text = tostring(LogMessage) | where Text contains "AADSTS")`,
      '| extend Code = extract("AADSTS[0-9]+", 0, Text)',
      '| where isnotempty(Code)',
      '| summarize Text = take_any(Text) by Name, Code',
    ].join('\n'),
    dimensions: ['Name', 'Code'],
    description:
      'Entra ID rejected the token of a ServiceAccount. The dimensions have the object and the error code. Unless its federated credential is only minutes old, the error does not resolve itself. ' +
      `Compare subject, issuer and client id with the federated credential of the identity. npm run synth checks them, and ${deployCommand} creates what is missing.`,
  };
}

function factsOf(kind: AlertKind) {
  const { severity, topic } = alertKinds[kind];
  return { kind, severity, topic };
}

/** String literal of KQL, which has the escapes of JSON. */
const kqlText = (text: string) => JSON.stringify(text);
