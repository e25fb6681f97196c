import {
  checkHttpRoutes,
  HttpRoutes,
  type HttpRoutesProps,
} from '../../../../constructs/kubernetes/ingress/http-routes';
import { ProblemList } from '../../../../lib/problems/problem-list';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { listing, messageOf, objectOf, synthesize } from '../synthesize';
import { sampleHosts } from './ingress-samples';

const props: HttpRoutesProps = {
  gateway: 'ingress',
  namespace: 'production',
  partOf: 'my-aks',
  hosts: sampleHosts,
  timeoutSeconds: 600,
  httpListener: 'http',
  httpsListener: (host) => `https-${host}`,
};
const synth = () => synthesize((chart) => new HttpRoutes(chart, 'routes', props));
const routeOf = (name: string) => objectOf(synth(), 'HTTPRoute', name);

describe('HttpRoutes', () => {
  it('are valid by independent schemas', () => expectValidManifests(synth()));

  it('are one route for each host and namespace, and one redirect for each host', () =>
    expect(listing(synth())).toEqual([
      'HTTPRoute ingress-ai.example.com',
      'HTTPRoute ingress-ai.example.com-redirect',
      'HTTPRoute ingress-traces.example.com',
      'HTTPRoute ingress-traces.example.com-redirect',
    ]));

  it('reference the HTTPS listener of their host', () =>
    expect(routeOf('ingress-ai.example.com').spec).toMatchObject({
      parentRefs: [{ name: 'ingress', namespace: 'production', sectionName: 'https-ai.example.com' }],
      hostnames: ['ai.example.com'],
    }));

  it('send each prefix to its Service, at port 80 by default', () =>
    expect(
      routeOf('ingress-ai.example.com').spec.rules.map((rule: { matches: unknown; backendRefs: unknown }) => [
        rule.matches,
        rule.backendRefs,
      ]),
    ).toEqual([
      [[{ path: { type: 'PathPrefix', value: '/' } }], [{ name: 'ai-app', port: 80 }]],
      [[{ path: { type: 'PathPrefix', value: '/v1' } }], [{ name: 'litellm', port: 80 }]],
    ]));

  it('are in the namespace of their Services, and use its port', () => {
    const { metadata, spec } = routeOf('ingress-traces.example.com');
    expect(metadata.namespace).toBe('langfuse');
    expect(spec.rules[0].backendRefs).toEqual([{ name: 'langfuse-web', port: 3000 }]);
  });

  it('allow a streamed response for the whole timeout', () =>
    expect(routeOf('ingress-ai.example.com').spec.rules[0].timeouts).toEqual({
      request: '600s',
      backendRequest: '600s',
    }));

  it('redirect HTTP to HTTPS with 308, which keeps the method', () => {
    const { metadata, spec } = routeOf('ingress-traces.example.com-redirect');
    expect(metadata.namespace).toBe('production');
    expect(spec.parentRefs).toEqual([{ name: 'ingress', namespace: 'production', sectionName: 'http' }]);
    expect(spec.rules).toEqual([
      {
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 308 } }],
      },
    ]);
  });
});

describe('checkHttpRoutes', () => {
  const check = (count: number) => {
    const routes = Array.from({ length: count }, (_, index) => ({ path: `/${index}`, service: 'app' }));
    const problems = ProblemList.create();
    checkHttpRoutes([{ host: 'ai.example.com', certificate: 'ai', routes }], problems);
    problems.throwIfAny('the routes');
  };

  it('accepts 16 paths of a host', () => expect(() => check(16)).not.toThrow());

  it('rejects 17 paths of a host', () =>
    expect(messageOf(() => check(17))).toContain(
      'hosts[0].routes: "ai.example.com" has 17 paths, and an HTTPRoute has at most 16 rules',
    ));
});
