import { envoyBootstrap, envoyCertificates, envoyPorts } from '../../../../lib/engine/ingress/envoy-config';
import type { RoutedHost } from '../../../../lib/engine/ingress/routed-host';

const hosts: readonly RoutedHost[] = [
  {
    host: 'ai.example.com',
    certificate: 'ai-example',
    routes: [
      { service: 'ai-app' },
      { path: '/v1/files', service: 'files' },
      { path: '/v1', service: 'litellm' },
    ],
  },
  {
    host: '*.example.com',
    certificate: 'wildcard',
    routes: [{ service: 'langfuse-web', namespace: 'langfuse', port: 3000 }],
  },
];
const input = {
  name: 'ingress',
  namespace: 'production',
  hosts,
  timeoutSeconds: 900,
  connectionSeconds: 280,
};

/** As Envoy reads it: out of JSON. */
const { static_resources: resources } = JSON.parse(JSON.stringify(envoyBootstrap(input)));
const listenerOf = (name: string) =>
  resources.listeners.find((entry: { name: string }) => entry.name === name);
const chainOf = (name: string) => listenerOf(name).filter_chains[0];
const managerOf = (name: string) => chainOf(name).filters[0].typed_config;
const virtualHostsOf = (name: string) => managerOf(name).route_config.virtual_hosts;
const clusterOf = (name: string) => resources.clusters.find((entry: { name: string }) => entry.name === name);

test('there is no admin listener', () => expect(envoyBootstrap(input)).not.toHaveProperty('admin'));

test('each listener has its port', () =>
  expect(
    resources.listeners.map(
      ({ name, address }: { name: string; address: { socket_address: { port_value: number } } }) => [
        name,
        address.socket_address.port_value,
      ],
    ),
  ).toEqual([
    ['https', envoyPorts.https],
    ['http', envoyPorts.http],
    ['health', envoyPorts.health],
  ]));

test('a response may take the given time, and be silent for as long', () => {
  expect(virtualHostsOf('https')[0].routes[0].route.timeout).toBe('900s');
  expect(managerOf('https').stream_idle_timeout).toBe('900s');
});

test('no filter stands between an answer and its reader', () =>
  expect(managerOf('https').http_filters.map(({ name }: { name: string }) => name)).toEqual([
    'envoy.filters.http.router',
  ]));

test('the longest prefix is tried first: Envoy takes the first that matches', () =>
  expect(
    virtualHostsOf('https')[0].routes.map(({ match }: { match: Record<string, string> }) => match),
  ).toEqual([{ path_separated_prefix: '/v1/files' }, { path_separated_prefix: '/v1' }, { prefix: '/' }]));

test('hosts are distinguished by their names', () =>
  expect(virtualHostsOf('https').map(({ domains }: { domains: string[] }) => domains)).toEqual([
    ['ai.example.com'],
    ['*.example.com'],
  ]));

test('each route goes to a cluster that there is', () => {
  const routes = virtualHostsOf('https').flatMap((host: { routes: unknown[] }) => host.routes);
  expect(routes).toHaveLength(4);
  for (const { route } of routes) expect(clusterOf(route.cluster)).toBeDefined();
});

test('a cluster is a Service, in its namespace, at its port', () => {
  const addressOf = (name: string) =>
    clusterOf(name).load_assignment.endpoints[0].lb_endpoints[0].endpoint.address.socket_address;
  expect(addressOf('litellm.production:80')).toEqual({
    address: 'litellm.production.svc.cluster.local.',
    port_value: 80,
  });
  expect(addressOf('langfuse-web.langfuse:3000')).toEqual({
    address: 'langfuse-web.langfuse.svc.cluster.local.',
    port_value: 3000,
  });
});

test('each request has a connection of its own, so that a Service deals out requests', () => {
  const [options] = Object.values<Record<string, unknown>>(
    clusterOf('litellm.production:80').typed_extension_protocol_options,
  );
  expect(options!.common_http_protocol_options).toEqual({ max_requests_per_connection: 1 });
});

test('a request that has reached a pod is not sent again', () =>
  expect(virtualHostsOf('https')[0].routes[0].route.retry_policy.retry_on).toBe('connect-failure'));

test('HTTP is redirected, with its method', () =>
  expect(virtualHostsOf('http')[0].routes).toEqual([
    { match: { prefix: '/' }, redirect: { https_redirect: true, response_code: 'PERMANENT_REDIRECT' } },
  ]));

test('HTTP has no TLS; readiness has that of the callers', () => {
  expect(chainOf('http')).not.toHaveProperty('transport_socket');
  expect(chainOf('health').transport_socket).toEqual(chainOf('https').transport_socket);
});

const certificates = JSON.parse(JSON.stringify(envoyCertificates([...hosts, ...hosts])));

test('each certificate that TLS asks for is in the file that it names', () => {
  const asked =
    chainOf('https').transport_socket.typed_config.common_tls_context.tls_certificate_sds_secret_configs;
  expect(asked.map(({ name }: { name: string }) => name)).toEqual(['ai-example', 'wildcard']);
  for (const { name, sds_config } of asked) {
    const file = sds_config.path_config_source.path.replace('/etc/envoy/', '');
    expect(certificates[file].resources[0].name).toBe(name);
  }
});

test('a file has one certificate: Envoy refuses one with two', () => {
  expect(Object.keys(certificates)).toEqual(['certificate-ai-example.json', 'certificate-wildcard.json']);
  for (const { resources } of Object.values<{ resources: unknown[] }>(certificates))
    expect(resources).toHaveLength(1);
});

test('a renewed certificate is seen by the link that moves in the directory of the files', () =>
  expect(certificates['certificate-ai-example.json'].resources[0].tls_certificate).toEqual({
    certificate_chain: { filename: '/mnt/tls/ai-example' },
    private_key: { filename: '/mnt/tls/ai-example' },
    watched_directory: { path: '/mnt/tls' },
  }));

test('clients are moved to new connections', () =>
  expect(managerOf('https').common_http_protocol_options.max_connection_duration).toBe('280s'));

test('a log line has no query', () =>
  expect(JSON.stringify(managerOf('https').access_log)).not.toContain('%REQ(:PATH)%'));

test('the order of hosts and routes decides nothing that an order of clusters would', () => {
  const turned = { ...input, hosts: [...hosts].reverse() };
  expect(JSON.parse(JSON.stringify(envoyBootstrap(turned))).static_resources.clusters).toEqual(
    resources.clusters,
  );
});
