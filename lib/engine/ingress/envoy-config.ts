import { envoyClusterName, envoyClusters } from './envoy-clusters';
import { bufferBytes, type Json, maxConnections, typed } from './envoy-json';
import { certificatesOf, type RoutedHost, routePath } from './routed-host';

/** Input of Envoy's configuration. */
export interface EnvoyConfigInput {
  /** Name of the ingress, for Envoy's node id. */
  readonly name: string;
  /** Namespace of Services whose routes have no namespace. */
  readonly namespace: string;
  readonly hosts: readonly RoutedHost[];
  /** Maximum duration of a request with its response, and maximum idle time within it, seconds. */
  readonly timeoutSeconds: number;
  /**
   * Maximum age of a connection for new requests, seconds. Clients then connect to another pod,
   * also while this one drains.
   */
  readonly connectionSeconds: number;
}

/** Ports of the container. Ports below 1024 would require a capability. */
export const envoyPorts = { http: 8080, https: 8443, health: 8081 } as const;
/**
 * Path for the probes, on the port `health` over TLS. It responds after Envoy has read the
 * certificates.
 */
export const envoyReadyPath = '/ready';
/** Startup probe: one minute. */
export const envoyStartup = { periodSeconds: 2, failureThreshold: 30 } as const;
/** Paths of the configuration and the certificates. */
export const envoyPaths = {
  config: '/etc/envoy',
  bootstrap: 'envoy.json',
  tls: '/mnt/tls',
} as const;

const seconds = (value: number): string => `${value}s`;

/**
 * Envoy's bootstrap: TLS and HTTP/2 for clients, routes from hosts and paths to Services, a
 * redirect from HTTP. It has no admin listener.
 *
 * Envoy streams responses unless a filter buffers them. The only filter is the router.
 */
export function envoyBootstrap(input: EnvoyConfigInput): Json {
  const certificates = certificatesOf(input.hosts);
  return {
    node: { id: input.name, cluster: input.name },
    overload_manager: {
      resource_monitors: [
        {
          name: 'envoy.resource_monitors.global_downstream_max_connections',
          typed_config: typed(
            'envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig',
            { max_active_downstream_connections: maxConnections },
          ),
        },
      ],
    },
    static_resources: {
      listeners: [
        listener(
          'https',
          manager(
            input,
            'https',
            input.hosts.map((host) => virtualHost(host, input)),
          ),
          certificates,
        ),
        listener('http', manager(input, 'http', input.hosts.map(redirect))),
        listener('health', manager(input, 'health', [readiness]), certificates),
      ],
      clusters: envoyClusters(input.hosts, input.namespace),
    },
  };
}

/** Name of the discovery file of a certificate. */
function certificateFile(certificate: string): string {
  return `certificate-${certificate}.json`;
}

/**
 * Files for Envoy's secret discovery service, by name: one per certificate, because Envoy rejects a
 * file with two.
 *
 * Key Vault delivers key and chain in one file of the volume; Envoy reads both from it. The CSI
 * driver replaces all files at once by moving a symbolic link in the directory that Envoy watches,
 * so a renewed certificate needs no restart.
 *
 * @see envoyproxy.io/docs/envoy/v1.40.0/configuration/security/secret, "Key rotation" (2026-11)
 */
export function envoyCertificates(hosts: readonly RoutedHost[]): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    certificatesOf(hosts).map((name) => {
      const file = { filename: `${envoyPaths.tls}/${name}` };
      const secret = typed('envoy.extensions.transport_sockets.tls.v3.Secret', {
        name,
        tls_certificate: {
          certificate_chain: file,
          private_key: file,
          watched_directory: { path: envoyPaths.tls },
        },
      });
      return [certificateFile(name), { resources: [secret] }];
    }),
  );
}

function listener(port: keyof typeof envoyPorts, httpManager: Json, certificates?: readonly string[]): Json {
  return {
    name: port,
    address: { socket_address: { address: '0.0.0.0', port_value: envoyPorts[port] } },
    per_connection_buffer_limit_bytes: bufferBytes,
    // A request that waits for its model is idle, and the load balancer drops idle connections.
    tcp_keepalive: { keepalive_time: 60, keepalive_interval: 30, keepalive_probes: 3 },
    filter_chains: [
      {
        filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: httpManager }],
        ...(certificates === undefined ? {} : { transport_socket: tls(certificates) }),
      },
    ],
  };
}

