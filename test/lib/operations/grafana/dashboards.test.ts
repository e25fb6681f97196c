import type { GrafanaDashboard } from '../../../../lib/operations/grafana/dashboard-model';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { aiPlatform, otherChoicesPlatform } from '../../../platforms/ai-platform';
import { largePlatform } from '../../../platforms/large-platform';
import { samplePlatforms as platforms } from '../../../platforms/sample';
import { knownMetrics } from '../../../prometheus/known-metrics';
import { readPromQl } from '../../../prometheus/promql';
import { dashboardsOf } from './dashboards-of';
import { interpolate, variablesIn } from './interpolate';
import { graphsOf, overlap, panelsOf, positionsOf } from './read-dashboard';

const byPlatform = {
  development: platforms.platform('development').resolved,
  production: platforms.platform('production').resolved,
  'a platform with everything': resolvePlatform(aiPlatform),
  'a platform with the GPU Operator': resolvePlatform(otherChoicesPlatform),
  'a large platform': resolvePlatform(largePlatform),
};
const all = Object.entries(byPlatform).flatMap(([name, platform]) =>
  Object.entries(dashboardsOf(platform)).map(
    ([path, dashboard]) => [`${path} of ${name}`, dashboard] as const,
  ),
);

it('looks at all of them', () => expect(all).toHaveLength(15));

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

  it('has a place for each panel', () => {
    const places = positionsOf(dashboard);
    for (const { x, w, h } of places) {
      expect(x + w).toBeLessThanOrEqual(24);
      expect(h).toBeGreaterThan(0);
    }
    const pairs = places.flatMap((a, index) => places.slice(index + 1).map((b) => [a, b] as const));
    expect(pairs.filter(([a, b]) => overlap(a, b))).toEqual([]);
  });

  it('has a name for each query of a panel, and a text below each line', () => {
    for (const { targets } of graphs) {
      const names = targets.map(({ refId }) => refId);
      expect(new Set(names).size).toBe(names.length);
      for (const { legendFormat } of targets) expect(legendFormat).not.toBe('');
    }
  });

  it('says of each panel what it shows', () => {
    for (const { title, description } of panelsOf(dashboard))
      expect(`${title}: ${description}`).toMatch(/: .+\.$/);
  });

  it('uses the variables that it has, and no other', () => {
    const asked = new Set(variablesIn(JSON.stringify(dashboard.panels)));
    asked.delete('__rate_interval');
    expect([...asked].sort()).toEqual(dashboard.templating.list.map(({ name }) => name).sort());
  });

  it.each(queries.map(({ title, expr }) => [title, expr]))('asks for what is there: %s', (_title, expr) =>
    expect(readPromQl(interpolate(dashboard, expr), knownMetrics).problems).toEqual([]),
  );

  it('takes rates over what Grafana gives, which is two scrapes at least', () => {
    const ranges = queries.flatMap(({ expr }) => expr.match(/\[(?:\$|\d+[smhdwy])[^\]]*\]/g) ?? []);
    expect(ranges.filter((range) => range !== '[$__rate_interval]')).toEqual([]);
    for (const { targets } of graphs) for (const { interval } of targets) expect(interval).toBe('30s');
  });

  it('names only labels that its series have left in its legends', () => {
    for (const { title, targets } of graphs)
      for (const { expr, legendFormat } of targets) {
        const { labels } = readPromQl(interpolate(dashboard, expr), knownMetrics);
        for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g))
          expect({ title, labels }).toEqual({ title, labels: expect.arrayContaining([label]) });
      }
  });
});

it('has a uid of its own for each dashboard of each environment', () => {
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
])('%s keeps its uid %s: links and imports are by it', (path, uid) => expect(sample(path).uid).toBe(uid));
