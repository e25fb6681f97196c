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
  /** First part of the names of the Ingress objects: `<name>-<host>-<service>`. */
  readonly name: string;
  /** Namespace of routes that name none. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Hosts; a certificate is the name of one that is installed on the Application Gateway, from Key Vault. */
  readonly hosts: readonly RoutedHost[];
  /**
   * Longest silence of a pod before and within an answer, seconds, 1 to 86400.
   *
   * @default 600. The gateway's own default of 30
   * ends a request that waits for a free slot of a model
   */
  readonly timeoutSeconds?: number;
  /**
   * Serve the gateway's private address and not its public one. The controller ignores such objects on a gateway without a private
   * address (`privateAddress` of a PlatformApplicationGateway).
   *
   * @default no
   */
  readonly privateAddress?: boolean;
}

/** The class that the AKS add-on makes. Source: azure.github.io/application-gateway-kubernetes-ingress/ingress-v1 (2026-11). */
const ingressClassName = 'azure-application-gateway';
const annotationPrefix = 'appgw.ingress.kubernetes.io';
/** The longest that a gateway drains. Source: azurerm `application_gateway_resource.go`, `drain_timeout_sec` (2026-11). */
const maxDrainSeconds = 3600;

/**
 * Ingress objects for the Application Gateway ingress controller, one for each Service of a host: annotations hold for a whole
 * object, and the health probe is the Service's own.
 *
 * The gateway calls pods, not Services. So network policies have to let its subnet in, and a pod has to wait before it stops until
 * the controller has told the gateway, which takes longer than Kubernetes takes (its guide waits for 90 seconds).
 * Answers are passed on as they arrive only with the gateway's response buffering off, which is a setting of the gateway.
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
              // Ignored if the object has a `tls` of its own: that would be a Secret.
              'appgw-ssl-certificate': host.certificate,
              'ssl-redirect': true,
              'request-timeout': timeoutSeconds,
              'connection-draining': true,
              'connection-draining-timeout': Math.min(timeoutSeconds, maxDrainSeconds),
              // Every pod may answer every request; a cookie would fill one pod and leave the others idle.
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

/** Against the defaults of 30 seconds twice, a pod that hangs gets no requests after half a minute. */
function healthProbe(path: string): Record<string, string | number> {
  return {
    'health-probe-path': path,
    'health-probe-interval': 10,
    'health-probe-timeout': 5,
    'health-probe-unhealthy-threshold': 3,
    'health-probe-status-codes': '200-299',
  };
}

/** Values of annotations are strings. */
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
