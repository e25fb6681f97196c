import { Construct } from 'constructs';
import {
  Gateway,
  type GatewaySpecListeners,
  type GatewaySpecListenersAllowedRoutes,
  GatewaySpecListenersTlsMode,
  GatewaySpecListenersAllowedRoutesNamespacesFrom as RoutesFrom,
} from '../../../imports/gateway.networking.k8s.io';
import {
  checkAnswerTimeout,
  checkRoutedHosts,
  defaultAnswerTimeoutSeconds,
  hostSlug,
  type RoutedHost,
} from '../../../lib/engine/ingress/routed-host';
import { ProblemList } from '../../../lib/problems/problem-list';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';
import { HealthCheckPolicies } from './health-check-policies';
import { checkHttpRoutes, HttpRoutes } from './http-routes';

/** Input of a GatewayForContainers. */
export interface GatewayForContainersProps {
  /** Name of the Gateway and prefix of the names of its routes. */
  readonly name: string;
  /** Namespace of the Gateway, its TLS Secrets and routes without a namespace. */
  readonly namespace: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /**
   * Resource id of the Application Gateway for Containers:
   * `/subscriptions/…/trafficControllers/<name>`.
   */
  readonly albId: string;
  /** Name of its frontend. */
  readonly frontend: string;
  /** Hosts with their certificates and routes. */
  readonly hosts: readonly RoutedHost[];
  /**
   * Returns the name of the Secret of a certificate in the namespace of the Gateway:
   * `tlsSecretName()` of TlsCertificates.
   */
  readonly secretName: (certificate: string) => string;
  /**
   * Maximum seconds from a request to the end of its response, 1 to 86400. The gateway always
   * closes a connection after five minutes of silence, so long responses must be streamed.
   *
   * @default 600; the default of the gateway is 60
   */
  readonly timeoutSeconds?: number;
}

const httpListener = 'http';
/** Maximum number of hosts: a Gateway has 64 listeners, and one of them is for HTTP. */
const maxHosts = 63;

/**
 * A Gateway of Application Gateway for Containers that terminates TLS, with its routes. The Azure
 * resources exist already ("bring your own"). The cluster needs the ALB controller and the Secrets.
 *
 * The gateway calls pods, not Services, so network policies must allow the subnet of its
 * association.
 *
 * @see (2026-11)
 * learn.microsoft.com/azure/application-gateway/for-containers/{how-to-ssl-offloading-gateway-api,
 * how-to-url-redirect-gateway-api, server-sent-events}
 */
export class GatewayForContainers extends Construct {
  constructor(scope: Construct, id: string, props: GatewayForContainersProps) {
    super(scope, id);
    const timeoutSeconds = props.timeoutSeconds ?? defaultAnswerTimeoutSeconds;
    const problems = ProblemList.create();
    checkRoutedHosts(props.hosts, problems);
    checkAnswerTimeout(timeoutSeconds, problems);
    checkHttpRoutes(props.hosts, problems);
    if (props.hosts.length > maxHosts) {
      problems.add(
        'hosts',
        `${props.hosts.length} hosts exceed the maximum of ${maxHosts} for a Gateway`,
        'Use a wildcard host, or a second Gateway.',
      );
    }
    problems.throwIfAny(`the gateway "${props.name}"`);

    const { name, namespace, partOf, hosts } = props;
    new Gateway(this, 'gateway', {
      metadata: objectMetadata({ name, namespace, component: 'ingress', partOf }, syncWaves.workload, {
        ...addOnKindAnnotation,
        'alb.networking.azure.io/alb-id': props.albId,
      }),
      spec: {
        gatewayClassName: 'azure-alb-external',
        addresses: [{ type: 'alb.networking.azure.io/alb-frontend', value: props.frontend }],
        listeners: listeners(props),
      },
    });
    const routes = { gateway: name, namespace, partOf, hosts };
    new HttpRoutes(this, 'routes', { ...routes, timeoutSeconds, httpListener, httpsListener });
    new HealthCheckPolicies(this, 'health-check-policies', routes);
  }
}

function httpsListener(host: string): string {
  return `https-${hostSlug(host)}`;
}

function listeners(props: GatewayForContainersProps): GatewaySpecListeners[] {
  const redirects = { namespaces: { from: RoutesFrom.SAME } };
  return [
    { name: httpListener, port: 80, protocol: 'HTTP', allowedRoutes: redirects },
    ...props.hosts.map((host) => ({
      name: httpsListener(host.host),
      hostname: host.host,
      port: 443,
      protocol: 'HTTPS',
      tls: {
        mode: GatewaySpecListenersTlsMode.TERMINATE,
        certificateRefs: [{ group: '', kind: 'Secret', name: props.secretName(host.certificate) }],
      },
      allowedRoutes: allowedRoutes(props.namespace, host),
    })),
  ];
}

/**
 * Returns the namespaces that may contain routes of this host. A route is in the namespace of its
 * Service.
 */
function allowedRoutes(
  own: string,
  { routes }: RoutedHost,
): Pick<GatewaySpecListenersAllowedRoutes, 'namespaces'> {
  const namespaces = [...new Set(routes.map(({ namespace = own }) => namespace))].sort();
  if (namespaces.every((namespace) => namespace === own)) return { namespaces: { from: RoutesFrom.SAME } };
  const matchExpressions = [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }];
  return { namespaces: { from: RoutesFrom.SELECTOR, selector: { matchExpressions } } };
}
