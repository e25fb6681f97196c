import type { GrafanaDashboard } from '../../lib/operations/grafana/dashboard-model';
import { resolvePlatform } from '../../lib/platform/resolve-platform';
import { dashboardsOf } from '../lib/operations/grafana/dashboards-of';
import { interpolate } from '../lib/operations/grafana/interpolate';
import { graph, graphsOf } from '../lib/operations/grafana/read-dashboard';
import { otherChoicesPlatform } from '../platforms/ai-platform';
import { platform } from '../platforms/sample';
import { ask, parse } from './promtool';
import { questions } from './questions';
import { withPromtool } from './with-promtool';

const production = dashboardsOf(platform.resolved);
const everyExpression = (dashboards: readonly GrafanaDashboard[]) =>
  dashboards.flatMap((dashboard) =>
    graphsOf(dashboard).flatMap(({ targets }) => targets.map(({ expr }) => interpolate(dashboard, expr))),
  );

withPromtool('no expression of a dashboard was evaluated', () => {
  it('every expression is one for Prometheus', () => {
    const others = dashboardsOf(resolvePlatform(otherChoicesPlatform));
    const expressions = everyExpression([...Object.values(production), ...Object.values(others)]);
    expect(expressions.length).toBeGreaterThan(80);
    expect(parse(expressions)).toBeUndefined();
  });

  it('reports an invalid expression', () =>
    expect(parse(['sum by (rate)'])).toContain('could not parse expression'));

  it.each(questions.map((each) => [each.dashboard, each.panel, each.line, each] as const))(
    '%s, %s, line %i',
    (name, panel, line, { choices, ...question }) => {
      const dashboard = production[`grafana/${name}.json`]!;
      const expression = interpolate(dashboard, graph(dashboard, panel).targets[line]!.expr, choices);
      expect(ask({ ...question, expression })).toBeUndefined();
    },
  );
});
