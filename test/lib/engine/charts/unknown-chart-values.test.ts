import { agentgateway, agentgatewayDefinitions } from '../../../../lib/engine/charts/agentgateway';
import { type ChartSource, isChartSource } from '../../../../lib/engine/charts/application-source';
import { gpuOperator } from '../../../../lib/engine/charts/gpu-operator';
import { leaderWorkerSet } from '../../../../lib/engine/charts/leader-worker-set';
import { unknownChartValues } from '../../../../lib/engine/charts/unknown-chart-values';
import { langfuse } from '../../../../lib/engine/langfuse/langfuse';
import { findChartValues } from '../../../../lib/facts/chart-values/all-chart-values';
import { charts } from '../../../../lib/facts/versions';
import { gpuTaint } from '../../../../lib/values/taint';
import { allOfLangfuse, minimalLangfuse } from '../langfuse/samples';

/** Charts whose archive or source at the pinned version was not available. */
const withoutFacts = ['argo-cd', 'argocd-apps', 'alb-controller'];

test.each(Object.values(charts).filter(({ chart }) => !withoutFacts.includes(chart)))(
  'the values of $chart $version are known',
  ({ chart, version }) => expect(findChartValues(chart, version)).toBeDefined(),
);

test('another version, or another chart, is not known', () => {
  expect(findChartValues('lws', '0.9.0')).toBeUndefined();
  expect(findChartValues('redis', '1.0.0')).toBeUndefined();
  expect(findChartValues('lws', `v${charts.leaderWorkerSet.version}`)).toBeDefined();
});

const placement = {
  nodeSelector: { pool: 'cpu' },
  tolerations: [gpuTaint.toToleration()],
};
const sources = [
  gpuOperator({ gpuTolerations: [gpuTaint.toToleration()], placement }),
  leaderWorkerSet({ placement }),
  agentgateway({ placement }),
  agentgatewayDefinitions,
  langfuse(minimalLangfuse),
  langfuse(allOfLangfuse),
].map(({ source }) => source as ChartSource);

test.each(sources)('the platform sets only values that $chart reads', (source) => {
  expect(isChartSource(source)).toBe(true);
  const facts = findChartValues(source.chart, source.version)!;
  expect(unknownChartValues(source.values ?? {}, facts).map(({ path }) => path)).toEqual([]);
});

const demo = {
  chart: 'demo',
  version: '1.0.0',
  keys: { '': 'image nodeSelector resources', image: 'tag', nodeSelector: '*' },
  elsewhere: 'fsGroup',
};
const unknown = (values: object) => unknownChartValues(values as never, demo).map(({ path }) => path);

test('a key is known at its place only', () => {
  expect(unknown({ image: { tag: '1' } })).toEqual([]);
  expect(unknown({ image: { tags: '1' }, imag: {}, tag: '1' })).toEqual(['image.tags', 'imag', 'tag']);
});

test("the user's own keys, lists, and what named templates read are not checked", () => {
  expect(unknown({ nodeSelector: { 'a.b/c': 'd' }, resources: { limits: {} } })).toEqual([]);
  expect(unknown({ image: { fsGroup: 1 }, toString: 1 })).toEqual(['toString']);
});
