import {
  GpuDevicePlugin,
  type GpuDevicePluginProps,
} from '../../../../constructs/kubernetes/cluster/gpu-device-plugin';
import { gpuTaint, spotTaint } from '../../../../lib/values/taint';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { messageOf, objectOf, synthesize } from '../synthesize';

const minimal: GpuDevicePluginProps = {
  nodeSelectors: [{ sku: 'gpu' }],
  tolerations: [gpuTaint.toToleration()],
};

const synth = (props: GpuDevicePluginProps) =>
  synthesize((chart) => new GpuDevicePlugin(chart, 'plugin', props));
const podOf = (props: GpuDevicePluginProps) => objectOf(synth(props), 'DaemonSet').spec.template.spec;

test('the minimum', () => {
  const objects = synth(minimal);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<GpuDevicePluginProps> = {
    name: 'plugin',
    namespace: 'gpu-resources',
    partOf: 'my-aks',
    image: 'registry.example.com/k8s-device-plugin:v1',
    migStrategy: 'single',
    nodeSelectors: [{ sku: 'gpu' }, { sku: 'gpu', pool: 'spot' }],
    tolerations: [gpuTaint.toToleration(), spotTaint.toToleration()],
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('it runs on the nodes of any GPU pool', () => {
  const terms = podOf({ ...minimal, nodeSelectors: [{ a: '1', b: '2' }, { c: '3' }] }).affinity.nodeAffinity
    .requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  expect(terms).toEqual([
    {
      matchExpressions: [
        { key: 'a', operator: 'In', values: ['1'] },
        { key: 'b', operator: 'In', values: ['2'] },
      ],
    },
    { matchExpressions: [{ key: 'c', operator: 'In', values: ['3'] }] },
  ]);
});

test.each([[[]], [[{}]]])('node selectors %j, which would be every node, are refused', (nodeSelectors) =>
  expect(messageOf(() => synth({ ...minimal, nodeSelectors }))).toContain(
    'a node selector is empty, so the plugin would run on every node',
  ),
);

test('the plugin has no capability unless MIG needs it', () => {
  const [container] = podOf(minimal).containers;
  expect(container.securityContext.capabilities).toEqual({ drop: ['ALL'] });
});
