import { HealthCheckPolicies } from '../../../../constructs/kubernetes/ingress/health-check-policies';
import type { HostRoute } from '../../../../lib/engine/ingress/routed-host';
import { listing, objectOf, synthesize } from '../synthesize';

const synth = (...routes: HostRoute[]) =>
  synthesize(
    (chart) =>
      new HealthCheckPolicies(chart, 'policies', {
        gateway: 'ingress',
        namespace: 'production',
        partOf: 'my-aks',
        hosts: [{ host: 'ai.example.com', certificate: 'ai', routes }],
      }),
  );
const app = { service: 'app', healthPath: '/health/ready' };
const policy = (...routes: HostRoute[]) => objectOf(synth(...routes), 'HealthCheckPolicy');

describe('HealthCheckPolicies', () => {
  it('exist only for Services with a health path', () =>
    expect(listing(synth(app, { path: '/v1', service: 'gateway' }))).toEqual([
      'HealthCheckPolicy ingress-app',
    ]));

  it('exist once for a Service with several routes', () =>
    expect(listing(synth(app, { ...app, path: '/v2' }))).toEqual(['HealthCheckPolicy ingress-app']));

  it('call the path every 10 seconds, and remove a pod after three failures', () =>
    expect(policy(app).spec.default).toEqual({
      interval: '10s',
      timeout: '5s',
      healthyThreshold: 1,
      unhealthyThreshold: 3,
      http: { path: '/health/ready', match: { statusCodes: [{ start: 200, end: 299 }] } },
    }));

  it('are objects of Application Gateway for Containers for the Service', () => {
    const { apiVersion, spec } = policy(app);
    expect(apiVersion).toBe('alb.networking.azure.io/v1');
    expect(spec.targetRef).toEqual({ group: '', kind: 'Service', name: 'app', namespace: 'production' });
  });

  it('are in the namespace of the Service', () => {
    const { metadata, spec } = policy({ ...app, namespace: 'langfuse' });
    expect([metadata.namespace, spec.targetRef.namespace]).toEqual(['langfuse', 'langfuse']);
  });

  it('have the labels of the Service and the component of the ingress', () =>
    expect(policy(app).metadata.labels).toEqual({
      'app.kubernetes.io/name': 'app',
      'app.kubernetes.io/component': 'ingress',
      'app.kubernetes.io/part-of': 'my-aks',
      'app.kubernetes.io/managed-by': 'aks-ai-platform',
    }));
});
