import { type Manifest, validateManifest, validateManifests } from './validate-manifest';

const deployment = (spec: Manifest, container: Manifest = {}): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app', labels: { any: 'label' }, annotations: { 'any.example/key': 'value' } },
  spec: {
    selector: { matchLabels: { app: 'app' } },
    template: {
      metadata: { labels: { app: 'app' } },
      spec: { containers: [{ name: 'app', image: 'app:1', ...container }] },
    },
    ...spec,
  },
});

test('a right object has no problem', () => {
  expect(
    validateManifest(
      deployment(
        { replicas: 2, strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } } },
        {
          lifecycle: { preStop: { sleep: { seconds: 15 } } },
          resources: { limits: { memory: '1Gi', 'nvidia.com/gpu': '1' } },
        },
      ),
    ),
  ).toEqual([]);
});

test.each<[string, Manifest, string]>([
  ['a wrong type', deployment({ replicas: '2' }), 'data/spec/replicas must be integer'],
  ['a missing field', deployment({ selector: undefined }), 'data/spec must have required property selector'],
  ['an unknown field', deployment({ replica: 2 }), 'unknown field /spec/replica'],
  [
    'an unknown field in a list',
    deployment({}, { imagePullPolciy: 'Always' }),
    'unknown field /spec/template/spec/containers/0/imagePullPolciy',
  ],
  [
    'a wrong quantity',
    deployment({}, { resources: { limits: { memory: '1 GB' } } }),
    'data/spec/template/spec/containers/0/resources/limits/memory must match format "quantity"',
  ],
])('%s of a core object is a problem', (_, object, problem) => {
  expect(validateManifest(object).join()).toContain(problem);
});

test.each<[string, Manifest, string]>([
  [
    'metadata of a KEDA trigger that is a number',
    {
      scaleTargetRef: { name: 'app' },
      triggers: [{ type: 'azure-servicebus', metadata: { messageCount: 5 } }],
    },
    'data/spec/triggers/0/metadata/messageCount must be string',
  ],
  [
    'a field that KEDA does not have',
    { scaleTargetRef: { name: 'app' }, minReplicas: 1, triggers: [] },
    'unknown field /spec/minReplicas',
  ],
])('%s is a problem', (_, spec, problem) => {
  const object = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'a' }, spec };
  expect(validateManifest(object)).toEqual([problem]);
});

test('an Argo CD application without a project is a problem', () => {
  const object = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'app' },
    spec: { destination: { namespace: 'a' } },
  };
  expect(validateManifest(object)).toEqual(['data/spec must have required property project']);
});

test('kinds without a schema are problems, but for those that no package has', () => {
  const kinds = [
    ['apps/v1', 'Deploymnet'],
    ['example.com/v1', 'Thing'],
    ['secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass'],
  ];
  const objects = kinds.map(([apiVersion, kind]) => ({ apiVersion, kind, metadata: { name: 'a' } }));
  expect(validateManifests(objects)).toEqual([
    ['no schema for apps/v1 Deploymnet'],
    ['no schema for example.com/v1 Thing'],
    [],
  ]);
});
