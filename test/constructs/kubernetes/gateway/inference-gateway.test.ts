import { parse } from 'yaml';
import { InferenceGateway } from '../../../../constructs/kubernetes/gateway/inference-gateway';
import type { InferenceGatewayProps } from '../../../../constructs/kubernetes/gateway/inference-gateway-props';
import { VllmServer } from '../../../../constructs/kubernetes/inference/vllm-server';
import { images } from '../../../../lib/facts/versions';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, vllmProbes } from '../samples';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';

const phi = { name: 'vllm', modelNames: ['phi-4'] };
const qwen = { name: 'qwen', modelNames: ['qwen3', 'qwen3-legal'] };

const minimal: InferenceGatewayProps = {
  name: 'inference',
  namespace: 'production',
  gatewayClassName: 'azure-alb-external',
  servers: [phi],
};

const synth = (props: Partial<InferenceGatewayProps>) =>
  synthesize((chart) => new InferenceGateway(chart, 'gateway', { ...minimal, ...props }));
const ruleOf = (props: Partial<InferenceGatewayProps>, server = 'vllm') =>
  objectOf(synth(props), 'HTTPRoute', server).spec.rules[0];
const pickerOf = (props: Partial<InferenceGatewayProps>) =>
  objectOf(synth(props), 'Deployment', 'vllm-epp').spec.template.spec;

