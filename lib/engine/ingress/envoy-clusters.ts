import { bufferBytes, type Json, maxConnections, typed } from './envoy-json';
import type { HostRoute, RoutedHost } from './routed-host';

/** Name of an Envoy cluster: the Service, its namespace and its port. */
export function envoyClusterName({ service, namespace, port }: HostRoute, own: string): string {
  return `${service}.${namespace ?? own}:${port ?? 80}`;
}

/** Envoy clusters for the Services of the hosts. `namespace`: default for routes without one. */
export function envoyClusters(hosts: readonly RoutedHost[], namespace: string): readonly Json[] {
  const routes = new Map<string, HostRoute>();
  for (const route of hosts.flatMap((host) => host.routes))
    routes.set(envoyClusterName(route, namespace), route);
  return [...routes.keys()].sort().map((name) => cluster(name, routes.get(name)!, namespace));
}

function cluster(name: string, { service, namespace, port }: HostRoute, own: string): Json {
  // The trailing dot prevents five lookups with search domains.
  const address = `${service}.${namespace ?? own}.svc.cluster.local.`;
  return {
    name,
    type: 'STRICT_DNS',
    dns_lookup_family: 'V4_ONLY',
    connect_timeout: '5s',
    per_connection_buffer_limit_bytes: bufferBytes,
    // The defaults of 1024 are too low for long streams.
    circuit_breakers: {
      thresholds: [
        {
          max_connections: maxConnections,
          max_pending_requests: maxConnections,
          max_requests: maxConnections,
        },
      ],
    },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': typed(
        'envoy.extensions.upstreams.http.v3.HttpProtocolOptions',
        {
          explicit_http_config: { http_protocol_options: {} },
          // A Service balances connections, not requests: a reused connection would stay with its
          // pod, even while the pod drains.
          common_http_protocol_options: { max_requests_per_connection: 1 },
        },
      ),
    },
    upstream_connection_options: {
      tcp_keepalive: { keepalive_time: 60, keepalive_interval: 30, keepalive_probes: 3 },
    },
    load_assignment: {
      cluster_name: name,
      endpoints: [
        {
          lb_endpoints: [{ endpoint: { address: { socket_address: { address, port_value: port ?? 80 } } } }],
        },
      ],
    },
  };
}
