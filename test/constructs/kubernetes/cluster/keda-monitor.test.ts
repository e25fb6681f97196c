import { KedaMonitor, type KedaMonitorProps } from '../../../../constructs/kubernetes/cluster/keda-monitor';
import { knownMetrics } from '../../../prometheus/known-metrics';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const minimal: KedaMonitorProps = { namespace: 'production' };
const synth = (props: KedaMonitorProps) => synthesize((chart) => new KedaMonitor(chart, 'keda', props));

test('minimal', () => expect(synth(minimal)).toMatchSnapshot());

test('all props', () => {
  const props: Required<KedaMonitorProps> = {
    ...minimal,
    name: 'keda',
    kedaNamespace: 'keda',
    intervalSeconds: 60,
    partOf: 'my-aks',
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('every series of KEDA that a dashboard reads is kept, and none of its runtime', () => {
  const [endpoint] = objectOf(synth(minimal), 'PodMonitor').spec.podMetricsEndpoints;
  const kept = new RegExp(`^(?:${endpoint.metricRelabelings[0].regex})$`);
  for (const name of knownMetrics.keys()) if (name.startsWith('keda_')) expect(name).toMatch(kept);
  for (const name of [
    'go_goroutines',
    'workqueue_depth',
    'keda_internal_metricsservice_grpc_server_started_total',
  ])
    expect(name).not.toMatch(kept);
});
