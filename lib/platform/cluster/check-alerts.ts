import type { CompleteCluster } from '../../definition/cluster-definition';
import { type AlertSignal, alertKindNames, alertKinds } from '../../facts/alert-kinds';
import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const actionGroupPattern =
  /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/microsoft\.insights\/actionGroups\/[^/]+$/i;

/** azurerm, `monitor_alert_prometheus_rule_group`, `rule.action` (2026-11). */
const maxActionGroups = 5;

/** Checks the receivers of alerts, and the alerts that the definition changes. */
export function checkAlerts(definition: CompleteCluster, problems: ProblemList): void {
  const { alertEmails = [], alertActionGroupIds } = definition;
  alertEmails.forEach((address, index) => {
    if (emailPattern.test(address)) return;
    problems
      .at('alertEmails')
      .at(index)
      .add('', `"${address}" is not an email address`, 'Use the form ops@example.com.');
  });
  alertActionGroupIds.forEach((id, index) => {
    if (actionGroupPattern.test(id)) return;
    problems
      .at('alertActionGroupIds')
      .at(index)
      .add(
        '',
        `"${id}" is not the resource id of an action group`,
        'Copy it from `az monitor action-group show --name … --resource-group … --query id`.',
      );
  });
  const allowed = maxActionGroups - (alertEmails.length > 0 ? 1 : 0);
  if (alertActionGroupIds.length > allowed) {
    problems.add(
      'alertActionGroupIds',
      `${alertActionGroupIds.length} action groups are more than Azure allows for a rule`,
      allowed === maxActionGroups
        ? `List at most ${maxActionGroups}.`
        : `List at most ${allowed}: the platform creates one more for alertEmails.`,
    );
  }
  const lists = {
    alertEmails: ['address', alertEmails],
    alertActionGroupIds: ['id', alertActionGroupIds],
  } as const;
  for (const [key, [what, values]] of Object.entries(lists)) {
    requireUnique(
      problems,
      what,
      values,
      (value) => value.toLowerCase(),
      (index) => `${key}[${index}]`,
    );
  }
  checkSettings(definition, problems.at('alerts'));
}

/** The severity of an alert that cannot exist would be misleading. */
function checkSettings(definition: CompleteCluster, problems: ProblemList): void {
  const { alerts, managedPrometheus, containerInsights } = definition;
  const missing: Readonly<Record<AlertSignal, string | undefined>> = {
    prometheus: managedPrometheus ? undefined : 'managedPrometheus',
    logs: containerInsights ? undefined : 'containerInsights',
    'service-bus': undefined,
  };
  for (const kind of alertKindNames) {
    const off = missing[alertKinds[kind].signal];
    if (alerts[kind] === undefined || alerts[kind] === false || off === undefined) continue;
    problems.add(kind, `the alert requires ${off}, which is off`, `Turn ${off} on, or remove the alert.`);
  }
}
