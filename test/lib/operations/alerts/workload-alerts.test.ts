import type { WatchedWorkload } from '../../../../lib/operations/alerts/watched-workload';
import { workloadAlertRules } from '../../../../lib/operations/alerts/workload-alerts';

const app: WatchedWorkload = { name: 'app', namespace: 'production', startupBudgetSeconds: 60 };
const rules = (changes: Partial<WatchedWorkload> = {}) =>
  Object.fromEntries(workloadAlertRules({ ...app, ...changes }).map((rule) => [rule.kind, rule]));

test('an application has a scaler alert only with a scaler', () => {
  expect(Object.keys(rules())).toEqual(['unavailable', 'crash-loop', 'restarts', 'pods-pending']);
  expect(Object.keys(rules({ scaledObject: 'app-scaler' }))).toContain('scaler-fails');
});

test('a Job has no replicas', () => expect(Object.keys(rules({ kind: 'Job' }))).toEqual(['pods-pending']));

test.each([
  // Node, image, start.
  ['on CPU nodes', {}, 4 + 1 + 1],
  ['on GPU nodes', { gpu: true }, 20 + 10 + 1],
  ['where the autoscaler waits longer for a node', { gpu: true, nodeProvisionMinutes: 45 }, 45 + 10 + 1],
  ['where the start takes an hour', { startupBudgetSeconds: 3600 }, 4 + 1 + 60],
])('%s a workload is unavailable after all that may take time', (_, changes, minutes) =>
  expect(rules(changes).unavailable!.forMinutes).toBe(minutes),
);

test('the waiting time of a pending pod covers a node and an image pull, not a start', () => {
  expect(rules({ startupBudgetSeconds: 3600 })['pods-pending']!.forMinutes).toBe(15);
  expect(rules({ gpu: true })['pods-pending']!.forMinutes).toBe(40);
});

test('restarts are counted for as long as three starts take, and at least an hour', () => {
  expect(rules().restarts!.expression).toContain('[60m]');
  expect(rules({ startupBudgetSeconds: 3000 }).restarts!.expression).toContain('[150m]');
});

test('with overcommit, pending pods are informational', () => {
  expect(rules()['pods-pending']!.severity).toBe(2);
  expect(rules({ mayWait: true })['pods-pending']!.severity).toBe(3);
});

test('every alert names the workload, its namespace and the first action', () => {
  for (const { alert, kind, description } of Object.values(rules({ scaledObject: 'app-scaler' }))) {
    expect(alert).toBe(`app-${kind}`);
    expect(description).toContain('app in production');
    expect(description).toMatch(/Read/);
  }
});

describe('a group on several nodes', () => {
  const group = (nodes: number) => rules({ kind: 'LeaderWorkerSet', nodes });

  test.each([
    [2, 3],
    [3, 4],
    [8, 9],
  ])('of %i may start as often as an upgrade drains its nodes', (nodes, starts) => {
    expect(group(nodes)['crash-loop']!.expression).toMatch(new RegExp(`> ${starts}$`));
    expect(group(nodes).restarts!.expression).toMatch(new RegExp(`> ${starts}$`));
  });

  test('refers to kept logs, which its new pods do not have', () => {
    const kept = rules({ kind: 'LeaderWorkerSet', logsAreKept: true });
    for (const kind of ['crash-loop', 'restarts'])
      expect(kept[kind]!.description).toContain('table ContainerLogV2');
  });

  test('refers to events if the logs of deleted pods are lost', () => {
    for (const kind of ['crash-loop', 'restarts']) {
      const { description } = group(2)[kind]!;
      expect(description).not.toContain('ContainerLogV2');
      expect(description).toContain('kubectl events --namespace production');
      expect(description).toContain('leaderworkerset.sigs.k8s.io/name=app');
    }
    expect(rules()['crash-loop']!.description).toContain('--previous');
  });
});
