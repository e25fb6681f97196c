import { Construct } from 'constructs';
import {
  HttpRoute,
  type HttpRouteSpecRules,
  HttpRouteSpecRulesFiltersRequestRedirectScheme,
  HttpRouteSpecRulesFiltersType,
  HttpRouteSpecRulesMatchesPathType,
  HttpRouteSpecRulesFiltersRequestRedirectStatusCode as RedirectStatusCode,
} from '../../../imports/gateway.networking.k8s.io';
import {
  type HostRoute,
  hostSlug,
  type RoutedHost,
  routePath,
} from '../../../lib/engine/ingress/routed-host';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { servicePort } from '../applications/http-service';
import { addOnKindAnnotation, syncWaves } from '../charts/sync-waves';
import { objectMetadata } from '../pods/object-metadata';

/** Gateway and namespace of routes. */
export interface GatewayRoutesProps {
  /** Name of the Gateway. */
  readonly gateway: string;
  /** Namespace of the Gateway and of routes without a namespace. */
  readonly namespace: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** Hosts with their routes. */
  readonly hosts: readonly RoutedHost[];
}

/** Input of HttpRoutes. */
export interface HttpRoutesProps extends GatewayRoutesProps {
  /** Maximum seconds from a request to the end of its response. */
  readonly timeoutSeconds: number;
  /** Name of the listener for HTTP. */
  readonly httpListener: string;
  /** Returns the name of the listener of a host. */
  readonly httpsListener: (host: string) => string;
}

/** Maximum number of rules of a route in the Gateway API. */
const maxRules = 16;

/**
 * HTTPRoutes of hosts: one route in each namespace with Services of the host, and one route that
 * redirects HTTP.
 *
 * Each route references its listener: a route without one would also serve the host over HTTP.
 */
export class HttpRoutes extends Construct {
  constructor(scope: Construct, id: string, props: HttpRoutesProps) {
    super(scope, id);
    for (const { host, routes } of props.hosts) {
      const scopeOfHost = new Construct(this, hostSlug(host));
      const name = `${props.gateway}-${hostSlug(host)}`;
      const route = (
        routeId: string,
        object: { name: string; namespace: string },
        sectionName: string,
        rules: HttpRouteSpecRules[],
      ) =>
        new HttpRoute(scopeOfHost, routeId, {
          metadata: objectMetadata(
            { ...object, workload: props.gateway, component: 'ingress', partOf: props.partOf },
            syncWaves.workload,
            addOnKindAnnotation,
          ),
          spec: {
            parentRefs: [{ name: props.gateway, namespace: props.namespace, sectionName }],
            hostnames: [host],
            rules,
          },
        });
      for (const [namespace, own] of routesByNamespace(routes, props.namespace)) {
        const rules = own.map((entry) => rule(entry, props.timeoutSeconds));
        route(namespace, { name, namespace }, props.httpsListener(host), rules);
      }
      const redirect = { name: `${name}-redirect`, namespace: props.namespace };
      route('http-redirect', redirect, props.httpListener, [redirectRule]);
    }
  }
}

function rule(route: HostRoute, timeoutSeconds: number): HttpRouteSpecRules {
  return {
    matches: [{ path: { type: HttpRouteSpecRulesMatchesPathType.PATH_PREFIX, value: routePath(route) } }],
    backendRefs: [{ name: route.service, port: route.port ?? servicePort }],
    // Both timeouts include the last byte, so they cover a streamed response. They replace the
    // RoutePolicy that older controllers needed for streams (release notes of the ALB controller,
    // 1.11.1).
    timeouts: { request: `${timeoutSeconds}s`, backendRequest: `${timeoutSeconds}s` },
  };
}

const redirectRule: HttpRouteSpecRules = {
  filters: [
    {
      type: HttpRouteSpecRulesFiltersType.REQUEST_REDIRECT,
      requestRedirect: {
        scheme: HttpRouteSpecRulesFiltersRequestRedirectScheme.HTTPS,
        // 308 keeps the method; with 301 many clients change a POST to a GET. The ALB controller
        // supports it since 1.11.1
        // (learn.microsoft.com/azure/application-gateway/for-containers/alb-controller-release-notes,
        // 2026-11).
        statusCode: RedirectStatusCode.VALUE_308,
      },
    },
  ],
};

/** Adds a problem for hosts with more paths than the maximum number of rules. */
export function checkHttpRoutes(hosts: readonly RoutedHost[], problems: ProblemList): void {
  for (const [index, { host, routes }] of hosts.entries()) {
    for (const [namespace, own] of routesByNamespace(routes, '')) {
      if (own.length <= maxRules) continue;
      const where = namespace === '' ? '' : ` in namespace "${namespace}"`;
      problems.add(
        `hosts[${index}].routes`,
        `"${host}" has ${own.length} paths${where}, and an HTTPRoute has at most ${maxRules} rules`,
        'Use shorter prefixes, or another host.',
      );
    }
  }
}

function routesByNamespace(
  routes: readonly HostRoute[],
  own: string,
): readonly (readonly [string, readonly HostRoute[]])[] {
  const namespaces = [...new Set(routes.map(({ namespace = own }) => namespace))].sort();
  return namespaces.map((namespace) => [
    namespace,
    routes.filter((route) => (route.namespace ?? own) === namespace),
  ]);
}
