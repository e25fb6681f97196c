import { parse } from 'yaml';
import {
  EndpointPicker,
  type EndpointPickerProps,
} from '../../../../constructs/kubernetes/gateway/endpoint-picker';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement } from '../samples';
import { listing, objectOf, synthesize } from '../synthesize';

const synth = (props: Partial<EndpointPickerProps> = {}) =>
  synthesize((chart) => new EndpointPicker(chart, 'picker', { pool: 'vllm', namespace: 'test', ...props }));
const specOf = (props: Partial<EndpointPickerProps> = {}) => objectOf(synth(props), 'Deployment').spec;
const containerOf = (props: Partial<EndpointPickerProps> = {}) => specOf(props).template.spec.containers[0];
const configOf = (props: Partial<EndpointPickerProps> = {}) =>
  parse(objectOf(synth(props), 'ConfigMap').data['config.yaml']);
const policyOf = (props: Partial<EndpointPickerProps> = {}) =>
  objectOf(synth(props), 'NetworkPolicy').spec.ingress[0];

describe('EndpointPicker', () => {
  it('is valid by independent schemas', () =>
    expectValidManifests(synth({ podMonitor: true, placement: gpuPlacement })));

  it('has one replica that is recreated, because two would each track half of the requests', () => {
    expect(specOf().replicas).toBe(1);
    expect(specOf().strategy).toEqual({ type: 'Recreate' });
  });

  it('lets streamed responses finish for 130 seconds', () => {
    expect(specOf().template.spec.terminationGracePeriodSeconds).toBe(130);
    expect(containerOf().lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } });
  });

  it('requests 1 CPU and 2Gi by default', () =>
    expect(containerOf().resources).toEqual({
      requests: { cpu: '1', memory: '2Gi' },
      limits: { memory: '2Gi' },
    }));

  it('requests other resources', () =>
    expect(containerOf({ resources: { cpu: '4', memory: '8Gi' } }).resources).toEqual({
      requests: { cpu: '4', memory: '8Gi' },
      limits: { memory: '8Gi' },
    }));

  it('serves TLS by default, and plain text on request', () => {
    expect(containerOf().args).toContain('--secure-serving=true');
    expect(containerOf({ tls: false }).args).toContain('--secure-serving=false');
  });

  it('runs another image', () => expect(containerOf({ image: 'picker:1' }).image).toBe('picker:1'));

  it('runs on the nodes of its placement', () =>
    expect(specOf({ placement: gpuPlacement }).template.spec).toMatchObject(gpuPlacement));

  it('scores the queue, the KV cache and cached prefixes of vLLM', () =>
    expect(configOf().schedulingProfiles[0].plugins).toEqual([
      { pluginRef: 'queue-scorer', weight: 2 },
      { pluginRef: 'kv-cache-utilization-scorer', weight: 2 },
      { pluginRef: 'prefix-cache-scorer', weight: 3 },
    ]));

  it('scores the active requests of Triton, whose requests it cannot parse', () => {
    const config = configOf({ engine: 'triton' });
    expect(config.schedulingProfiles[0].plugins).toEqual([{ pluginRef: 'active-request-scorer', weight: 1 }]);
    expect(config.requestHandler.parsers).toEqual([{ pluginRef: 'passthrough-parser' }]);
  });

  it('restarts for another configuration', () => {
    const checksum = (props: Partial<EndpointPickerProps>) =>
      specOf(props).template.metadata.annotations['checksum/config'];
    expect(checksum({})).toMatch(/^[0-9a-f]{64}$/);
    expect(checksum({ engine: 'triton' })).not.toBe(checksum({}));
  });

  it('is reachable on the ext_proc port alone', () => {
    expect(objectOf(synth(), 'Service').spec).toEqual({
      type: 'ClusterIP',
      selector: { 'app.kubernetes.io/name': 'vllm-epp' },
      ports: [{ name: 'grpc-ext-proc', port: 9002, targetPort: 'grpc', protocol: 'TCP' }],
    });
    expect(policyOf()).toEqual({ from: [{ podSelector: {} }], ports: [{ protocol: 'TCP', port: 9002 }] });
  });

  it('allows the namespaces and the address ranges of gateways', () =>
    expect(
      policyOf({ allowedNamespaces: ['gateway'], allowedCidrs: ['10.0.17.0/24'] }).from.slice(1),
    ).toEqual([
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gateway' } } },
      { ipBlock: { cidr: '10.0.17.0/24' } },
    ]));

  it('has no PodMonitor by default', () => expect(listing(synth())).not.toContain('PodMonitor vllm-epp'));

  it('opens the metrics port for a PodMonitor', () => {
    const objects = synth({ podMonitor: true });
    expect(objectOf(objects, 'PodMonitor').spec.podMetricsEndpoints).toEqual([
      { port: 'metrics', path: '/metrics', interval: '30s' },
    ]);
    expect(policyOf({ podMonitor: true }).ports).toEqual([
      { protocol: 'TCP', port: 9002 },
      { protocol: 'TCP', port: 9090 },
    ]);
  });
});
