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
  /** Name of the Gateway, and first part of the names of its routes. */
  readonly name: string;
  /** Namespace of the Gateway, of its TLS Secrets and of routes that name none. */
  readonly namespace: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Resource id of the Application Gateway for Containers: `/subscriptions/…/trafficControllers/<name>`. */
  readonly albId: string;
  /** Name of its frontend. */
  readonly frontend: string;
  /** Hosts, their certificates and what is behind them. */
  readonly hosts: readonly RoutedHost[];
  /** Name of the Secret of a certificate, in the Gateway's namespace: `tlsSecretName()` of TlsCertificates. */
  readonly secretName: (certificate: string) => string;
  /**
   * Longest time from a request to the end of its answer, seconds, 1 to 86400.
   *
   * @default 600; the gateway's own is 60. A
   * connection on which nothing moves for five minutes is closed whatever is said here: long answers have to be streamed
   */
  readonly timeoutSeconds?: number;
}

const httpListener = 'http';
/** Gateway API: listeners of a Gateway; one of them is for HTTP. */
const maxHosts = 63;

/**
 * A Gateway of Application Gateway for Containers that ends TLS, and the routes through it. The Azure resources exist already
 * ("bring your own"); the ALB controller has to be in the cluster, and so do the Secrets.
 *
 * The gateway calls pods, not Services: network policies have to let the subnet of its association in.
 *
 * @see (2026-11) learn.microsoft.com/azure/application-gateway/for-containers/{how-to-ssl-offloading-gateway-api,
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
        `there are ${props.hosts.length}, and a Gateway has at most ${maxHosts}`,
        'Take a wildcard host, or a second Gateway.',
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

/** A route is in the namespace of its Service: which namespaces may have routes to this host. */
function allowedRoutes(
  own: string,
  { routes }: RoutedHost,
): Pick<GatewaySpecListenersAllowedRoutes, 'namespaces'> {
  const namespaces = [...new Set(routes.map(({ namespace = own }) => namespace))].sort();
  if (namespaces.every((namespace) => namespace === own)) return { namespaces: { from: RoutesFrom.SAME } };
  const matchExpressions = [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: namespaces }];
  return { namespaces: { from: RoutesFrom.SELECTOR, selector: { matchExpressions } } };
}
