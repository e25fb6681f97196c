import {
  PrometheusSettings,
  type PrometheusSettingsProps,
} from '../../../../constructs/kubernetes/cluster/prometheus-settings';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const props: Required<PrometheusSettingsProps> = {
  kept: { kubestate: ['kube_a', 'kube_b'], cadvisor: ['container_a'] },
  partOf: 'my-aks',
};
const synth = (given: PrometheusSettingsProps) =>
  synthesize((chart) => new PrometheusSettings(chart, 'settings', given));

test('all props', () => {
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('the profile stays on: without its name, agents ingest everything', () => {
  const lines = objectOf(synth(props), 'ConfigMap')
    .data['default-targets-metrics-keep-list'].trim()
    .split('\n');
  expect(lines).toEqual([
    'cadvisor = "container_a"',
    'kubestate = "kube_a|kube_b"',
    'minimalingestionprofile = true',
  ]);
});
