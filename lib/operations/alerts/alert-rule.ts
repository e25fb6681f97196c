import { type AlertKind, type AlertSeverity, alertKinds } from '../../facts/alert-kinds';
import type { RunbookTopic } from '../../facts/runbook-topics';

/** A rule that fires while its expression has a result. */
export interface AlertRule {
  readonly kind: AlertKind;
  readonly alert: string;
  /** PromQL. */
  readonly expression: string;
  /** Minutes that the expression has to have a result before anybody is told. */
  readonly forMinutes: number;
  readonly severity: AlertSeverity;
  /** Entry of the runbook. */
  readonly topic: RunbookTopic;
  readonly summary: string;
  /** What is wrong, with the workload, and the first thing to do. */
  readonly description: string;
}

/** A rule of a kind, with what the kind says of severity and runbook unless it is said here. */
export function alertRule(
  kind: AlertKind,
  subject: string,
  rule: Pick<AlertRule, 'expression' | 'forMinutes' | 'summary' | 'description'> &
    Partial<Pick<AlertRule, 'severity' | 'topic'>>,
): AlertRule {
  const { severity, topic } = alertKinds[kind];
  return { kind, alert: `${subject}-${kind}`, severity, topic, ...rule };
}
