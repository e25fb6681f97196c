import {
  type GpuPoolDashboardInput,
  gpuPoolDashboard,
} from '../../../../lib/operations/grafana/gpu-pool-dashboard';
import { interpolate } from './interpolate';
import { graph, panelsOf } from './read-dashboard';

const production = {
  name: 'production',
  namespace: 'ai',
  pools: [
    { name: 'a100', maxNodes: 6 },
    { name: 'h100', maxNodes: 2 },
  ],
  measured: false,
};
const staging = {
  ...production,
  name: 'staging',
  namespace: 'staging',
  pools: [{ name: 'a100', maxNodes: 1 }],
};
const input: GpuPoolDashboardInput = { uid: 'gpu-pools', environments: [production, staging] };
const titles = (measured: boolean) =>
  panelsOf(gpuPoolDashboard({ ...input, environments: [{ ...production, measured }] })).map(
    ({ title }) => title,
  );

test('Grafana repeats the panel of nodes for each pool', () => {
  const dashboard = gpuPoolDashboard(input);
  const panel = graph(dashboard, 'Nodes of $pool');
  expect(panel.repeat).toBe('pool');
  expect(interpolate(dashboard, panel.targets[0]!.expr, { pool: 'h100' })).toBe(
    'count(kube_node_info{node=~"aks-h100-.+"}) or vector(0)',
  );
});

test('the panel of nodes has the maximum of the pool in each environment', () => {
  const dashboard = gpuPoolDashboard(input);
  const limit = graph(dashboard, 'Nodes of $pool').targets[2]!.expr;
  const constant = (value: number, choice: string, environment: string) =>
    `label_replace(label_replace(vector(${value}), "choice", "${choice}", "", ""), "environment", "${environment}", "", "")`;
  expect(interpolate(dashboard, limit, { namespace: 'staging', pool: 'a100' })).toBe(
    `(${[
      constant(6, 'ai a100', 'production'),
      constant(2, 'ai h100', 'production'),
      constant(1, 'staging a100', 'staging'),
    ].join(' or ')}) and on (choice) label_replace(vector(1), "choice", "staging a100", "", "")`,
  );
});

test('the environment is a choice of the namespace', () => {
  const variable = gpuPoolDashboard(input).templating.list.find(({ name }) => name === 'namespace')!;
  expect(variable.label).toBe('Environment');
  expect(variable.options.map(({ text, value }) => [text, value])).toEqual([
    ['production', 'ai'],
    ['staging', 'staging'],
  ]);
});

test('environments with one namespace are one choice, and keep their own limits', () => {
  const dashboard = gpuPoolDashboard({
    ...input,
    environments: [production, { ...staging, namespace: 'ai' }],
  });
  const variable = dashboard.templating.list.find(({ name }) => name === 'namespace')!;
  expect(variable.options.map(({ text, value }) => [text, value])).toEqual([
    ['production and staging', 'ai'],
  ]);
  const limit = graph(dashboard, 'Nodes of $pool').targets[2]!;
  expect(limit.legendFormat).toBe('maximum of {{environment}}');
  expect(limit.expr).toContain('vector(6), "choice", "ai a100", "", ""), "environment", "production"');
  expect(limit.expr).toContain('vector(1), "choice", "ai a100", "", ""), "environment", "staging"');
});

test('the names of the nodes identify the selected pools', () => {
  const dashboard = gpuPoolDashboard(input);
  const [{ expr } = { expr: '' }] = graph(dashboard, 'GPUs that nodes offer').targets;
  expect(interpolate(dashboard, expr)).toBe(
    'sum by (pool) (label_replace(kube_node_status_allocatable{resource="nvidia_com_gpu",node=~"aks-((a100|h100))-.+"}, "pool", "$1", "node", "aks-([^-]+)-.+"))',
  );
});

test('GPU metrics have panels if an exporter measures them', () => {
  expect(titles(true)).toEqual([
    ...titles(false),
    'Utilization',
    'GPU memory',
    'Power',
    'Temperature',
    'Last Xid error',
  ]);
});
