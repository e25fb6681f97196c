import { type AlertKind, type AlertSeverity, alertKinds } from '../../facts/alert-kinds';
import type { RunbookTopic } from '../../facts/runbook-topics';

/** An alert on what a query of a Log Analytics workspace finds. */
export interface LogAlert {
  readonly kind: AlertKind;
  /** KQL. Each of its rows is a reason to fire. */
  readonly query: string;
  /** Columns that tell one alert from another. */
  readonly dimensions: readonly string[];
  readonly severity: AlertSeverity;
  readonly topic: RunbookTopic;
  readonly description: string;
}

/** What is read of a cluster's logs. */
export interface LogAlertsInput {
  /** Namespace of the scalers. */
  readonly namespace: string;
  /** ScaledObjects and ScaledJobs whose failures no autoscaler shows. */
  readonly scalers: readonly string[];
  /** Namespaces in which something signs in to Azure. None: no refusal is looked for. */
  readonly signInNamespaces: readonly string[];
  /** Command that makes what is missing in Azure. Default: none, and the alert names none. */
  readonly deployCommand?: string;
}

/** How far back the queries look, and how often: each time at what has come since the last time. */
export const logWindowMinutes = 15;

/** The alerts on logs of a cluster. */
export function logAlerts(input: LogAlertsInput): readonly LogAlert[] {
  return [
    ...(input.scalers.length === 0 ? [] : [scalerEvents(input.namespace, input.scalers)]),
    ...(input.signInNamespaces.length === 0 ? [] : [tokenRefused(input)]),
  ];
}

/** Reports of one scaler within a window from which on it is not one that failed once. */
const manyReports = 3;

/**
 * KEDA reports each failure as an event of the object. Up to 2.17 it did so with the older API: failures whose texts differ (they have an
 * id and a time) are events of their own, later ones of one event that counts. Since 2.20 it uses the newer one: the first failure
 * is the one event of the whole series, and it has no count.
 *
 * Sources: kedacore/keda 2.17.2 and 2.20.0, `GetEventRecorder`, `KEDAScalerFailed`; microsoft/Docker-Provider `in_kube_events.rb`: events
 * that are not Normal, each once for each count (2026-11).
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
      'KEDA cannot read what the ScaledObject or ScaledJob that is named is scaled by. No replica is woken, no Job is made, or a fallback begins. ' +
      'Look at its events (kubectl describe scaledobject): sign-in, role, network. The alert tells of the beginning and not of an end.',
  };
}

/**
 * AADSTS is how every refusal of Entra ID begins: 70021 and 700213 (no federated credential with this subject), 700211 (issuer), 700016
 * (client id). KEDA reports it of its scalers, the kubelet of volumes of the Key Vault, and the SDKs of Azure write it to the log of their
 * application. The log of KEDA itself is in `kube-system`, which is not collected.
 *
 * Sources: learn.microsoft.com/entra/identity-platform/reference-error-codes; azure.github.io/azure-workload-identity/docs/troubleshooting
 * (2026-11).
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
      'Entra ID has refused the token of a ServiceAccount; the object and the code are named. Unless its federated credential was made minutes ago, it will go on. ' +
      `Compare the subject, the issuer and the client id with the federated credential of the identity: npm run synth does, and ${deployCommand} makes what is missing.`,
  };
}

function factsOf(kind: AlertKind) {
  const { severity, topic } = alertKinds[kind];
  return { kind, severity, topic };
}

/** A text as KQL writes it; its escapes are those of JSON. */
const kqlText = (text: string) => JSON.stringify(text);
