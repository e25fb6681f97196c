import {
  InferenceAlerts,
  type InferenceAlertsProps,
} from '../../../../constructs/azure/monitoring/inference-alerts';
import type { WatchedServer } from '../../../../lib/operations/alerts/inference-alerts';
import { only, place, resources, synthesize, tags } from '../synthesize';

const qwen: WatchedServer = {
  name: 'qwen',
  namespace: 'inference',
  servedModelName: 'qwen',
  startupBudgetSeconds: 600,
};
const minimal: InferenceAlertsProps = {
  ...place,
  servers: [qwen],
  monitorWorkspaceId: 'workspace-id',
  clusterId: 'cluster-id',
  clusterName: 'my-aks',
};
const runbook = {
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  path: 'dist/test/RUNBOOK.md',
};
const alerts = (props: Partial<InferenceAlertsProps> = {}) =>
  synthesize((stack) => new InferenceAlerts(stack, 'alerts', { ...minimal, ...props }));
const groupType = 'azurerm_monitor_alert_prometheus_rule_group';

it('minimal', () => {
  expect(resources((stack) => new InferenceAlerts(stack, 'alerts', minimal))).toMatchSnapshot();
});

it('with every prop', () => {
  const servers: Required<WatchedServer>[] = [
    {
      ...qwen,
      kind: 'LeaderWorkerSet',
      nodes: 3,
      maxModelLen: 32_768,
      engineVersion: '0.9.1',
      waitingPerReplica: 8,
      scaleUpSeconds: 600,
      nodeProvisionMinutes: 40,
      logsAreKept: true,
      mayWait: true,
      scaledObject: 'qwen-scaler',
    },
  ];
  const props: Required<InferenceAlertsProps> = {
    ...minimal,
    servers,
    emails: ['ai@example.com'],
    actionGroupIds: ['on-call-id'],
    settings: { 'kv-cache-full': false, stalled: { severity: 2 } },
    runbook,
    tags,
  };
  expect(resources((stack) => new InferenceAlerts(stack, 'alerts', props))).toMatchSnapshot();
});

it('has no recipient by default', () => {
  const terraform = alerts();
  expect(terraform.resource.azurerm_monitor_action_group).toBeUndefined();
  for (const { action } of only(terraform, groupType).rule) expect(action ?? []).toEqual([]);
});

it('notifies the mail addresses and the existing action groups', () => {
  for (const { action } of only(alerts({ emails: ['a@b.c'], actionGroupIds: ['on-call'] }), groupType).rule) {
    expect(action).toEqual([
      { action_group_id: '${azurerm_monitor_action_group.alerts_mails.id}' },
      { action_group_id: 'on-call' },
    ]);
  }
});

it('gives servers of one name in two namespaces a group each', () => {
  const terraform = alerts({ servers: [qwen, { ...qwen, namespace: 'staging' }] });
  const names = Object.values<{ name: string }>(terraform.resource[groupType]).map(({ name }) => name);
  expect(names).toEqual(['inference-inference-qwen-my-aks', 'inference-staging-qwen-my-aks']);
});