/**
 * TLS context with all certificates. Envoy selects one by the server name of the client, or the
 * first without a server name.
 */
function tls(certificates: readonly string[]): Json {
  return {
    name: 'envoy.transport_sockets.tls',
    typed_config: typed('envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext', {
      common_tls_context: {
        alpn_protocols: ['h2', 'http/1.1'],
        tls_params: { tls_minimum_protocol_version: 'TLSv1_2' },
        tls_certificate_sds_secret_configs: certificates.map((name) => ({
          name,
          sds_config: {
            path_config_source: { path: `${envoyPaths.config}/${certificateFile(name)}` },
            resource_api_version: 'V3',
          },
        })),
      },
    }),
  };
}

function manager(input: EnvoyConfigInput, name: string, virtualHosts: readonly Json[]): Json {
  return typed('envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager', {
    stat_prefix: name,
    // The client's address is that of the connection: do not trust a header from the client.
    use_remote_address: true,
    strip_any_host_port: true,
    normalize_path: true,
    request_headers_timeout: '10s',
    // Maximum duration of the upload of a request, without the response.
    request_timeout: '300s',
    stream_idle_timeout: seconds(input.timeoutSeconds),
    common_http_protocol_options: { max_connection_duration: seconds(input.connectionSeconds) },
    http1_safe_max_connection_duration: true,
    http2_protocol_options: {
      max_concurrent_streams: 100,
      initial_stream_window_size: 65_536,
      initial_connection_window_size: 1_048_576,
      connection_keepalive: { interval: '60s', timeout: '20s' },
    },
    upgrade_configs: [{ upgrade_type: 'websocket' }],
    route_config: { name, virtual_hosts: virtualHosts },
    http_filters: [
      {
        name: 'envoy.filters.http.router',
        typed_config: typed('envoy.extensions.filters.http.router.v3.Router'),
      },
    ],
    ...(name === 'https' ? { access_log: [accessLog] } : {}),
  });
}

/** Access log on standard output, without query strings, which may contain keys. */
const accessLog: Json = {
  name: 'envoy.access_loggers.stdout',
  typed_config: typed('envoy.extensions.access_loggers.stream.v3.StdoutAccessLog', {
    log_format: {
      formatters: [
        {
          name: 'envoy.formatter.req_without_query',
          typed_config: typed('envoy.extensions.formatter.req_without_query.v3.ReqWithoutQuery'),
        },
      ],
      json_format: {
        time: '%START_TIME%',
        client: '%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%',
        host: '%REQ(:AUTHORITY)%',
        method: '%REQ(:METHOD)%',
        path: '%REQ_WITHOUT_QUERY(:PATH)%',
        status: '%RESPONSE_CODE%',
        flags: '%RESPONSE_FLAGS%',
        milliseconds: '%DURATION%',
        bytes: '%BYTES_SENT%',
        cluster: '%UPSTREAM_CLUSTER%',
        request: '%REQ(X-REQUEST-ID)%',
      },
    },
  }),
};

function virtualHost({ host, routes }: RoutedHost, input: EnvoyConfigInput): Json {
  // Envoy uses the first match.
  const longestFirst = [...routes].sort((a, b) => routePath(b).length - routePath(a).length);
  return {
    name: host,
    domains: [host],
    routes: longestFirst.map((route) => ({
      match: routePath(route) === '/' ? { prefix: '/' } : { path_separated_prefix: routePath(route) },
      route: {
        cluster: envoyClusterName(route, input.namespace),
        // Until the last byte of the response. Envoy's default is 15 seconds.
        timeout: seconds(input.timeoutSeconds),
        // Retry only requests that reached no pod: a second response costs GPU time again.
        retry_policy: { retry_on: 'connect-failure', num_retries: 2 },
      },
    })),
  };
}

function redirect({ host }: RoutedHost): Json {
  return {
    name: host,
    domains: [host],
    // 308 keeps the method. With 301 many clients turn a POST into a GET, which fails with a
    // misleading error.
    routes: [
      {
        match: { prefix: '/' },
        redirect: { https_redirect: true, response_code: 'PERMANENT_REDIRECT' },
      },
    ],
  };
}

const readiness: Json = {
  name: 'health',
  domains: ['*'],
  routes: [{ match: { path: envoyReadyPath }, direct_response: { status: 200 } }],
};
