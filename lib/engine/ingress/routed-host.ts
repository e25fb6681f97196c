import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule, requireUnique } from '../../problems/value-rules';
import { vaultCertificateProblem } from './certificate-names';
import { hostNameProblem } from './host-name';

/** A route of a host to a Service. */
export interface HostRoute {
  /**
   * Prefix of the path, in whole segments: `/api` matches `/api` and `/api/x`, not `/apix`.
   *
   * @default '/'
   */
  readonly path?: string;
  /** Name of the Service. */
  readonly service: string;
  /** Namespace of the Service. @default the namespace of the ingress */
  readonly namespace?: string;
  /** Port of the Service. @default 80, the port of all Services of the platform */
  readonly port?: number;
  /**
   * Path of the health probe of a gateway outside the cluster.
   *
   * @default the path of the pod's readiness probe, if it is an HTTP probe on the port of the
   * container
   */
  readonly healthPath?: string;
}

/** A host name with its certificate and routes. */
export interface RoutedHost {
  /** `ai.example.com`, or `*.example.com`. */
  readonly host: string;
  /** Name of the certificate in the Key Vault and on an Application Gateway. */
  readonly certificate: string;
  readonly routes: readonly HostRoute[];
}

/** Prefix of a route, with its default. */
export function routePath(route: HostRoute): string {
  return route.path ?? '/';
}

/** Default maximum duration of a response, seconds, as for the gateway of the models. */
export const defaultAnswerTimeoutSeconds = 600;

/** Form of a host in the name of an object. */
export function hostSlug(host: string): string {
  return host.replace('*', 'wildcard');
}

/** Names of all certificates, sorted and without duplicates. */
export function certificatesOf(hosts: readonly RoutedHost[]): readonly string[] {
  return [...new Set(hosts.map(({ certificate }) => certificate))].sort();
}

const pathPattern = /^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*)?$/;

/** Adds a problem for each invalid or ambiguous host and route. */
export function checkRoutedHosts(hosts: readonly RoutedHost[], problems: ProblemList): void {
  if (hosts.length === 0) problems.add('hosts', 'is empty', 'Add at least one host.');
  requireUnique(
    problems,
    'host',
    hosts,
    ({ host }) => host,
    (index) => `hosts[${index}].host`,
  );
  hosts.forEach(({ host, certificate, routes }, index) => {
    const at = problems.at('hosts').at(index);
    requireRule(
      at,
      'host',
      hostNameProblem(host),
      'Use a host name in lower case, such as ai.example.com; the first label may be *.',
    );
    requireRule(
      at,
      'certificate',
      vaultCertificateProblem(certificate),
      "Use its name, 1 to 127 letters, digits and '-', not its address.",
    );
    if (routes.length === 0) at.add('routes', `host "${host}" has no routes`, 'Add at least one route.');
    requireUnique(at, 'path', routes, routePath, (route) => `routes[${route}].path`);
    for (const [routeIndex, route] of routes.entries()) checkRoute(route, at.at('routes').at(routeIndex));
  });
  checkSlugs(hosts, problems);
  checkHealthPaths(hosts, problems);
}

/** Adds a problem if the name of a wildcard host in objects is the name of another host. */
function checkSlugs(hosts: readonly RoutedHost[], problems: ProblemList): void {
  const known = new Map<string, string>();
  for (const [index, { host }] of hosts.entries()) {
    const first = known.get(hostSlug(host));
    if (first === undefined) known.set(hostSlug(host), host);
    else if (first !== host) {
      problems.add(
        `hosts[${index}].host`,
        `the objects of "${host}" and "${first}" would have the same name`,
        'Replace the first label "wildcard" of the host.',
      );
    }
  }
}

/**
 * Adds a problem if routes to one Service have different health paths: a gateway has one health
 * probe per Service.
 */
function checkHealthPaths(hosts: readonly RoutedHost[], problems: ProblemList): void {
  const known = new Map<string, string | undefined>();
  for (const [hostIndex, { routes }] of hosts.entries()) {
    for (const [routeIndex, { service, namespace, healthPath }] of routes.entries()) {
      const key = `${namespace ?? ''}/${service}`;
      const first = known.get(key);
      if (!known.has(key)) known.set(key, healthPath);
      else if (first !== healthPath) {
        problems.add(
          `hosts[${hostIndex}].routes[${routeIndex}].healthPath`,
          `"${healthPath ?? ''}" differs from "${first ?? ''}", the health path of another route to "${service}"`,
          'Set the same path in all routes to this Service, or in none.',
        );
      }
    }
  }
}

/** Adds a problem if a gateway does not support the timeout. */
export function checkAnswerTimeout(timeoutSeconds: number, problems: ProblemList): void {
  // Maximum of Application Gateway
  // (learn.microsoft.com/azure/application-gateway/configuration-http-settings, 2026-11). A
  // duration in Gateway API has at most five digits.
  requireInteger(problems, 'timeoutSeconds', timeoutSeconds, { min: 1, max: 86_400, unit: 'seconds' });
}

function checkRoute(route: HostRoute, problems: ProblemList): void {
  const { path, service, namespace, port, healthPath } = route;
  if (path !== undefined && !pathPattern.test(path)) {
    problems.add(
      'path',
      `"${path}" is not a valid path prefix`,
      "Start it with '/'. Remove a trailing '/', '*' and a query.",
    );
  }
  requireRule(problems, 'service', kubernetesNameProblem('service', service), 'Use the name of a Service.');
  if (namespace !== undefined) {
    requireRule(
      problems,
      'namespace',
      kubernetesNameProblem('label', namespace),
      'Use the name of a namespace.',
    );
  }
  if (port !== undefined) requireInteger(problems, 'port', port, { min: 1, max: 65_535, noun: 'port' });
  if (healthPath !== undefined && !/^\/[^\s]*$/.test(healthPath)) {
    problems.add(
      'healthPath',
      `"${healthPath}" is not a valid path`,
      "Start it with '/', and remove spaces.",
    );
  }
}
