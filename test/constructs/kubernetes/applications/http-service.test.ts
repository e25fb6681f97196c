import { HttpService } from '../../../../constructs/kubernetes/applications/http-service';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { objectOf, synthesize } from '../synthesize';

const identity = { name: 'app', namespace: 'production', component: 'http-app', partOf: 'my-aks' };
const grpc = { name: 'grpc', port: 8001, appProtocol: 'kubernetes.io/h2c' };
const synth = (...args: [identity: { name: string; workload?: string }, extraPorts?: (typeof grpc)[]]) =>
  synthesize((chart) => new HttpService(chart, 'service', ...args));
const specOf = (...args: Parameters<typeof synth>) => objectOf(synth(...args), 'Service').spec;

describe('HttpService', () => {
  it('is valid by independent schemas', () => expectValidManifests(synth(identity, [grpc])));

  it('forwards port 80 to the container port http', () =>
    expect(specOf({ name: 'app' }).ports).toEqual([
      { name: 'http', port: 80, targetPort: 'http', protocol: 'TCP' },
    ]));

  it('is reachable only inside the cluster', () => expect(specOf({ name: 'app' }).type).toBe('ClusterIP'));

  it('selects the pods with its own name', () =>
    expect(specOf({ name: 'app' }).selector).toEqual({ 'app.kubernetes.io/name': 'app' }));

  it('selects the pods of another workload by its name', () =>
    expect(specOf({ name: 'app', workload: 'server' }).selector).toEqual({
      'app.kubernetes.io/name': 'server',
    }));

  it('adds a port for another protocol', () =>
    expect(specOf({ name: 'app' }, [grpc]).ports[1]).toEqual({
      name: 'grpc',
      port: 8001,
      targetPort: 'grpc',
      protocol: 'TCP',
      appProtocol: 'kubernetes.io/h2c',
    }));

  it('has the labels of its identity', () =>
    expect(objectOf(synth(identity), 'Service').metadata).toEqual({
      name: 'app',
      namespace: 'production',
      labels: {
        'app.kubernetes.io/name': 'app',
        'app.kubernetes.io/component': 'http-app',
        'app.kubernetes.io/part-of': 'my-aks',
        'app.kubernetes.io/managed-by': 'aks-ai-platform',
      },
    }));
});
