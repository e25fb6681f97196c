import { stringify } from 'yaml';
import { applicationEnd } from '../../../../lib/changes/kubernetes/application-ends';
import { objectChanges } from '../../../../lib/changes/kubernetes/object-changes';
import { objectText } from '../../../../lib/changes/kubernetes/object-name';
import { readFiles } from '../../../../lib/check/read-files';

type Manifest = Record<string, unknown>;

const objectsOf = (files: Readonly<Record<string, Manifest>>) =>
  readFiles(
    Object.entries(files).map(([name, object]) => ({ path: `dist/e/${name}.yaml`, text: stringify(object) })),
  ).picture.objects;
const changes = (before: Readonly<Record<string, Manifest>>, after: Readonly<Record<string, Manifest>>) =>
  objectChanges(objectsOf(before), objectsOf(after));

const object = (kind: string, name: string, more: Manifest = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name, namespace: 'default' },
  ...more,
});
const service = (name: string, port = 80) =>
  object('Service', name, {
    spec: { type: 'ClusterIP', selector: { app: name }, ports: [{ name: 'http', port, protocol: 'TCP' }] },
  });

describe('a rename', () => {
  const renames = (before: Readonly<Record<string, Manifest>>, after: Readonly<Record<string, Manifest>>) =>
    changes(before, after).flatMap(({ added }) =>
      added.map(({ renamedFrom, ...each }) => [objectText(each), renamedFrom && objectText(renamedFrom)]),
    );

  it('is found if only the name of the object changes', () => {
    expect(renames({ 'a/s': service('one') }, { 'a/s': service('two') })).toEqual([
      ['Service default/two', 'Service default/one'],
    ]);
  });

  it('is found among several', () => {
    const before = { 'a/1': service('one', 80), 'a/2': service('two', 90) };
    const after = { 'a/1': service('uno', 80), 'a/2': service('due', 90) };
    expect(renames(before, after)).toEqual([
      ['Service default/due', 'Service default/two'],
      ['Service default/uno', 'Service default/one'],
    ]);
  });

  it('needs the same kind and the same content', () => {
    expect(renames({ 'a/s': service('one') }, { 'a/s': object('ConfigMap', 'one') })).toEqual([
      ['ConfigMap default/one', undefined],
    ]);
    const other = object('Service', 'two', {
      spec: { type: 'LoadBalancer', clusterIP: 'None', ports: [{ port: 1 }] },
    });
    expect(renames({ 'a/s': service('one') }, { 'a/s': other })).toEqual([
      ['Service default/two', undefined],
    ]);
  });
});

describe('the loss of a removed claim', () => {
  const claim = object('PersistentVolumeClaim', 'claim', { spec: { volumeName: 'volume' } });
  const volume = (policy?: string): Manifest => ({
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'volume' },
    spec: policy === undefined ? {} : { persistentVolumeReclaimPolicy: policy },
  });
  const loss = (before: Readonly<Record<string, Manifest>>) =>
    changes({ 'a/claim': claim, ...before }, before)[0]!.removed[0]!.loss;

  it.each([
    ['is possible without its volume', {}, 'its data, unless the reclaim policy of its volume is Retain'],
    [
      'is its data with the policy Delete',
      { 'a/v': volume('Delete') },
      'its data, unless the reclaim policy of its volume is Retain',
    ],
    ['is nothing with the policy Retain', { 'a/v': volume('Retain') }, undefined],
    ['is nothing by default for a volume that was created by hand', { 'a/v': volume() }, undefined],
  ])('%s', (_, before, expected) => {
    expect(loss(before)).toBe(expected);
  });
});

