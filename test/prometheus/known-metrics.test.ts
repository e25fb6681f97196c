import { isInMinimalProfile } from '../../lib/facts/minimal-profile';
import { resolvePlatform } from '../../lib/platform/resolve-platform';
import { alertRulesOf } from '../alerts/alert-rules';
import { questions } from '../alerts/questions';
import { dashboardsOf } from '../lib/operations/grafana/dashboards-of';
import { interpolate } from '../lib/operations/grafana/interpolate';
import { graphsOf } from '../lib/operations/grafana/read-dashboard';
import { otherChoicesPlatform } from '../platforms/ai-platform';
import { platform } from '../platforms/sample';
import { knownMetrics } from './known-metrics';
import { readPromQl } from './promql';

const [server] = otherChoicesPlatform.inferenceServers!;
const oldEngine = { ...server!, image: { repository: 'vllm', tag: 'v0.9.2' } };

/** Platforms which together have everything that alerts and dashboards can be about. */
const resolved = [
  platform.resolved,
  resolvePlatform(otherChoicesPlatform),
  resolvePlatform({ ...otherChoicesPlatform, inferenceServers: [oldEngine] }),
];

test('the profile keeps its own metrics, and drops added ones', () => {
  const of = (source: string) => [...knownMetrics].filter(([, known]) => known.source.includes(source));
  const [profile, added] = [of('kubestateRegex_minimal_mac'), of('lib/facts/metrics-settings.ts')];
  expect(profile.filter(([name]) => !isInMinimalProfile(name))).toEqual([]);
  expect(added.map(([name]) => isInMinimalProfile(name))).toEqual([false, false, false, false]);
});

test('nothing is known that neither an alert nor a dashboard reads', () => {
  const expressions = resolved.flatMap((each) => [
    ...alertRulesOf(each).map(({ expression }) => expression),
    ...Object.values(dashboardsOf(each)).flatMap((dashboard) =>
      graphsOf(dashboard).flatMap(({ targets }) => targets.map(({ expr }) => interpolate(dashboard, expr))),
    ),
  ]);
  const read = new Set(expressions.flatMap((each) => readPromQl(each, knownMetrics).metrics));
  expect([...knownMetrics.keys()].filter((name) => !read.has(name))).toEqual([]);
});

test.each(questions.map(({ dashboard, panel, series }) => [dashboard, panel, series] as const))(
  '%s, %s: the series that it is tried with are such as there are',
  (_dashboard, _panel, series) => {
    for (const name of Object.keys(series)) expect(readPromQl(name, knownMetrics).problems).toEqual([]);
  },
);
