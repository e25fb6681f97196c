import { stringify } from 'yaml';
import { environmentChanges } from '../../../../lib/changes/environment-changes';
import { risksOf } from '../../../../lib/changes/report/risks';

type Manifest = Record<string, unknown> & { readonly kind: string };

const object = (kind: string, content: object = {}, annotations: object = {}): Manifest => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'source', namespace: 'default', annotations },
  ...content,
});
const workload = (spec: object, kind = 'Deployment', namespace = 'default'): Manifest => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: { name: 'app', namespace },
  spec: { template: { spec: { containers: [{ name: 'app' }], ...spec } } },
});
const container = (fields: object) => ({ containers: [{ name: 'app', ...fields }] });
const volume = (fields: object) => ({ volumes: [{ name: 'volume', ...fields }] });

function risks(before: readonly Manifest[], after: readonly Manifest[], kinds = ['broken']) {
  const [old, now] = [before, after].map((objects, side) => ({
    checkout: String(side),
    stacks: [],
    definitions: { terraform: undefined, manifests: undefined },
    hasTerraform: false,
    isAbandoned: false,
    manifests: objects.map((each, index) => ({ path: `dist/e/app/${index}.yaml`, text: stringify(each) })),
  }));
  return risksOf(environmentChanges('e', old!, now!))
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ what, why }) =>
      [what, why].map((text) => text.map((part) => (typeof part === 'string' ? part : part.code)).join('')),
    );
}

const config = object('ConfigMap');
const secret = object('Secret');
const reading = container({ envFrom: [{ configMapRef: { name: 'source' } }] });

it.each<[how: string, source: Manifest, spec: object]>([
  ['all its keys as variables', config, reading],
  [
    'a variable',
    config,
    container({ env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'source', key: 'a' } } }] }),
  ],
  ['a volume', config, volume({ configMap: { name: 'source' } })],
  ['a projected volume', config, volume({ projected: { sources: [{ configMap: { name: 'source' } }] } })],
  ['variables of a Secret', secret, container({ envFrom: [{ secretRef: { name: 'source' } }] })],
  [
    'a variable of a Secret',
    secret,
    container({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'source', key: 'a' } } }] }),
  ],
  ['a volume of a Secret', secret, volume({ secret: { secretName: 'source' } })],
  [
    'a projected volume of a Secret',
    secret,
    volume({ projected: { sources: [{ secret: { name: 'source' } }] } }),
  ],
  [
    'an init container',
    config,
    { initContainers: [{ name: 'init', envFrom: [{ configMapRef: { name: 'source' } }] }] },
  ],
  [
    'a SecretProviderClass',
    object('SecretProviderClass'),
    volume({ csi: { volumeAttributes: { secretProviderClass: 'source' } } }),
  ],
  ['a ServiceAccount', object('ServiceAccount'), { serviceAccountName: 'source' }],
  ['a claim', object('PersistentVolumeClaim'), volume({ persistentVolumeClaim: { claimName: 'source' } })],
])('a pod fails if its template still has %s', (_, source, spec) => {
  expect(risks([source, workload(spec)], [workload(spec)])).toEqual([
    ['Deployment default/app', `${source.kind} default/source is removed, and their pods still reference it`],
  ]);
});

it.each<[what: string, before: readonly Manifest[], after: readonly Manifest[]]>([
  ['that no longer references it', [config, workload(reading)], [workload({})]],
  ['that is removed as well', [config, workload(reading)], [workload({}, 'DaemonSet')]],
  [
    'of another namespace',
    [config, workload(reading, 'Deployment', 'other')],
    [workload(reading, 'Deployment', 'other')],
  ],
  [
    'for which it is optional',
    [config, workload(container({ envFrom: [{ configMapRef: { name: 'source', optional: true } }] }))],
    [workload(container({ envFrom: [{ configMapRef: { name: 'source', optional: true } }] }))],
  ],
  ['whose source never existed', [workload(reading)], [workload(reading)]],
  [
    'whose source stays in the cluster',
    [object('ConfigMap', {}, { 'argocd.argoproj.io/sync-options': 'Prune=false' }), workload(reading)],
    [workload(reading)],
  ],
  [
    'whose Secret the CSI driver creates from now on',
    [secret, workload(volume({ secret: { secretName: 'source' } }))],
    [
      object('SecretProviderClass', { spec: { secretObjects: [{ secretName: 'source' }] } }),
      workload(volume({ secret: { secretName: 'source' } })),
    ],
  ],
])('the report ignores a workload %s', (_, before, after) => {
  expect(risks(before, after)).toEqual([]);
});

describe('a workload of another kind under the same name', () => {
  it('is a risk with its old kind', () => {
    expect(risks([workload({})], [workload({}, 'StatefulSet')], ['replaced'])).toEqual([
      ['StatefulSet default/app', 'it was Deployment default/app'],
    ]);
  });

  it('is no risk if one side has both', () => {
    const both = [workload({}), workload({}, 'StatefulSet')];
    expect(risks([workload({})], both, ['replaced'])).toEqual([]);
    expect(risks(both, [workload({})], ['replaced'])).toEqual([]);
  });

  it('is no risk in another namespace', () => {
    expect(risks([workload({})], [workload({}, 'StatefulSet', 'other')], ['replaced'])).toEqual([]);
  });
});
