import { stringify } from 'yaml';
import { objectChanges } from '../../../../lib/changes/kubernetes/object-changes';
import { stalePods } from '../../../../lib/changes/kubernetes/stale-pods';
import { readFiles } from '../../../../lib/check/read-files';

type Manifest = Record<string, unknown> & { readonly kind: string };

const metadata = <T extends object>(name: string, more: T = {} as T) => ({
  name,
  namespace: 'default',
  ...more,
});
const source = (kind: string, content: object): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: metadata('source'),
  ...content,
});
const workload = (spec: object, kind = 'Deployment', namespace = 'default'): Manifest => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'app', namespace },
  spec: { template: { spec: { containers: [{ name: 'app' }], ...spec } } },
});
const container = (fields: object) => ({ containers: [{ name: 'app', ...fields }] });
const mounting = (volume: object, mount: object = {}) => ({
  ...container({ volumeMounts: [{ name: 'volume', mountPath: '/etc/app', ...mount }] }),
  volumes: [{ name: 'volume', ...volume }],
});

function stale(before: readonly Manifest[], after: readonly Manifest[]) {
  const pictures = [before, after].map(
    (objects) =>
      readFiles(objects.map((each, index) => ({ path: `dist/e/app/${index}.yaml`, text: stringify(each) })))
        .picture,
  );
  const changes = objectChanges(pictures[0]!.objects, pictures[1]!.objects);
  return stalePods(pictures[1]!, changes).map(({ workload: name, source: from, uses }) => [
    name,
    from,
    ...uses,
  ]);
}

const config = (value: string) => source('ConfigMap', { data: { a: value } });
const secret = (value: string) => source('Secret', { stringData: { a: value } });
const classOf = (vault: string) =>
  source('SecretProviderClass', {
    spec: { parameters: { vault }, secretObjects: [{ secretName: 'synced' }] },
  });
const account = (id: string) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: metadata('source', { annotations: { 'azure.workload.identity/client-id': id } }),
});

it.each<[use: string, what: string, before: Manifest, after: Manifest, spec: object]>([
  [
    'environment',
    'a variable from a ConfigMap',
    config('1'),
    config('2'),
    container({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'source', key: 'a' } } }] }),
  ],
  [
    'environment',
    'all keys of a ConfigMap',
    config('1'),
    config('2'),
    container({ envFrom: [{ configMapRef: { name: 'source' } }] }),
  ],
  [
    'environment',
    'a variable from a Secret',
    secret('1'),
    secret('2'),
    container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'source', key: 'a' } } }] }),
  ],
  [
    'environment',
    'a variable of an init container',
    config('1'),
    config('2'),
    { initContainers: [{ name: 'init', envFrom: [{ configMapRef: { name: 'source' } }] }] },
  ],
  ['file', 'a volume', config('1'), config('2'), mounting({ configMap: { name: 'source' } })],
  ['file', 'a volume of a Secret', secret('1'), secret('2'), mounting({ secret: { secretName: 'source' } })],
  [
    'file',
    'a projected volume',
    config('1'),
    config('2'),
    mounting({ projected: { sources: [{ configMap: { name: 'source' } }] } }),
  ],
  [
    'sub-path',
    'a subPath of a volume',
    config('1'),
    config('2'),
    mounting({ configMap: { name: 'source' } }, { subPath: 'a' }),
  ],
  [
    'mount',
    'a SecretProviderClass',
    classOf('1'),
    classOf('2'),
    mounting({ csi: { volumeAttributes: { secretProviderClass: 'source' } } }),
  ],
  [
    'environment',
    'a Secret that the CSI driver creates for a class',
    classOf('1'),
    classOf('2'),
    container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'synced', key: 'a' } } }] }),
  ],
  ['account', 'an identity', account('1'), account('2'), { serviceAccountName: 'source' }],
])('%s: %s', (use, _, before, after, spec) => {
  expect(stale([before, workload(spec)], [after, workload(spec)])).toEqual([
    ['Deployment default/app', `${after.kind} default/source`, use],
  ]);
});

const reading = container({ envFrom: [{ configMapRef: { name: 'source' } }] });

it.each<[what: string, before: readonly Manifest[], after: readonly Manifest[]]>([
  [
    'whose pods restart',
    [config('1'), workload(reading)],
    [config('2'), workload({ ...reading, priority: 1 })],
  ],
  ['that is new', [config('1')], [config('2'), workload(reading)]],
  ['that completes', [config('1'), workload(reading, 'Job')], [config('2'), workload(reading, 'Job')]],
  [
    'of another namespace',
    [config('1'), workload(reading, 'Deployment', 'other')],
    [config('2'), workload(reading, 'Deployment', 'other')],
  ],
  ['that reads another object', [config('1'), workload({})], [config('2'), workload({})]],
  [
    'whose source changes only its labels',
    [config('1'), workload(reading)],
    [{ ...config('1'), metadata: metadata('source', { labels: { a: '1' } }) }, workload(reading)],
  ],
  [
    'whose ServiceAccount changes its owner and keeps its identity',
    [account('1'), workload({ serviceAccountName: 'source' })],
    [
      {
        ...account('1'),
        metadata: metadata('source', { annotations: { ...account('1').metadata.annotations, owner: 'a' } }),
      },
      workload({ serviceAccountName: 'source' }),
    ],
  ],
])('the report ignores a workload %s', (_, before, after) => {
  expect(stale(before, after)).toEqual([]);
});

it('the leader and the workers of a group are one workload', () => {
  const template = { spec: reading };
  const group = {
    apiVersion: 'leaderworkerset.x-k8s.io/v1',
    kind: 'LeaderWorkerSet',
    metadata: metadata('app'),
    spec: { leaderWorkerTemplate: { size: 2, leaderTemplate: template, workerTemplate: template } },
  };
  expect(stale([config('1'), group], [config('2'), group])).toEqual([
    ['LeaderWorkerSet default/app', 'ConfigMap default/source', 'environment'],
  ]);
});
