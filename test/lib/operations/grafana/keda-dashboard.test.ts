import { kedaDashboard } from '../../../../lib/operations/grafana/keda-dashboard';
import { interpolate } from './interpolate';
import { graph, panelsOf } from './read-dashboard';

const dashboard = kedaDashboard({
  uid: 'keda',
  environments: [
    { name: 'production', namespace: 'ai', scalers: ['chat-scaler', 'videos'] },
    { name: 'staging', namespace: 'staging', scalers: ['chat-scaler'] },
  ],
});

test('the autoscaler of a ScaledObject has the name that KEDA gives it', () => {
  const [target] = graph(dashboard, 'Replicas now').targets;
  expect(interpolate(dashboard, target!.expr)).toBe(
    'max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas{namespace="ai",horizontalpodautoscaler=~"keda-hpa-((chat-scaler|videos))"})',
  );
});

test('metrics of the KEDA operator are in a collapsed row, because the add-on may not serve them', () => {
  const closed = dashboard.panels.flatMap((panel) =>
    panel.type === 'row' && panel.collapsed ? panel.panels : [],
  );
  const ofKeda = panelsOf(dashboard).filter(
    (panel) => panel.type === 'timeseries' && panel.targets.some(({ expr }) => expr.includes('keda_')),
  );
  expect(closed).toEqual(expect.arrayContaining(ofKeda));
  expect(ofKeda.length).toBeGreaterThan(0);
});
