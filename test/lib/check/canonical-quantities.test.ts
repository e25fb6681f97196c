import { withCanonicalQuantities } from '../../../lib/check/canonical-quantities';

const container = (resources: object) => ({ name: 'app', resources });
const deployment = (resources: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app' },
  spec: { template: { spec: { containers: [container(resources)] } } },
});

it('spells the requests and limits of containers as the API server does', () => {
  expect(
    withCanonicalQuantities(
      deployment({ requests: { cpu: '1000m', memory: '1024Mi' }, limits: { memory: 2147483648 } }),
    ),
  ).toEqual(deployment({ requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '2147483648' } }));
});

const cases: readonly (readonly [what: string, sent: object, stored: object])[] = [
  [
    'the size of a claim',
    { kind: 'PersistentVolumeClaim', spec: { resources: { requests: { storage: '2048Gi' } } } },
    { kind: 'PersistentVolumeClaim', spec: { resources: { requests: { storage: '2Ti' } } } },
  ],
  [
    'the size of a volume',
    { kind: 'PersistentVolume', spec: { capacity: { storage: '1024Gi' } } },
    { kind: 'PersistentVolume', spec: { capacity: { storage: '1Ti' } } },
  ],
  [
    'the limit of a folder',
    { kind: 'Pod', spec: { volumes: [{ name: 'shm', emptyDir: { sizeLimit: '1024Mi' } }] } },
    { kind: 'Pod', spec: { volumes: [{ name: 'shm', emptyDir: { sizeLimit: '1Gi' } }] } },
  ],
  [
    'a quota',
    { kind: 'ResourceQuota', spec: { hard: { 'requests.memory': '1024Gi', pods: '10' } } },
    { kind: 'ResourceQuota', spec: { hard: { 'requests.memory': '1Ti', pods: '10' } } },
  ],
  [
    'a limit range',
    { kind: 'LimitRange', spec: { limits: [{ type: 'Container', max: { memory: '1024Mi' } }] } },
    { kind: 'LimitRange', spec: { limits: [{ type: 'Container', max: { memory: '1Gi' } }] } },
  ],
];

it.each(cases)('spells %s', (_, sent, stored) => {
  const head = { apiVersion: 'v1', metadata: { name: 'x' } };
  expect(withCanonicalQuantities({ ...head, ...sent } as never)).toEqual({ ...head, ...stored });
});

it('leaves what is no quantity for the checks to find', () => {
  const wrong = deployment({ requests: { memory: 'much' } });
  expect(withCanonicalQuantities(wrong)).toEqual(wrong);
});

it('leaves the values of a chart alone', () => {
  const application = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'chart' },
    spec: { source: { helm: { valuesObject: { resources: { limits: { memory: '1024Mi' } } } } } },
  };
  expect(withCanonicalQuantities(application)).toEqual(application);
});
