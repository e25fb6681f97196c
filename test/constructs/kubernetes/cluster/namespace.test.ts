import { App, Chart, Testing } from 'cdk8s';
import { Namespace, type NamespaceProps } from '../../../../constructs/kubernetes/cluster/namespace';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { synthesize } from '../synthesize';

const synth = (props: NamespaceProps) => synthesize((chart) => new Namespace(chart, 'namespace', props));

test('the minimum', () => {
  const objects = synth({ name: 'production' });
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<NamespaceProps> = { name: 'gpu', podSecurity: 'privileged', partOf: 'my-aks' };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('a namespace is in no namespace, even in a chart that has one', () => {
  const chart = new Chart(new App(), 'test', { namespace: 'other', disableResourceNameHashes: true });
  new Namespace(chart, 'namespace', { name: 'production' });
  expect(Testing.synth(chart)[0].metadata).not.toHaveProperty('namespace');
});