describe('an application whose folder is removed', () => {
  const application = (more: Manifest = {}, path = 'dist/e/app'): Manifest => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: 'app',
      namespace: 'argocd',
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
      ...more,
    },
    spec: { source: { path } },
  });
  const set = (spec: Manifest): Manifest => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'apps', namespace: 'argocd' },
    spec,
  });
  const finalizers = {
    template: { metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io/background'] } },
  };
  const end = (before: Readonly<Record<string, Manifest>>, after: Readonly<Record<string, Manifest>> = {}) =>
    applicationEnd('dist/e/app', objectsOf(before), objectsOf(after)).how;

  it.each([
    ['is deleted with its objects', { 'argocd/a': application() }, {}, 'deleted'],
    [
      'leaves its objects without a finalizer',
      { 'argocd/a': application({ finalizers: [] }) },
      {},
      'orphaned',
    ],
    [
      'cannot sync if its Application stays',
      { 'argocd/a': application() },
      { 'argocd/a': application() },
      'left',
    ],
    [
      'is deleted if its Application reads another folder',
      { 'argocd/a': application() },
      { 'argocd/a': application({}, 'dist/e/b') },
      'deleted',
    ],
    ['belongs to a set', { 'argocd/s': set(finalizers) }, { 'argocd/s': set(finalizers) }, 'deleted'],
    [
      'belongs to a set that preserves objects',
      { 'argocd/s': set({ ...finalizers, syncPolicy: { preserveResourcesOnDeletion: true } }) },
      {},
      'orphaned',
    ],
    ['belongs to a set without a finalizer', { 'argocd/s': set({}) }, {}, 'orphaned'],
    ['is unknown without an Application', {}, {}, 'unknown'],
  ])('%s', (_, before, after, how) => {
    expect(end(before as never, after as never)).toBe(how);
  });
});

it('objects outside of an application are reported as well', () => {
  const files = (value: string) =>
    readFiles([{ path: 'k8s/a.yaml', text: stringify(object('ConfigMap', 'a', { data: { a: value } })) }])
      .picture.objects;
  expect(objectChanges(files('1'), files('2'))).toMatchObject([
    { application: '', is: 'changed', changed: [{ name: 'a' }] },
  ]);
});

describe('an object that its annotations recreate', () => {
  const workload = (kind: string, replicas: number): Manifest => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: {
      name: 'app',
      namespace: 'default',
      annotations: { 'argocd.argoproj.io/sync-options': 'Force=true,Replace=true' },
    },
    spec: { replicas, template: { spec: { containers: [{ name: 'app' }] } } },
  });
  const restarts = (kind: string) =>
    changes({ 'a/w': workload(kind, 1) }, { 'a/w': workload(kind, 2) }).flatMap(({ changed }) =>
      changed.map(({ restart }) => restart?.when),
    );

  it('restarts its pods after any change', () => {
    expect(restarts('Deployment')).toEqual(['now']);
    expect(restarts('StatefulSet')).toEqual(['now']);
  });

  it('does not restart pods of other objects or pods that complete', () => {
    expect(restarts('Service')).toEqual([undefined]);
    expect(restarts('CronJob')).toEqual([undefined]);
  });
});

describe('an empty value that replaces a missing one', () => {
  const of = (container: object, kind = 'Deployment', apiVersion = 'apps/v1') => ({
    'a/d': {
      apiVersion,
      kind,
      metadata: { name: 'app', namespace: 'default' },
      spec: { template: { spec: { containers: [{ name: 'app', ...container }] } } },
    },
  });

  it.each([
    ['no variables', { env: [] }],
    ['no mounts', { volumeMounts: [] }],
    ['no resources', { resources: {} }],
    ['resources without values', { resources: { limits: {}, requests: {} } }],
  ])('is no change: %s', (_, fields) => {
    expect(changes(of({}), of(fields))).toEqual([]);
    expect(changes(of(fields), of({}))).toEqual([]);
  });

  it('is no change inside resources', () => {
    const requests = { cpu: '1' };
    expect(changes(of({ resources: { requests } }), of({ resources: { requests, limits: {} } }))).toEqual([]);
  });

  it('is a change if it has a meaning or is in a custom resource', () => {
    expect(changes(of({}), of({ securityContext: {} }))).toHaveLength(1);
    expect(changes(of({}), of({ resources: { limits: { cpu: 1 } } }))).toHaveLength(1);
    expect(changes(of({}, 'App', 'example.com/v1'), of({ env: [] }, 'App', 'example.com/v1'))).toHaveLength(
      1,
    );
  });
});
