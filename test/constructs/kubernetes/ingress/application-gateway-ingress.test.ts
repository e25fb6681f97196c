import {
  ApplicationGatewayIngress,
  type ApplicationGatewayIngressProps,
} from '../../../../constructs/kubernetes/ingress/application-gateway-ingress';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';
import { sampleHost, sampleHosts } from './ingress-samples';

const minimal: ApplicationGatewayIngressProps = { name: 'ingress', hosts: [sampleHost] };
const synth = (props: Partial<ApplicationGatewayIngressProps> = {}) =>
  synthesize((chart) => new ApplicationGatewayIngress(chart, 'ingress', { ...minimal, ...props }));
const annotation = (name: string, props: Partial<ApplicationGatewayIngressProps> = {}) =>
  objectOf(synth(props), 'Ingress').metadata.annotations[`appgw.ingress.kubernetes.io/${name}`];

test('the minimum', () => {
  const objects = synth();
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<ApplicationGatewayIngressProps> = {
    name: 'ingress',
    namespace: 'production',
    partOf: 'my-aks',
    hosts: sampleHosts,
    timeoutSeconds: 7200,
    privateAddress: true,
  };
  const objects = synth(props);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('each Service of a host has an object of its own, in its own namespace', () => {
  const objects = synth({ namespace: 'production', hosts: sampleHosts });
  expect(listing(objects)).toEqual([
    'Ingress ingress-ai.example.com-ai-app',
    'Ingress ingress-ai.example.com-litellm',
    'Ingress ingress-traces.example.com-langfuse-web',
  ]);
  expect(objects.map(({ metadata }) => metadata.namespace)).toEqual(['production', 'production', 'langfuse']);
});

test('two paths to one Service are one object', () => {
  const host = { ...sampleHost, routes: ['/a', '/b'].map((path) => ({ path, service: 'ai-app' })) };
  const [rule] = objectOf(synth({ hosts: [host] }), 'Ingress').spec.rules;
  expect(rule.http.paths.map(({ path }: { path: string }) => path)).toEqual(['/a', '/b']);
});

test('values of annotations are strings, or Kubernetes refuses the object', () => {
  const { annotations } = objectOf(synth(), 'Ingress').metadata;
  expect([...new Set(Object.values(annotations).map((value) => typeof value))]).toEqual(['string']);
});

test('the certificate is one of the gateway, and there is no TLS section that would hide it', () => {
  expect(annotation('appgw-ssl-certificate')).toBe('ai-example');
  expect(objectOf(synth(), 'Ingress').spec).not.toHaveProperty('tls');
});

test('the gateway waits ten minutes, not thirty seconds', () =>
  expect(annotation('request-timeout')).toBe('600'));

test('a drain is as long as an answer, up to what the gateway allows', () => {
  expect(annotation('connection-draining-timeout', { timeoutSeconds: 900 })).toBe('900');
  expect(annotation('connection-draining-timeout', { timeoutSeconds: 7200 })).toBe('3600');
});

test('a health path is probed every ten seconds; without one the readiness probe decides', () => {
  const host = { ...sampleHost, routes: [{ service: 'ai-app', healthPath: '/health' }] };
  expect(annotation('health-probe-path', { hosts: [host] })).toBe('/health');
  expect(annotation('health-probe-interval', { hosts: [host] })).toBe('10');
  expect(annotation('health-probe-path')).toBeUndefined();
});

test.each([0, 86_401, 1.5])('a timeout of %d seconds is refused', (timeoutSeconds) =>
  expect(messageOf(() => synth({ timeoutSeconds }))).toContain(
    `timeoutSeconds: ${timeoutSeconds} is not a valid number of seconds`,
  ),
);
