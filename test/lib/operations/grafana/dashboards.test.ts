import type { GrafanaDashboard } from '../../../../lib/operations/grafana/dashboard-model';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { type WorkloadKind, workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { aiPlatform, otherChoicesPlatform } from '../../../platforms/ai-platform';
import { largePlatform } from '../../../platforms/large-platform';
import { samplePlatforms as platforms } from '../../../platforms/sample';
import { smallPlatform } from '../../../platforms/small-platform';
import { knownMetrics } from '../../../prometheus/known-metrics';
import { readPromQl } from '../../../prometheus/promql';
import { dashboardsOf, sharedDashboardsOf } from './dashboards-of';
import { interpolate, variablesIn } from './interpolate';
import { graphsOf, overlap, panelsOf, positionsOf } from './read-dashboard';

const byPlatform = {
  development: platforms.platform('development').resolved,
  production: platforms.platform('production').resolved,
  'a platform with everything': resolvePlatform(aiPlatform),
  'a platform with the GPU Operator': resolvePlatform(otherChoicesPlatform),
  'a large platform': resolvePlatform(largePlatform),
};
const shared = sharedDashboardsOf([byPlatform.production, byPlatform.development]);
const all = [
  ...Object.entries(byPlatform).flatMap(([name, platform]) =>
    Object.entries(dashboardsOf(platform)).map(
      ([path, dashboard]) => [`${path} of ${name}`, dashboard] as const,
    ),
  ),
  ...Object.entries(shared).map(([path, dashboard]) => [`${path} of both environments`, dashboard] as const),
];

test('all dashboards are checked', () => expect(all).toHaveLength(18));

describe.each(all)('%s', (_, dashboard) => {
  const graphs = graphsOf(dashboard);
  const queries = graphs.flatMap(({ title, targets }) => targets.map(({ expr }) => ({ title, expr })));

  it('has a number for each panel', () => {
    const ids = [...panelsOf(dashboard), ...dashboard.panels.filter(({ type }) => type === 'row')].map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(Math.min(...ids)).toBeGreaterThan(0);
  });

  it('has a position for each panel', () => {
    const places = positionsOf(dashboard);
    for (const { x, w, h } of places) {
      expect(x + w).toBeLessThanOrEqual(24);
      expect(h).toBeGreaterThan(0);
    }
    const pairs = places.flatMap((a, index) => places.slice(index + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
  });

  it('has a reference and a legend for each query', () => {
    for (const { targets } of graphs) {
      const names = targets.map(({ refId }) => refId);
      expect(new Set(names).size).toBe(names.length);
      for (const { legendFormat } of targets) expect(legendFormat).not.toBe('');
    }
  });

  it('has a description for each panel', () => {
    for (const { title, description } of panelsOf(dashboard))
      expect(`${title}: ${description}`).toMatch(/: .+\.$/);
  });

  it('uses exactly the variables that it has', () => {
    const used = new Set(variablesIn(JSON.stringify(dashboard.panels)));
    used.delete('__rate_interval');
    expect([...used].sort()).toEqual(dashboard.templating.list.map(({ name }) => name).sort());
  });

  it.each(queries.map(({ title, expr }) => [title, expr]))('queries existing series: %s', (_title, expr) =>
    expect(readPromQl(interpolate(dashboard, expr), knownMetrics).problems).toEqual([]),
  );

  it('computes rates over the interval of Grafana, which covers at least two scrapes', () => {
    const ranges = queries.flatMap(({ expr }) => expr.match(/\[(?:\$|\d+[smhdwy])[^\]]*\]/g) ?? []);
    expect(ranges.filter((range) => range !== '[$__rate_interval]')).toEqual([]);
    for (const { targets } of graphs) for (const { interval } of targets) expect(interval).toBe('30s');
  });

  it('uses only labels of the results in its legends', () => {
    for (const { title, targets } of graphs)
      for (const { expr, legendFormat } of targets) {
        const { labels } = readPromQl(interpolate(dashboard, expr), knownMetrics);
        for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g))
          expect({ title, labels }).toEqual({ title, labels: expect.arrayContaining([label]) });
      }
  });
});

it('has a unique uid for each dashboard of each environment', () => {
  const { development, production } = byPlatform;
  const uids = [development, production]
    .flatMap((platform) => Object.values(dashboardsOf(platform)))
    .map(({ uid }) => uid);
  expect(new Set(uids).size).toBe(6);
});

const sample = (path: string): GrafanaDashboard => dashboardsOf(byPlatform.production)[path]!;

it.each([
  ['grafana/gpu-pools.json', 'production-gpu-pools'],
  ['grafana/keda.json', 'production-keda'],
  ['grafana/vllm.json', 'production-vllm'],
])('%s keeps its uid %s, which links and imports use', (path, uid) => expect(sample(path).uid).toBe(uid));

it.each([
  ['gpu-pools.json', 'gpu-pools-1je7czb'],
  ['keda.json', 'keda-1je7czb'],
  ['vllm.json', 'vllm-1je7czb'],
])('the shared file %s keeps its uid %s', (path, uid) => expect(shared[path]!.uid).toBe(uid));

it('differs between environments only in the choices and limits of a shared file', () => {
  const choicesOf = (dashboard: GrafanaDashboard, variable: string) =>
    dashboard.templating.list
      .find(({ name }) => name === variable)!
      .options.flatMap(({ text }) => (text === 'All' ? [] : [text]));
  expect(choicesOf(shared['vllm.json']!, 'namespace')).toEqual(['production', 'development']);
  expect(choicesOf(shared['vllm.json']!, 'server')).toEqual(['vllm', 'deepseek']);
  expect(choicesOf(shared['gpu-pools.json']!, 'pool')).toEqual(['gpuspot', 'gpupool', 'gpubig']);
});

const resolved = resolvePlatform(aiPlatform);
const paths = (platform: typeof resolved) => Object.keys(dashboardsOf(platform));
const without = (kind: WorkloadKind) => resolved.workloads.filter((workload) => workload.kind !== kind);

test('a dashboard exists for each part that a platform has', () => {
  expect(paths(resolved)).toEqual(['grafana/gpu-pools.json', 'grafana/keda.json', 'grafana/vllm.json']);
  expect(paths(resolvePlatform(smallPlatform))).toEqual([]);
  expect(paths({ ...resolved, workloads: [] })).toEqual(['grafana/gpu-pools.json']);
  expect(paths({ ...resolved, workloads: without('inference-server') })).toEqual([
    'grafana/gpu-pools.json',
    'grafana/keda.json',
  ]);
});

test('without managed Prometheus there are no dashboards', () => {
  const { cluster } = resolved;
  expect(paths({ ...resolved, cluster: { ...cluster, managedPrometheus: false } })).toEqual([]);
});

test.each([
  ['device-plugin', false],
  ['gpu-operator', true],
] as const)('with %s, GPU metrics have panels: %s', (gpuStack, measured) => {
  const dashboard = dashboardsOf({ ...resolved, cluster: { ...resolved.cluster, gpuStack } })[
    'grafana/gpu-pools.json'
  ]!;
  expect(panelsOf(dashboard).some(({ title }) => title === 'Utilization')).toBe(measured);
});

test('the maximum of a server without scaling is its replicas', () => {
  const [server] = workloadsOf(resolved, 'inference-server');
  const fixed = { ...server!, scaling: undefined, replicas: 4 };
  const dashboard = dashboardsOf({ ...resolved, workloads: [fixed] })['grafana/vllm.json']!;
  expect(JSON.stringify(dashboard)).toContain('vector(4)');
});
