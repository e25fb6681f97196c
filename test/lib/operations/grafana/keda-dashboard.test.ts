import { kedaDashboard } from '../../../../lib/operations/grafana/keda-dashboard';
import { interpolate } from './interpolate';
import { graph, panelsOf } from './read-dashboard';

const dashboard = kedaDashboard({
  environment: 'production',
  namespace: 'ai',
  scalers: ['chat-scaler', 'videos'],
});

test('the autoscaler of a ScaledObject has a name that KEDA makes', () => {
  const [target] = graph(dashboard, 'Replicas now').targets;
  expect(interpolate(dashboard, target!.expr)).toBe(
    'max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas{namespace="ai",horizontalpodautoscaler=~"keda-hpa-((chat-scaler|videos))"})',
  );
});

test('what only the operator knows is closed: the add-on may not say it', () => {
  const closed = dashboard.panels.flatMap((panel) =>
    panel.type === 'row' && panel.collapsed ? panel.panels : [],
  );
  const ofKeda = panelsOf(dashboard).filter(
    (panel) => panel.type === 'timeseries' && panel.targets.some(({ expr }) => expr.includes('keda_')),
  );
  expect(closed).toEqual(expect.arrayContaining(ofKeda));
  expect(ofKeda.length).toBeGreaterThan(0);
});
