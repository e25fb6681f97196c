import {
  certificatesOf,
  checkAnswerTimeout,
  checkRoutedHosts,
  type HostRoute,
  hostSlug,
  type RoutedHost,
} from '../../../../lib/engine/ingress/routed-host';
import { ProblemList } from '../../../../lib/problems/problem-list';

const host: RoutedHost = { host: 'ai.example.com', certificate: 'ai', routes: [{ service: 'ai-app' }] };

function problemsOf(hosts: readonly RoutedHost[]): string[] {
  const problems = ProblemList.create();
  checkRoutedHosts(hosts, problems);
  return problems.problems.map(({ path, message }) => `${path}: ${message}`);
}
const routeProblems = (...routes: HostRoute[]) => problemsOf([{ ...host, routes }]);

test.each(['ai.example.com', '*.example.com'])('%s is a host', (name) =>
  expect(problemsOf([{ ...host, host: name }])).toEqual([]),
);

test.each(['AI.example.com', 'https://ai.example.com', '*', 'a.*.example.com'])('%s is no host', (name) =>
  expect(problemsOf([{ ...host, host: name }])).toEqual([expect.stringContaining('hosts[0].host: ')]),
);

test('a host that is there twice', () =>
  expect(problemsOf([host, host])).toEqual([
    'hosts[1].host: duplicate host "ai.example.com", first used at hosts[0].host',
  ]));

test('a wildcard and the host that is called like its objects', () =>
  expect(
    problemsOf([
      { ...host, host: '*.example.com' },
      { ...host, host: 'wildcard.example.com' },
    ]),
  ).toEqual([
    'hosts[1].host: the objects of "wildcard.example.com" and "*.example.com" would have the same name',
  ]));

test('the address of a certificate is not its name', () =>
  expect(problemsOf([{ ...host, certificate: 'https://v.vault.azure.net/certificates/ai' }])).toEqual([
    'hosts[0].certificate: "https://v.vault.azure.net/certificates/ai" is not a valid name of a Key Vault certificate',
  ]));

test('a host without a route', () =>
  expect(routeProblems()).toEqual(['hosts[0].routes: host "ai.example.com" has no routes']));

test.each(['/', '/v1', '/a/b-c.d_e~f'])('%s is a path', (path) =>
  expect(routeProblems({ path, service: 'a' })).toEqual([]),
);

test.each(['v1', '/v1/', '/v1*', '/v1?x=1', '//v1', ''])('"%s" is no path', (path) =>
  expect(routeProblems({ path, service: 'a' })).toEqual([
    `hosts[0].routes[0].path: "${path}" is not a valid path prefix`,
  ]),
);

test('a path that occurs twice, once as the default', () =>
  expect(routeProblems({ service: 'a' }, { path: '/', service: 'b' })).toEqual([
    'hosts[0].routes[1].path: duplicate path "/", first used at hosts[0].routes[0].path',
  ]));

test('a Service that is asked for its health in two ways', () =>
  expect(routeProblems({ path: '/a', service: 'a', healthPath: '/x' }, { path: '/b', service: 'a' })).toEqual(
    ['hosts[0].routes[1].healthPath: "" differs from "/x", the health path of another route to "a"'],
  ));

test('names of other namespaces, ports and health paths that cannot be', () =>
  expect(routeProblems({ service: 'A', namespace: 'B', port: 0, healthPath: 'health' })).toEqual([
    expect.stringContaining('routes[0].service: '),
    expect.stringContaining('routes[0].namespace: '),
    'hosts[0].routes[0].port: 0 is not a valid port',
    'hosts[0].routes[0].healthPath: "health" is not a valid path',
  ]));

test('the timeout of an Application Gateway ends at a day', () => {
  const problems = ProblemList.create();
  checkAnswerTimeout(86_400, problems);
  expect(problems.isEmpty).toBe(true);
  checkAnswerTimeout(86_401, problems);
  expect(problems.problems.map(({ path }) => path)).toEqual(['timeoutSeconds']);
});

test('a certificate of two hosts is one', () =>
  expect(certificatesOf([{ ...host, certificate: 'b' }, host, host])).toEqual(['ai', 'b']));

test('a wildcard can be a part of a name', () =>
  expect(hostSlug('*.example.com')).toBe('wildcard.example.com'));
