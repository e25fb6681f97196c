import { InternalIngress } from '../../../../constructs/kubernetes/ingress/internal-ingress';
import type { InternalIngressProps } from '../../../../constructs/kubernetes/ingress/internal-ingress-props';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, sampleTenantId } from '../samples';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';
import { sampleHost, sampleHosts } from './ingress-samples';

const vault = { keyVaultName: 'my-vault', tenantId: sampleTenantId, clientId: sampleClientId };
const minimal: InternalIngressProps = {
  name: 'ingress',
  namespace: 'production',
  hosts: [sampleHost],
  vault,
  serviceAccountName: 'ingress-sa',
};
const synth = (props: Partial<InternalIngressProps> = {}) =>
  synthesize((chart) => new InternalIngress(chart, 'ingress', { ...minimal, ...props }));
const templateOf = (props: Partial<InternalIngressProps> = {}) =>
  objectOf(synth(props), 'Deployment').spec.template;
const containerOf = (props: Partial<InternalIngressProps> = {}) => templateOf(props).spec.containers[0];
const serviceOf = (props: Partial<InternalIngressProps> = {}) => objectOf(synth(props), 'Service');
const filesOf = (props: Partial<InternalIngressProps> = {}) => objectOf(synth(props), 'ConfigMap').data;
/** The configuration is tested where it is made. */
const withoutConfig = (objects: ReturnType<typeof synth>) =>
  objects.filter(({ kind }) => kind !== 'ConfigMap');

test('the minimum', () => {
  const objects = synth();
  expect(withoutConfig(objects)).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<InternalIngressProps> = {
    ...minimal,
    partOf: 'my-aks',
    hosts: sampleHosts,
    timeoutSeconds: 120,
    subnetName: 'ingress',
    ipAddress: '10.0.8.10',
    allowedCidrs: ['10.0.0.0/8'],
    replicas: 3,
    placement: gpuPlacement,
    resources: { cpu: '1', memory: '1Gi' },
    shutdown: { preStopSeconds: 30, drainSeconds: 0, terminationGracePeriodSeconds: 45 },
    image: 'myregistry.azurecr.io/envoy:distroless-v1.39.0',
  };
  const objects = synth(props);
  expect(listing(objects)).toEqual([
    'SecretProviderClass ingress',
    'ConfigMap ingress',
    'Deployment ingress',
    'Service ingress',
    'NetworkPolicy ingress',
    'PodDisruptionBudget ingress',
  ]);
  expect(withoutConfig(objects)).toMatchSnapshot();
  expectValidManifests(objects);
});

test('every file in the Envoy configuration is mounted', () => {
  const { spec } = templateOf();
  const [config] = spec.containers[0].volumeMounts;
  const files = filesOf({ hosts: sampleHosts });
  expect(containerOf().args).toContain(`${config.mountPath}/envoy.json`);
  const told = [...files['envoy.json'].matchAll(/"path": "\/etc\/envoy\/([^"]+)"/g)].map(([, file]) => file);
  expect([...new Set(told)].sort()).toEqual([
    'certificate-Traces-Example.json',
    'certificate-ai-example.json',
  ]);
  expect(Object.keys(files).sort()).toEqual([...new Set(told), 'envoy.json'].sort());
});

test('each certificate file that Envoy reads is one that the vault gives', () => {
  const [, tls] = containerOf().volumeMounts;
  const { objects } = objectOf(synth({ hosts: sampleHosts }), 'SecretProviderClass').spec.parameters;
  const files = filesOf({ hosts: sampleHosts });
  for (const certificate of ['ai-example', 'Traces-Example']) {
    const [secret] = JSON.parse(files[`certificate-${certificate}.json`]).resources;
    expect(secret.tls_certificate.private_key.filename).toBe(`${tls.mountPath}/${certificate}`);
    expect(objects).toContain(`objectName: ${certificate}\n    objectType: secret`);
  }
});

test('no Secret is made of a private key', () =>
  expect(objectOf(synth(), 'SecretProviderClass').spec).not.toHaveProperty('secretObjects'));

test('another configuration makes other pods', () => {
  const checksum = (timeoutSeconds: number) =>
    templateOf({
      timeoutSeconds,
      shutdown: { preStopSeconds: 5, drainSeconds: 0, terminationGracePeriodSeconds: 9 },
    }).metadata.annotations['checksum/config'];
  expect(checksum(100)).not.toBe(checksum(101));
});

test('the address is private, and a silent connection is kept', () => {
  const { metadata, spec } = serviceOf();
  expect(spec.type).toBe('LoadBalancer');
  expect(metadata.annotations).toMatchObject({
    'service.beta.kubernetes.io/azure-load-balancer-internal': 'true',
    'service.beta.kubernetes.io/azure-load-balancer-tcp-idle-timeout': '30',
  });
});

test('the ports of the Service are ports of the container', () => {
  const names = containerOf().ports.map(({ name }: { name: string }) => name);
  const ports = serviceOf().spec.ports;
  expect(ports.map(({ port }: { port: number }) => port)).toEqual([443, 80]);
  for (const { targetPort } of ports) expect(names).toContain(targetPort);
});

test('the address of the caller stays what it is', () =>
  expect(serviceOf().spec.externalTrafficPolicy).toBe('Local'));

test('the load balancer and the network policy have the allowed callers', () => {
  const objects = synth({ allowedCidrs: ['10.0.0.0/8'] });
  expect(objectOf(objects, 'Service').spec.loadBalancerSourceRanges).toEqual(['10.0.0.0/8']);
  expect(objectOf(objects, 'NetworkPolicy').spec.ingress[0].from).toEqual([
    { ipBlock: { cidr: '10.0.0.0/8' } },
  ]);
});

test('the network lets in the two ports for callers, and not that of the probes', () => {
  const [rule] = objectOf(synth(), 'NetworkPolicy').spec.ingress;
  expect(rule.ports.map(({ port }: { port: number }) => port)).toEqual([8443, 8080]);
});

test('a pod waits for its answers before the signal, and is not killed while it does', () => {
  expect(containerOf({ timeoutSeconds: 100 }).lifecycle).toEqual({ preStop: { sleep: { seconds: 115 } } });
  expect(templateOf({ timeoutSeconds: 100 }).spec.terminationGracePeriodSeconds).toBe(130);
});

test('the probes go through TLS', () =>
  expect(containerOf().readinessProbe.httpGet).toEqual({ path: '/ready', port: 8081, scheme: 'HTTPS' }));

test('reports all problems at once', () => {
  const message = messageOf(() =>
    synth({ hosts: [], timeoutSeconds: 0, replicas: 0, allowedCidrs: ['10.0.0.1/8'], ipAddress: '10.0.0' }),
  );
  expect(message).toContain('hosts: is empty');
  expect(message).toContain('timeoutSeconds: 0 is not a valid number of seconds');
  expect(message).toContain('replicas: 0 is not a valid number of pods');
  expect(message).toContain('allowedCidrs[0]: "10.0.0.1/8" has host bits set');
  expect(message).toContain('ipAddress: "10.0.0" is not an IPv4 address');
});
