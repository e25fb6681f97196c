import {
  GatewayForContainers,
  type GatewayForContainersProps,
} from '../../../../constructs/kubernetes/ingress/gateway-for-containers';
import { tlsSecretName } from '../../../../constructs/kubernetes/ingress/tls-certificates';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';
import { sampleHost, sampleHosts } from './ingress-samples';

const minimal: GatewayForContainersProps = {
  name: 'ingress',
  namespace: 'production',
  albId:
    '/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg/providers/Microsoft.ServiceNetworking/trafficControllers/alb',
  frontend: 'ingress',
  hosts: [sampleHost],
  secretName: (certificate) => tlsSecretName('ingress-tls', certificate),
};
const synth = (props: Partial<GatewayForContainersProps> = {}) =>
  synthesize((chart) => new GatewayForContainers(chart, 'ingress', { ...minimal, ...props }));
const gatewayOf = (props: Partial<GatewayForContainersProps> = {}) => objectOf(synth(props), 'Gateway');
const routeOf = (name: string, props: Partial<GatewayForContainersProps> = {}) =>
  objectOf(synth(props), 'HTTPRoute', name).spec;

test('the minimum', () => {
  const objects = synth();
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('all props', () => {
  const props: Required<GatewayForContainersProps> = {
    ...minimal,
    partOf: 'my-aks',
    hosts: sampleHosts,
    timeoutSeconds: 900,
  };
  const objects = synth(props);
  expect(listing(objects)).toEqual([
    'Gateway ingress',
    'HTTPRoute ingress-ai.example.com',
    'HTTPRoute ingress-ai.example.com-redirect',
    'HTTPRoute ingress-traces.example.com',
    'HTTPRoute ingress-traces.example.com-redirect',
    'HealthCheckPolicy ingress-ai-app',
  ]);
  expect(objects).toMatchSnapshot();
  expectValidManifests(objects);
});

test('it is the Azure resource that Terraform made, by its id and its frontend', () => {
  const { metadata, spec } = gatewayOf();
  expect(metadata.annotations['alb.networking.azure.io/alb-id']).toBe(minimal.albId);
  expect(spec.addresses).toEqual([{ type: 'alb.networking.azure.io/alb-frontend', value: 'ingress' }]);
});

test('each host has a listener with the Secret of its certificate', () => {
  const [, , listener] = gatewayOf({ hosts: sampleHosts }).spec.listeners;
  expect(listener).toMatchObject({
    hostname: 'traces.example.com',
    protocol: 'HTTPS',
    tls: { mode: 'Terminate', certificateRefs: [{ kind: 'Secret', name: 'ingress-tls-traces-example' }] },
  });
});

test('a listener takes routes of the namespaces that have Services behind its host, and of no other', () => {
  const [http, own, other] = gatewayOf({ hosts: sampleHosts }).spec.listeners;
  expect(http.allowedRoutes.namespaces).toEqual({ from: 'Same' });
  expect(own.allowedRoutes.namespaces).toEqual({ from: 'Same' });
  expect(other.allowedRoutes.namespaces.selector.matchExpressions[0].values).toEqual(['langfuse']);
});

test('a route is in the namespace of its Service, and finds the Gateway in another', () => {
  const route = objectOf(synth({ hosts: sampleHosts }), 'HTTPRoute', 'ingress-traces.example.com');
  expect(route.metadata.namespace).toBe('langfuse');
  expect(route.spec.parentRefs[0]).toMatchObject({ name: 'ingress', namespace: 'production' });
});

test('every route names a listener that there is', () => {
  const objects = synth({ hosts: sampleHosts });
  const listeners = gatewayOf({ hosts: sampleHosts }).spec.listeners.map(
    ({ name }: { name: string }) => name,
  );
  const sections = objects
    .filter(({ kind }) => kind === 'HTTPRoute')
    .map(({ spec }) => spec.parentRefs[0].sectionName);
  expect(sections).toHaveLength(4);
  for (const section of sections) expect(listeners).toContain(section);
});

test('an answer may take ten minutes, not one', () =>
  expect(routeOf('ingress-ai.example.com').rules[0].timeouts).toEqual({
    request: '600s',
    backendRequest: '600s',
  }));

test('HTTP is redirected, for good', () =>
  expect(routeOf('ingress-ai.example.com-redirect').rules).toEqual([
    {
      filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 308 } }],
    },
  ]));

test('a health path becomes a policy for the Service', () =>
  expect(objectOf(synth({ hosts: sampleHosts }), 'HealthCheckPolicy').spec).toMatchObject({
    targetRef: { group: '', kind: 'Service', name: 'ai-app', namespace: 'production' },
    default: { http: { path: '/health/ready' } },
  }));

test('more paths than a route has rules are refused', () => {
  const routes = Array.from({ length: 17 }, (_, index) => ({ path: `/p${index}`, service: 'ai-app' }));
  expect(messageOf(() => synth({ hosts: [{ ...sampleHost, routes }] }))).toContain(
    'hosts[0].routes: "ai.example.com" has 17 paths, and an HTTPRoute has at most 16 rules',
  );
});

test('more hosts than a Gateway has listeners are refused', () => {
  const hosts = Array.from({ length: 64 }, (_, index) => ({ ...sampleHost, host: `h${index}.example.com` }));
  expect(messageOf(() => synth({ hosts }))).toContain(
    'hosts: 64 hosts exceed the maximum of 63 for a Gateway',
  );
});

test('a wildcard host is in no name as it is', () => {
  const objects = synth({ hosts: [{ ...sampleHost, host: '*.example.com' }] });
  expect(listing(objects)).toEqual([
    'Gateway ingress',
    'HTTPRoute ingress-wildcard.example.com',
    'HTTPRoute ingress-wildcard.example.com-redirect',
  ]);
  expectValidManifests(objects);
});
