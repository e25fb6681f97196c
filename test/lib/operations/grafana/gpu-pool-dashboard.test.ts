import {
  type GpuPoolDashboardInput,
  gpuPoolDashboard,
} from '../../../../lib/operations/grafana/gpu-pool-dashboard';
import { interpolate } from './interpolate';
import { graph, panelsOf } from './read-dashboard';

const pools = [
  { name: 'a100', minNodes: 0, maxNodes: 6, gpusPerNode: 1 },
  { name: 'h100', minNodes: 1, maxNodes: 2, gpusPerNode: 8 },
];
const input: GpuPoolDashboardInput = { environment: 'production', namespace: 'ai', pools, measured: false };
const titles = (measured: boolean) =>
  panelsOf(gpuPoolDashboard({ ...input, measured })).map(({ title }) => title);

test.each(pools)('nodes of $name against its maximum', ({ name, maxNodes, minNodes, gpusPerNode }) => {
  const { fieldConfig, description, targets } = graph(gpuPoolDashboard(input), `Nodes of ${name}`);
  expect(fieldConfig.defaults.thresholds.steps[1]).toEqual({ value: maxNodes, color: 'red' });
  expect(description).toContain(`${minNodes} to ${maxNodes}, each with ${gpusPerNode} GPU`);
  expect(targets[0]!.expr).toBe(`count(kube_node_info{node=~"aks-${name}-.+"}) or vector(0)`);
});

test('the chosen pools are told apart by the names of their nodes', () => {
  const dashboard = gpuPoolDashboard(input);
  const [{ expr } = { expr: '' }] = graph(dashboard, 'GPUs that nodes offer').targets;
  expect(interpolate(dashboard, expr)).toBe(
    'sum by (pool) (label_replace(kube_node_status_allocatable{resource="nvidia_com_gpu",node=~"aks-((a100|h100))-.+"}, "pool", "$1", "node", "aks-([^-]+)-.+"))',
  );
});

test('what is inside of the GPUs is shown where something measures it', () => {
  expect(titles(true)).toEqual([
    ...titles(false),
    'Utilization',
    'Memory',
    'Power',
    'Temperature',
    'Last Xid error',
  ]);
});
