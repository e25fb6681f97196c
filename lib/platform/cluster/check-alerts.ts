import type { ClusterDefinition } from '../../definition/cluster-definition';
import { type AlertSignal, alertKindNames, alertKinds } from '../../facts/alert-kinds';
import type { ProblemList } from '../../problems/problem-list';
import { requireUnique } from '../../problems/value-rules';

const emailPattern = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const actionGroupPattern =
  /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/microsoft\.insights\/actionGroups\/[^/]+$/i;

/** azurerm, `monitor_alert_prometheus_rule_group`, `rule.action` (2026-11). */
const maxActionGroups = 5;

/** Who is told of alerts, and which of them are otherwise than by default. */
export function checkAlerts(definition: ClusterDefinition, problems: ProblemList): void {
  const { alertEmails = [], alertActionGroupIds = [] } = definition;
  alertEmails.forEach((address, index) => {
    if (emailPattern.test(address)) return;
    problems
      .at('alertEmails')
      .at(index)
      .add('', `"${address}" is not a mail address`, 'Write it as ops@example.com.');
  });
  alertActionGroupIds.forEach((id, index) => {
    if (actionGroupPattern.test(id)) return;
    problems
      .at('alertActionGroupIds')
      .at(index)
      .add(
        '',
        `"${id}" is not the resource id of an action group`,
        'Give what `az monitor action-group show --name … --resource-group … --query id` prints.',
      );
  });
  const allowed = maxActionGroups - (alertEmails.length > 0 ? 1 : 0);
  if (alertActionGroupIds.length > allowed) {
    problems.add(
      'alertActionGroupIds',
      `${alertActionGroupIds.length} action groups`,
      allowed === maxActionGroups
        ? `Give at most ${maxActionGroups}.`
        : `Give at most ${allowed}: that of alertEmails is one as well.`,
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

/** A severity for an alert that there cannot be would be a promise. */
function checkSettings(definition: ClusterDefinition, problems: ProblemList): void {
  const { alerts = {}, managedPrometheus = true, containerInsights = true } = definition;
  const missing: Readonly<Record<AlertSignal, string | undefined>> = {
    prometheus: managedPrometheus ? undefined : 'managedPrometheus',
    logs: containerInsights ? undefined : 'containerInsights',
    'service-bus': undefined,
  };
  for (const kind of alertKindNames) {
    const off = missing[alertKinds[kind].signal];
    if (alerts[kind] === undefined || alerts[kind] === false || off === undefined) continue;
    problems.add(kind, `there is no such alert without ${off}`, `Leave ${off} on, or this out.`);
  }
}
