import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  checkAnswerTimeout,
  checkRoutedHosts,
  defaultAnswerTimeoutSeconds,
  type HostRoute,
  hostSlug,
  type RoutedHost,
  routePath,
} from '../../../lib/engine/ingress/routed-host';
import { ProblemList } from '../../../lib/problems/problem-list';
import { servicePort } from '../applications/http-service';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Input of an ApplicationGatewayIngress. */
export interface ApplicationGatewayIngressProps {
  /** Prefix of the names of the Ingress objects: `<name>-<host>-<service>`. */
  readonly name: string;
  /** Namespace of routes without a namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /**
   * Hosts. A certificate is the name of a certificate on the Application Gateway, which loads it
   * from the Key Vault.
   */
  readonly hosts: readonly RoutedHost[];
  /**
   * Longest silence of a pod before and within a response in seconds, 1 to 86400.
   *
   * @default 600: the default of the gateway, 30, ends a request that waits for a free slot of a
   * model
   */
  readonly timeoutSeconds?: number;
  /**
   * Uses the private address of the gateway instead of the public one. The controller ignores such
   * objects on a gateway without a private address (`privateAddress` of a
   * PlatformApplicationGateway).
   *
   * @default false
   */
  readonly privateAddress?: boolean;
}

/**
 * IngressClass of the AKS add-on.
 *
 * @see azure.github.io/application-gateway-kubernetes-ingress/ingress-v1 (2026-11)
 */
const ingressClassName = 'azure-application-gateway';
const annotationPrefix = 'appgw.ingress.kubernetes.io';
/**
 * Maximum drain timeout of a gateway in seconds.
 *
 * @see azurerm `application_gateway_resource.go`, `drain_timeout_sec` (2026-11)
 */
const maxDrainSeconds = 3600;

/**
 * Ingress objects for the Application Gateway ingress controller, one for each Service of a host,
 * because annotations apply to a whole object and each Service has its own health probe.
 *
 * The gateway calls pods, not Services. Network policies must therefore allow its subnet, and a
 * stopping pod must wait until the controller has updated the gateway, which takes longer than
 * Kubernetes itself (the controller's guide uses 90 seconds). The gateway streams responses only
 * with response buffering disabled, which is a setting of the gateway.
 *
 * @see (2026-11) learn.microsoft.com/azure/application-gateway/ingress-controller-annotations;
 * azure.github.io/application-gateway-kubernetes-ingress, "Minimizing downtime during deployments"
 */
export class ApplicationGatewayIngress extends Construct {
  constructor(scope: Construct, id: string, props: ApplicationGatewayIngressProps) {
    super(scope, id);
    const timeoutSeconds = props.timeoutSeconds ?? defaultAnswerTimeoutSeconds;
    const problems = ProblemList.create();
    checkRoutedHosts(props.hosts, problems);
    checkAnswerTimeout(timeoutSeconds, problems);
    problems.throwIfAny(`the Application Gateway ingress "${props.name}"`);

    for (const host of props.hosts) {
      const scopeOfHost = new Construct(this, hostSlug(host.host));
      for (const routes of routesByService(host.routes)) {
        const { service, namespace = props.namespace, healthPath } = routes[0]!;
        new k8s.KubeIngress(scopeOfHost, namespace === undefined ? service : `${namespace}-${service}`, {
          metadata: objectMetadata(
            {
              name: `${props.name}-${hostSlug(host.host)}-${service}`,
              namespace,
              workload: service,
              component: 'ingress',
              partOf: props.partOf,
            },
            syncWaves.workload,
            annotations({
              // The controller ignores it if the object has `tls`, which would reference a Secret.
              'appgw-ssl-certificate': host.certificate,
              'ssl-redirect': true,
              'request-timeout': timeoutSeconds,
              'connection-draining': true,
              'connection-draining-timeout': Math.min(timeoutSeconds, maxDrainSeconds),
              // Any pod can serve any request. Cookie affinity would overload one pod while others
              // are idle.
              'cookie-based-affinity': false,
              'use-private-ip': props.privateAddress ?? false,
              ...(healthPath === undefined ? {} : healthProbe(healthPath)),
            }),
          ),
          spec: {
            ingressClassName,
            rules: [
              {
                host: host.host,
                http: {
                  paths: routes.map((route) => ({
                    path: routePath(route),
                    pathType: 'Prefix',
                    backend: { service: { name: service, port: { number: route.port ?? servicePort } } },
                  })),
                },
              },
            ],
          },
        });
      }
    }
  }
}

/**
 * Health probe settings that remove an unresponsive pod after 30 seconds. The defaults need twice
 * 30 seconds.
 */
function healthProbe(path: string): Record<string, string | number> {
  return {
    'health-probe-path': path,
    'health-probe-interval': 10,
    'health-probe-timeout': 5,
    'health-probe-unhealthy-threshold': 3,
    'health-probe-status-codes': '200-299',
  };
}

/** Converts values to strings, as annotations require. */
function annotations(values: Readonly<Record<string, string | number | boolean>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${annotationPrefix}/${name}`, String(value)]),
  );
}

function routesByService(routes: readonly HostRoute[]): readonly HostRoute[][] {
  const groups = new Map<string, HostRoute[]>();
  for (const route of routes) {
    const key = [route.namespace, route.service].join('/');
    groups.set(key, [...(groups.get(key) ?? []), route]);
  }
  return [...groups.values()];
}