test('the minimum', () => {
  const objects = synth({});
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<InferenceGatewayProps> = {
    ...minimal,
    partOf: 'my-aks',
    servers: [{ name: 'triton', modelNames: ['llama'], targetPort: 9000, engine: 'triton' }],
    routing: 'path',
    hostname: 'models.example.com',
    tls: { secretName: 'models-tls' },
    gatewayAnnotations: { 'alb.networking.azure.io/alb-name': 'alb' },
    answerSeconds: 300,
    whenPickerIsAway: 'refuse',
    placement: { nodeSelector: { workload: 'cpu' }, tolerations: [] },
    pickerResources: { cpu: '4', memory: '8Gi' },
    pickerImage: 'myregistry.azurecr.io/epp:1.0.0',
    pickerTls: false,
    allowedNamespaces: ['gateway'],
    allowedCidrs: ['10.10.3.0/24'],
    podMonitor: true,
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('the pool has the pods of the server, at the port that they listen on', () => {
  const server = synthesize(
    (chart) =>
      new VllmServer(chart, 'server', {
        name: 'vllm',
        image: images.vllm.reference,
        model: 'microsoft/phi-4',
        placement: gpuPlacement,
        resources: { cpu: '16', memory: '150Gi' },
        cacheSizeGiB: 36,
        probes: vllmProbes,
      }),
  );
  const pods = objectOf(server, 'Deployment').spec.template;
  const pool = objectOf(synth({}), 'InferencePool').spec;
  expect(pods.metadata.labels).toMatchObject(pool.selector.matchLabels);
  expect(pods.spec.containers[0].ports[0].containerPort).toBe(pool.targetPorts[0].number);
});

test('the pods of the endpoint picker are not in its pool', () => {
  const objects = synth({});
  const { labels } = objectOf(objects, 'Deployment', 'vllm-epp').spec.template.metadata;
  expect(labels).not.toMatchObject(objectOf(objects, 'InferencePool').spec.selector.matchLabels);
});

test('the pool asks the Service of its endpoint picker, which goes to the port that it serves', () => {
  const objects = synth({});
  const { endpointPickerRef } = objectOf(objects, 'InferencePool').spec;
  const [port] = objectOf(objects, 'Service', endpointPickerRef.name).spec.ports;
  expect(port.port).toBe(endpointPickerRef.port.number);
  const [container] = pickerOf({}).containers;
  expect(container.ports).toContainEqual({ name: port.targetPort, containerPort: 9002, protocol: 'TCP' });
  expect(container.args).toContain('--grpc-port=9002');
});

test('the endpoint picker gets its pool as an argument and may read it', () => {
  const objects = synth({});
  const [container] = pickerOf({}).containers;
  expect(container.args).toEqual(expect.arrayContaining(['--pool-name=vllm', '--pool-namespace=production']));
  expect(objectOf(objects, 'Role').rules).toContainEqual({
    apiGroups: ['inference.networking.k8s.io'],
    resources: ['inferencepools'],
    verbs: ['get', 'list', 'watch'],
  });
  const binding = objectOf(objects, 'RoleBinding');
  expect(binding.subjects[0].name).toBe(pickerOf({}).serviceAccountName);
  expect(binding.roleRef.name).toBe(objectOf(objects, 'Role').metadata.name);
});

test('the endpoint picker reads the file of its ConfigMap', () => {
  const objects = synth({});
  const config = parse(objectOf(objects, 'ConfigMap').data['config.yaml']);
  expect(config).toMatchObject({ apiVersion: 'llm-d.ai/v1alpha1', kind: 'EndpointPickerConfig' });
  expect(pickerOf({}).containers[0].args).toContain('--config-file=/config/config.yaml');
  expect(pickerOf({}).containers[0].volumeMounts[0].mountPath).toBe('/config');
});

test('the gateway spreads requests while the endpoint picker is away, unless it is to refuse them', () => {
  const failureMode = (props: Partial<InferenceGatewayProps>) =>
    objectOf(synth(props), 'InferencePool').spec.endpointPickerRef.failureMode;
  expect(failureMode({})).toBe('FailOpen');
  expect(failureMode({ whenPickerIsAway: 'refuse' })).toBe('FailClose');
});

test('there is one endpoint picker a server, and never two at a time', () => {
  const { spec } = objectOf(synth({ servers: [phi, qwen] }), 'Deployment', 'qwen-epp');
  expect(spec.replicas).toBe(1);
  expect(spec.strategy).toEqual({ type: 'Recreate' });
});

test('one server gets every request', () =>
  expect(ruleOf({}).matches).toEqual([{ path: { type: 'PathPrefix', value: '/v1' } }]));

test('several servers get theirs by the name of the model', () =>
  expect(ruleOf({ servers: [phi, qwen] }, 'qwen').matches).toEqual(
    ['qwen3', 'qwen3-legal'].map((value) => ({
      path: { type: 'PathPrefix', value: '/v1' },
      headers: [{ type: 'Exact', name: 'X-Gateway-Model-Name', value }],
    })),
  ));

test('by path, the name of the server is not passed on', () => {
  const rule = ruleOf({ servers: [phi, qwen], routing: 'path' }, 'qwen');
  expect(rule.matches).toEqual([{ path: { type: 'PathPrefix', value: '/qwen/v1' } }]);
  expect(rule.filters[0].urlRewrite.path).toEqual({ type: 'ReplacePrefixMatch', replacePrefixMatch: '/v1' });
});

test('an answer may stream for as long as answers take', () => {
  expect(ruleOf({}).timeouts).toEqual({ request: '600s', backendRequest: '600s' });
  expect(ruleOf({ answerSeconds: 30 }).timeouts.request).toBe('30s');
});

test('each route goes to a pool that is there, through the Gateway that is there', () => {
  const objects = synth({ servers: [phi, qwen] });
  for (const { name } of [phi, qwen]) {
    const { parentRefs, rules } = objectOf(objects, 'HTTPRoute', name).spec;
    expect(rules[0].backendRefs).toEqual([
      { group: 'inference.networking.k8s.io', kind: 'InferencePool', name },
    ]);
    objectOf(objects, 'InferencePool', name);
    expect(parentRefs).toEqual([{ name: objectOf(objects, 'Gateway').metadata.name }]);
  }
});

test('TLS is ended at the gateway where there is a certificate', () => {
  const [listener] = objectOf(synth({ tls: { secretName: 'models-tls' } }), 'Gateway').spec.listeners;
  expect(listener).toMatchObject({
    port: 443,
    protocol: 'HTTPS',
    tls: { mode: 'Terminate', certificateRefs: [{ name: 'models-tls' }] },
  });
  expect(objectOf(synth({}), 'Gateway').spec.listeners[0]).toMatchObject({ port: 80, protocol: 'HTTP' });
});

test('only the namespace and who is named may ask the endpoint picker', () => {
  const ingressOf = (props: Partial<InferenceGatewayProps>) =>
    objectOf(synth(props), 'NetworkPolicy', 'vllm-epp').spec.ingress[0];
  expect(ingressOf({}).from).toEqual([{ podSelector: {} }]);
  expect(ingressOf({}).ports).toEqual([{ protocol: 'TCP', port: 9002 }]);
  expect(ingressOf({ allowedCidrs: ['10.10.3.0/24'] }).from).toContainEqual({
    ipBlock: { cidr: '10.10.3.0/24' },
  });
});

test('a server may be called as the gateway’s own parts are', () =>
  expect(listing(synth({ servers: [{ ...phi, name: 'gateway' }] }))).toContain('InferencePool gateway'));

test('the image is the pinned one unless another is named', () =>
  expect(pickerOf({}).containers[0].image).toBe(images.endpointPicker.reference));

test('refuses contradictory props and reports all problems at once', () =>
  expect(
    messageOf(() =>
      synth({ servers: [phi, { ...phi, modelNames: [] }], routing: 'model-header', answerSeconds: 0 }),
    ),
  ).toMatchSnapshot());
