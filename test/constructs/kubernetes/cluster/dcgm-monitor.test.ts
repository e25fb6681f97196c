import { DcgmMonitor, type DcgmMonitorProps } from '../../../../constructs/kubernetes/cluster/dcgm-monitor';
import { knownMetrics } from '../../../prometheus/known-metrics';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const minimal: DcgmMonitorProps = { namespace: 'production' };
const synth = (props: DcgmMonitorProps) => synthesize((chart) => new DcgmMonitor(chart, 'dcgm', props));

test('minimal', () => expect(synth(minimal)).toMatchSnapshot());

test('all props', () => {
  const props: Required<DcgmMonitorProps> = {
    ...minimal,
    operatorNamespace: 'nvidia',
    intervalSeconds: 60,
    partOf: 'my-aks',
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('every series of a GPU that a dashboard reads is kept, with the label that distinguishes the GPUs', () => {
  const [endpoint] = objectOf(synth(minimal), 'PodMonitor').spec.podMetricsEndpoints;
  const [kept, dropped] = endpoint.metricRelabelings.map(
    ({ regex }: { regex: string }) => new RegExp(`^(?:${regex})$`),
  );
  for (const name of knownMetrics.keys()) if (name.startsWith('DCGM_')) expect(name).toMatch(kept);
  expect('go_goroutines').not.toMatch(kept);
  expect('gpu').not.toMatch(dropped);
  expect('UUID').toMatch(dropped);
});
