import { type AlertKind, type AlertSeverity, alertKinds } from '../../facts/alert-kinds';
import type { RunbookTopic } from '../../facts/runbook-topics';

/** Prometheus rule that fires while its expression returns a result. */
export interface AlertRule {
  readonly kind: AlertKind;
  readonly alert: string;
  /** PromQL. */
  readonly expression: string;
  /** Minutes that the expression must return a result before the alert fires. */
  readonly forMinutes: number;
  readonly severity: AlertSeverity;
  /** Entry of the runbook. */
  readonly topic: RunbookTopic;
  readonly summary: string;
  /** Problem, workload and first action. */
  readonly description: string;
}

/** Rule of a kind for a subject. Severity and topic default to those of the kind. */
export function alertRule(
  kind: AlertKind,
  subject: string,
  rule: Pick<AlertRule, 'expression' | 'forMinutes' | 'summary' | 'description'> &
    Partial<Pick<AlertRule, 'severity' | 'topic'>>,
): AlertRule {
  const { severity, topic } = alertKinds[kind];
  return { kind, alert: `${subject}-${kind}`, severity, topic, ...rule };
}
