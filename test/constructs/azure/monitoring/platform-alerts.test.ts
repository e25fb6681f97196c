import { App } from 'cdktf';
import { PlatformStack } from '../../../../constructs/azure/stack/platform-stack';
import type { ClusterDefinition } from '../../../../lib/definition/cluster-definition';
import { runbookAnchor, runbookTopics } from '../../../../lib/facts/runbook-topics';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { aiPlatform } from '../../../platforms/ai-platform';
import { type Json, readStack } from '../synthesize';

function stackOf(cluster: Partial<ClusterDefinition> = {}): Json {
  const { alertEmails: _, ...base } = aiPlatform.cluster;
  const platform = resolvePlatform({ ...aiPlatform, cluster: { ...base, ...cluster } });
  return readStack(new PlatformStack(new App({ stackTraces: false }), platform.environment, { platform }));
}

const ruleGroups = 'azurerm_monitor_alert_prometheus_rule_group';
const metricAlerts = 'azurerm_monitor_metric_alert';
const logAlerts = 'azurerm_monitor_scheduled_query_rules_alert_v2';
const all = (terraform: Json, type: string) => Object.values<Json>(terraform.resource[type] ?? {});
const rules = (terraform: Json) =>
  all(terraform, ruleGroups)
    .flatMap(({ rule }) => rule)
    .filter(({ alert }) => alert !== undefined);

/** Ids of the action groups of every alert, whatever its type. */
const told = (terraform: Json): readonly (readonly string[])[] => [
  ...[...rules(terraform), ...all(terraform, metricAlerts)].map(({ action = [] }) =>
    action.map(({ action_group_id }: Json) => action_group_id),
  ),
  ...all(terraform, logAlerts).map(({ action }) => action.action_groups),
];

it('has no recipient by default', () => {
  const terraform = stackOf();
  expect(terraform.resource.azurerm_monitor_action_group).toBeUndefined();
  for (const groups of told(terraform)) expect(groups).toEqual([]);
});

it('notifies the same recipients of every alert: by mail, from one action group at its old address, and the on-call groups', () => {
  const onCall =
    '/subscriptions/5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394/resourceGroups/my-rg/providers/Microsoft.Insights/actionGroups/on-call';
  const terraform = stackOf({ alertEmails: ['ops@example.com'], alertActionGroupIds: [onCall] });
  expect(Object.keys(terraform.resource.azurerm_monitor_action_group)).toEqual(['inference-alerts_mails']);
  expect(all(terraform, 'azurerm_monitor_action_group')[0].name).toBe('inference-alerts-ai-aks');
  for (const groups of told(terraform))
    expect(groups).toEqual(['${azurerm_monitor_action_group.inference-alerts_mails.id}', onCall]);
});

it('links every alert to an entry of the runbook of its environment', () => {
  const file = `${aiPlatform.gitOps.repository}/blob/main/dist/staging/RUNBOOK.md`;
  const entries = Object.keys(runbookTopics).map(
    (topic) => `${file}${runbookAnchor(topic as keyof typeof runbookTopics)}`,
  );
  const terraform = stackOf();
  const links = [
    ...rules(terraform).map(({ annotations }) => annotations.runbook_url),
    ...all(terraform, metricAlerts).map(({ description }) => description.split(' ').at(-1)),
    ...all(terraform, logAlerts).map(({ action }) => action.custom_properties.runbook_url),
  ];
  expect(links.length).toBeGreaterThan(20);
  for (const link of links) expect(entries).toContain(link);
});

it('has no alert on series where there are none, and keeps the others', () => {
  const definition = {
    ...aiPlatform,
    cluster: { ...aiPlatform.cluster, managedPrometheus: false },
    inferenceServers: [],
    gateway: undefined,
    ingress: undefined,
    httpApps: [],
    agentApps: [],
    cronJobs: [],
    langfuse: undefined,
    queueWorkers: aiPlatform.queueWorkers.map(({ uses: _uses, ...worker }: Json) => worker),
  };
  const platform = resolvePlatform(definition as never);
  const terraform = readStack(new PlatformStack(new App({ stackTraces: false }), 'staging', { platform }));
  expect(terraform.resource[ruleGroups]).toBeUndefined();
  expect(all(terraform, metricAlerts).length).toBeGreaterThan(1);
  expect(all(terraform, logAlerts)).toHaveLength(2);
});

it('has no alert on logs where none are collected', () =>
  expect(stackOf({ containerInsights: false }).resource[logAlerts]).toBeUndefined());

it('leaves out what is off, and gives what is left another severity', () => {
  const terraform = stackOf({
    alerts: { 'kv-cache-full': false, 'dead-letters': false, stalled: { severity: 4 } },
  });
  const names = rules(terraform).map(({ alert }) => alert);
  expect(names.filter((name) => name.endsWith('-kv-cache-full'))).toEqual([]);
  expect(all(terraform, metricAlerts).map(({ name }) => name)).not.toContain('dead-letters-ai-servicebus');
  for (const { alert, severity } of rules(terraform))
    if (alert.endsWith('-stalled')) expect(severity).toBe(4);
});
