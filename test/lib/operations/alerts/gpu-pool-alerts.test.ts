import { gpuPoolAlertRules, type WatchedGpuPool } from '../../../../lib/operations/alerts/gpu-pool-alerts';

const pool: WatchedGpuPool = {
  name: 'gpupool',
  maxNodes: 3,
  gpusPerNode: 8,
  workloads: [{ name: 'vllm', namespace: 'production' }],
};
const rules = (changes: Partial<WatchedGpuPool> = {}) =>
  Object.fromEntries(gpuPoolAlertRules({ ...pool, ...changes }).map((rule) => [rule.kind, rule]));

test('a pool without workloads has no alert about its maximum', () =>
  expect(Object.keys(rules({ workloads: [] }))).toEqual(['node-not-ready', 'gpus-missing']));

test('the limits are those of the pool', () => {
  expect(rules()['pool-at-maximum']!.expression).toContain('>= 3 and');
  expect(rules()['gpus-missing']!.expression).toMatch(/>= 8$/);
});

test('waiting times follow from the node provisioning time of the autoscaler', () => {
  const minutes = (changes?: Partial<WatchedGpuPool>) =>
    Object.values(rules(changes)).map(({ forMinutes }) => forMinutes);
  expect(minutes()).toEqual([30, 20, 30]);
  expect(minutes({ nodeProvisionMinutes: 45 })).toEqual([55, 45, 55]);
});

test('waiting pods are matched in each of several namespaces', () => {
  const workloads = [
    { name: 'vllm', namespace: 'production' },
    { name: 'triton', namespace: 'production' },
    { name: 'lab', namespace: 'research', kind: 'Job' as const },
  ];
  const { expression } = rules({ workloads })['pool-at-maximum']!;
  expect(expression).toContain(
    'namespace="production",pod=~"vllm-[a-z0-9]+-[a-z0-9]{5}|triton-[a-z0-9]+-[a-z0-9]{5}"',
  );
  expect(expression).toContain('namespace="research",pod=~"lab-[a-z0-9]+-[a-z0-9]{5}"');
});

test('with overcommit, waiting pods are informational', () =>
  expect(rules({ overcommit: true })['pool-at-maximum']!.severity).toBe(3));

test.each([
  [1, 'no GPU'],
  [8, 'fewer than 8 GPUs'],
])('a node of %i', (gpusPerNode, words) =>
  expect(rules({ gpusPerNode })['gpus-missing']!.description).toContain(`has offered ${words} for`),
);
