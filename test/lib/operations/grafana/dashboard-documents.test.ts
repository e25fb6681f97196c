import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { type WorkloadKind, workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { aiPlatform } from '../../../platforms/ai-platform';
import { smallPlatform } from '../../../platforms/small-platform';
import { dashboardsOf } from './dashboards-of';
import { panelsOf } from './read-dashboard';

const resolved = resolvePlatform(aiPlatform);
const paths = (platform: typeof resolved) => Object.keys(dashboardsOf(platform));
const without = (kind: WorkloadKind) => resolved.workloads.filter((workload) => workload.kind !== kind);

test('a dashboard for each thing that there is', () => {
  expect(paths(resolved)).toEqual(['grafana/gpu-pools.json', 'grafana/keda.json', 'grafana/vllm.json']);
  expect(paths(resolvePlatform(smallPlatform))).toEqual([]);
  expect(paths({ ...resolved, workloads: [] })).toEqual(['grafana/gpu-pools.json']);
  expect(paths({ ...resolved, workloads: without('inference-server') })).toEqual([
    'grafana/gpu-pools.json',
    'grafana/keda.json',
  ]);
});

test('without managed Prometheus there is nothing to show', () => {
  const { cluster } = resolved;
  expect(paths({ ...resolved, cluster: { ...cluster, managedPrometheus: false } })).toEqual([]);
});

test.each([
  ['device-plugin', false],
  ['gpu-operator', true],
  ['managed', true],
] as const)('with %s GPUs are measured: %s', (gpuStack, measured) => {
  const dashboard = dashboardsOf({ ...resolved, cluster: { ...resolved.cluster, gpuStack } })[
    'grafana/gpu-pools.json'
  ]!;
  expect(panelsOf(dashboard).some(({ title }) => title === 'Utilization')).toBe(measured);
});

test('a server without scaling has its replicas as its maximum', () => {
  const [server] = workloadsOf(resolved, 'inference-server');
  const fixed = { ...server!, scaling: undefined, replicas: 4 };
  const dashboard = dashboardsOf({ ...resolved, workloads: [fixed] })['grafana/vllm.json']!;
  expect(JSON.stringify(dashboard)).toContain('vector(4)');
});
