import {
  InferencePool,
  type InferencePoolProps,
} from '../../../../constructs/kubernetes/gateway/inference-pool';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { listing, objectOf, synthesize } from '../synthesize';

const synth = (props: Partial<InferencePoolProps> = {}) =>
  synthesize((chart) => new InferencePool(chart, 'pool', { name: 'vllm', namespace: 'test', ...props }));
const poolOf = (props: Partial<InferencePoolProps> = {}) => objectOf(synth(props), 'InferencePool');

describe('InferencePool', () => {
  it('is valid by independent schemas', () => expectValidManifests(synth()));

  it('contains the pods of the server', () =>
    expect(poolOf().spec.selector).toEqual({ matchLabels: { 'app.kubernetes.io/name': 'vllm' } }));

  it('calls port 8000 of the pods by default', () =>
    expect(poolOf().spec.targetPorts).toEqual([{ number: 8000 }]));

  it('calls another port of the pods', () =>
    expect(poolOf({ targetPort: 9000 }).spec.targetPorts).toEqual([{ number: 9000 }]));

  it('uses HTTP', () => expect(poolOf().spec.appProtocol).toBe('http'));

  it('references the Service of its endpoint picker', () => {
    const { failureMode: _, ...reference } = poolOf().spec.endpointPickerRef;
    expect(reference).toEqual({ group: '', kind: 'Service', name: 'vllm-epp', port: { number: 9002 } });
    expect(listing(synth())).toContain('Service vllm-epp');
  });

  it.each([
    [undefined, 'FailOpen'],
    ['spread', 'FailOpen'],
    ['refuse', 'FailClose'],
  ] as const)('with whenPickerIsAway %s has the failure mode %s', (whenPickerIsAway, expected) =>
    expect(poolOf({ whenPickerIsAway }).spec.endpointPickerRef.failureMode).toBe(expected),
  );

  it('passes the props of the endpoint picker to it', () => {
    const objects = synth({ engine: 'triton', image: 'picker:1', podMonitor: true });
    expect(objectOf(objects, 'Deployment').spec.template.spec.containers[0].image).toBe('picker:1');
    expect(listing(objects)).toContain('PodMonitor vllm-epp');
  });

  it('has the labels of its component', () =>
    expect(poolOf({ partOf: 'my-aks' }).metadata).toMatchObject({
      name: 'vllm',
      namespace: 'test',
      labels: {
        'app.kubernetes.io/component': 'inference-pool',
        'app.kubernetes.io/part-of': 'my-aks',
      },
    }));
});
