import { kubernetesNameProblem } from '../../facts/kubernetes-names';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger, requireRule, requireUnique } from '../../problems/value-rules';
import { vaultCertificateProblem } from './certificate-names';
import { hostNameProblem } from './host-name';

/** A Service that requests of a host go to. */
export interface HostRoute {
  /** Prefix of the path, by whole segments: `/api` is `/api` and `/api/x`, and not `/apix`. Default: `/`. */
  readonly path?: string;
  /** Name of the Service. */
  readonly service: string;
  /** Namespace of the Service. Default: that of the ingress. */
  readonly namespace?: string;
  /** Port of the Service. Default: 80, the one of all of the platform's. */
  readonly port?: number;
  /**
   * What a gateway outside of the cluster asks to see whether a pod is healthy. Default: it asks what the pod's readiness
   * probe asks, as long as that is an HTTP probe at the port of the container.
   */
  readonly healthPath?: string;
}

/** A host name, its certificate and what is behind it. */
export interface RoutedHost {
  /** `ai.example.com`, or `*.example.com`. */
  readonly host: string;
  /** Name of the certificate: in the Key Vault, and on an Application Gateway. */
  readonly certificate: string;
  readonly routes: readonly HostRoute[];
}

/** Prefix of a route, with its default. */
export function routePath(route: HostRoute): string {
  return route.path ?? '/';
}

/** Longest time that an answer takes, in seconds, unless said: that of the gateway in front of the models. */
export const defaultAnswerTimeoutSeconds = 600;

/** A host as a part of the name of an object. */
export function hostSlug(host: string): string {
  return host.replace('*', 'wildcard');
}

/** The names of all certificates, each once, in order. */
export function certificatesOf(hosts: readonly RoutedHost[]): readonly string[] {
  return [...new Set(hosts.map(({ certificate }) => certificate))].sort();
}

const pathPattern = /^\/([A-Za-z0-9._~-]+(\/[A-Za-z0-9._~-]+)*)?$/;

/** Adds a problem for hosts and routes that no ingress could tell apart or serve. */
export function checkRoutedHosts(hosts: readonly RoutedHost[], problems: ProblemList): void {
  if (hosts.length === 0) problems.add('hosts', 'there is none', 'Give at least one.');
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
      'Give a host name in lower case, such as ai.example.com; its first label may be *.',
    );
    requireRule(
      at,
      'certificate',
      vaultCertificateProblem(certificate),
      "Give its name, 1 to 127 letters, digits and '-', not its address.",
    );
    if (routes.length === 0) at.add('routes', `"${host}" has none`, 'Give at least one.');
    requireUnique(at, 'path', routes, routePath, (route) => `routes[${route}].path`);
    for (const [routeIndex, route] of routes.entries()) checkRoute(route, at.at('routes').at(routeIndex));
  });
  checkSlugs(hosts, problems);
  checkHealthPaths(hosts, problems);
}

/** A wildcard is spelled out in the names of its objects, and there is a host that is called so. */
function checkSlugs(hosts: readonly RoutedHost[], problems: ProblemList): void {
  const known = new Map<string, string>();
  for (const [index, { host }] of hosts.entries()) {
    const first = known.get(hostSlug(host));
    if (first === undefined) known.set(hostSlug(host), host);
    else if (first !== host) {
      problems.add(
        `hosts[${index}].host`,
        `the objects of "${host}" and "${first}" would have one name`,
        'Give the host another first label than "wildcard".',
      );
    }
  }
}

/** A gateway asks a Service in one way, whatever host and path lead to it. */
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
          `"${healthPath ?? ''}" is another one than another route to "${service}" has: "${first ?? ''}"`,
          'Give the same one to all routes to this Service, or to none.',
        );
      }
    }
  }
}

/** Adds a problem unless a gateway can wait for so long. */
export function checkAnswerTimeout(timeoutSeconds: number, problems: ProblemList): void {
  // The longest that an Application Gateway waits (learn.microsoft.com/azure/application-gateway/configuration-http-settings,
  // 2026-11), and all that Gateway API can say in seconds is five digits.
  requireInteger(problems, 'timeoutSeconds', timeoutSeconds, { min: 1, max: 86_400, unit: 'seconds' });
}

function checkRoute(route: HostRoute, problems: ProblemList): void {
  const { path, service, namespace, port, healthPath } = route;
  if (path !== undefined && !pathPattern.test(path)) {
    problems.add(
      'path',
      `"${path}" is not a prefix of whole segments`,
      "Start it with '/', and end it without one, without '*' and without a query.",
    );
  }
  requireRule(problems, 'service', kubernetesNameProblem('service', service), 'Give the name of a Service.');
  if (namespace !== undefined) {
    requireRule(
      problems,
      'namespace',
      kubernetesNameProblem('label', namespace),
      'Give the name of a namespace.',
    );
  }
  if (port !== undefined) requireInteger(problems, 'port', port, { min: 1, max: 65_535, noun: 'port' });
  if (healthPath !== undefined && !/^\/[^\s]*$/.test(healthPath)) {
    problems.add('healthPath', `"${healthPath}" is not a path`, "Start it with '/', without spaces.");
  }
}
