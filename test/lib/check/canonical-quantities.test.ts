import { withCanonicalQuantities } from '../../../lib/check/canonical-quantities';

const container = (resources: object) => ({ name: 'app', resources });
const deployment = (resources: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app' },
  spec: { template: { spec: { containers: [container(resources)] } } },
});

it('writes requests and limits of containers as the API server does', () => {
  expect(
    withCanonicalQuantities(
      deployment({ requests: { cpu: '1000m', memory: '1024Mi' }, limits: { memory: 2147483648 } }),
    ),
  ).toEqual(deployment({ requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2147483648' } }));
});

const cases: readonly (readonly [name: string, sent: object, stored: object])[] = [
  [
    'the size of a PersistentVolumeClaim',
    { kind: 'PersistentVolumeClaim', spec: { resources: { requests: { storage: '2048Gi' } } } },
    { kind: 'PersistentVolumeClaim', spec: { resources: { requests: { storage: '2Ti' } } } },
  ],
  [
    'the size of a PersistentVolume',
    { kind: 'PersistentVolume', spec: { capacity: { storage: '1024Gi' } } },
    { kind: 'PersistentVolume', spec: { capacity: { storage: '1Ti' } } },
  ],
  [
    'the size limit of an emptyDir',
    { kind: 'Pod', spec: { volumes: [{ name: 'shm', emptyDir: { sizeLimit: '1024Mi' } }] } },
    { kind: 'Pod', spec: { volumes: [{ name: 'shm', emptyDir: { sizeLimit: '1Gi' } }] } },
  ],
  [
    'a ResourceQuota',
    { kind: 'ResourceQuota', spec: { hard: { 'requests.memory': '1024Gi', pods: '10' } } },
    { kind: 'ResourceQuota', spec: { hard: { 'requests.memory': '1Ti', pods: '10' } } },
  ],
  [
    'a LimitRange',
    { kind: 'LimitRange', spec: { limits: [{ type: 'Container', max: { memory: '1024Mi' } }] } },
    { kind: 'LimitRange', spec: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] } },
  ],
];

it.each(cases)('writes %s as the API server does', (_, sent, stored) => {
  const head = { apiVersion: 'v1', metadata: { name: 'x' } };
  expect(withCanonicalQuantities({ ...head, ...sent } as never)).toEqual({ ...head, ...stored });
});

it('does not change an invalid quantity, so that the check reports it', () => {
  const wrong = deployment({ requests: { memory: 'much' } });
  expect(withCanonicalQuantities(wrong)).toEqual(wrong);
});

it('does not change the values of a chart', () => {
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'chart' },
    spec: { source: { helm: { valuesObject: { resources: { limits: { memory: '1024Mi' } } } } } },
  };
  expect(withCanonicalQuantities(application)).toEqual(application);
});
