import { App, Testing } from 'cdk8s';
import {
  type ApplicationFolder,
  ArgoCdChart,
  type ArgoCdChartProps,
} from '../../../constructs/gitops/argocd-chart';
import type { ExternalApplication } from '../../../constructs/gitops/external-application';
import type { KubernetesObject } from '../../../lib/check/deployment-picture';
import { expectValidManifests, type Manifest } from '../../schemas/validate-manifest';
import { listing, objectOf } from '../kubernetes/synthesize';

const object = (apiVersion: string, kind: string, namespace?: string): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'x', ...(namespace === undefined ? {} : { namespace }) },
});
const folder = (objects: readonly KubernetesObject[], name = 'app'): ApplicationFolder => ({
  name,
  namespace: 'apps',
  syncWave: 2,
  objects,
});
const deployment = object('apps/v1', 'Deployment', 'apps');

function synthesize(
  folders: readonly ApplicationFolder[],
  externalApplications: readonly ExternalApplication[] = [],
  changes: Partial<ArgoCdChartProps> = {},
): Manifest[] {
  const props: ArgoCdChartProps = {
    environment: 'test',
    argoCdNamespace: 'argocd',
    repository: 'https://github.com/my-org/gitops',
    revision: 'main',
    environmentPath: 'dist/test',
    folders,
    externalApplications,
    ...changes,
  };
  return Testing.synth(new ArgoCdChart(new App(), props));
}

const project = (objects: readonly KubernetesObject[]) =>
  objectOf(synthesize([folder(objects)]), 'AppProject', 'test').spec;
const kinds = (list: readonly { group: string; kind: string }[] | undefined) =>
  list?.map(({ group, kind }) => `${group}/${kind}`);

describe('ArgoCdChart', () => {
  it('has the root, one project, and an Application for each folder', () => {
    expect(listing(synthesize([folder([deployment]), folder([], 'cluster')]))).toEqual([
      'AppProject test-root',
      'Application test-root',
      'AppProject test',
      'Application app',
      'Application cluster',
    ]);
  });

  it('has a project and an Application for each external application, and leaves the project of the environment alone', () => {
    const external: ExternalApplication = {
      name: 'gpu-operator',
      namespace: 'gpu-operator',
      source: { repository: 'https://helm.ngc.nvidia.com/nvidia', chart: 'gpu-operator', version: 'v26.3.3' },
      syncWave: -5,
      clusterKinds: [],
      objects: [object('v1', 'ConfigMap', 'gpu-operator')],
    };
    const without = synthesize([folder([deployment])]);
    const manifests = synthesize([folder([deployment])], [external]);
    expect(listing(manifests).slice(without.length)).toEqual([
      'AppProject test-gpu-operator',
      'Application gpu-operator',
    ]);
    expect(manifests.slice(0, without.length)).toEqual(without);
    expect(objectOf(manifests, 'Application', 'gpu-operator').spec.sources[1].path).toBe(
      'dist/test/gpu-operator',
    );
  });

  it.each(['app-of-apps', 'application-set'] as const)(
    'has the folders alone without external applications and other folders (%s)',
    (type) => {
      const changes = { type, externalApplications: undefined, otherFolders: undefined };
      const objects = synthesize([folder([deployment])], [], changes);
      expect(objects.map(({ kind }) => kind).slice(2)).toEqual(
        type === 'app-of-apps' ? ['AppProject', 'Application'] : ['AppProject', 'ApplicationSet'],
      );
      if (type === 'application-set') {
        const { directories } = objectOf(objects, 'ApplicationSet').spec.generators[0].git;
        expect(directories).toEqual([{ path: 'dist/test/*' }, { path: 'dist/test/argocd', exclude: true }]);
      }
    },
  );

  it('allows no namespace for an object that states none', () => {
    const { destinations } = project([deployment, object('v1', 'ConfigMap')]);
    expect(destinations.map(({ namespace }: { namespace: string }) => namespace)).toEqual(['apps']);
  });

  it('is valid by independent schemas', () => {
    expectValidManifests(synthesize([folder([deployment, object('v1', 'Namespace')])]));
  });

  it('points each Application at its folder, in its wave', () => {
    const { spec, metadata } = objectOf(synthesize([folder([deployment])]), 'Application', 'app');
    expect([spec.source.path, spec.project, metadata.annotations['argocd.argoproj.io/sync-wave']]).toEqual([
      'dist/test/app',
      'test',
      '2',
    ]);
  });

  it('allows the namespaces that objects are in, besides those of the folders', () => {
    const { destinations } = project([deployment, object('apps/v1', 'DaemonSet', 'gpu-resources')]);
    expect(destinations.map(({ namespace }: { namespace: string }) => namespace)).toEqual([
      'apps',
      'gpu-resources',
    ]);
  });

  it('allows kinds without a namespace that are there, and no others', () => {
    const { clusterResourceWhitelist } = project([deployment, object('v1', 'Namespace')]);
    expect(kinds(clusterResourceWhitelist)).toEqual(['/Namespace']);
  });

  it('takes the scope of an own kind from its definition', () => {
    const definition: KubernetesObject = {
      ...object('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
      spec: { group: 'my.org', scope: 'Cluster', names: { kind: 'Thing' } },
    };
    const { clusterResourceWhitelist } = project([deployment, definition, object('my.org/v1', 'Thing')]);
    expect(kinds(clusterResourceWhitelist)).toEqual([
      'apiextensions.k8s.io/CustomResourceDefinition',
      'my.org/Thing',
    ]);
  });

  it.each([
    ['apps/v1', 'Deployment', ['/Pod', 'apps/Deployment', 'apps/ReplicaSet']],
    ['apps/v1', 'DaemonSet', ['/Pod', 'apps/ControllerRevision', 'apps/DaemonSet']],
    ['v1', 'Service', ['/Endpoints', '/Service', 'discovery.k8s.io/EndpointSlice']],
    ['keda.sh/v1alpha1', 'ScaledObject', ['autoscaling/HorizontalPodAutoscaler', 'keda.sh/ScaledObject']],
    [
      'leaderworkerset.x-k8s.io/v1',
      'LeaderWorkerSet',
      [
        '/Pod',
        '/Service',
        'apps/ControllerRevision',
        'apps/StatefulSet',
        'leaderworkerset.x-k8s.io/LeaderWorkerSet',
      ],
    ],
    ['v1', 'ConfigMap', ['/ConfigMap']],
  ])('with a %s %s shows what its controller makes of it', (apiVersion, kind, expected) => {
    expect(kinds(project([object(apiVersion, kind, 'apps')]).namespaceResourceWhitelist)).toEqual(expected);
  });

  it.each([
    ['apps/v1', 'Deployment', false],
    ['v1', 'Service', false],
    ['networking.k8s.io/v1', 'NetworkPolicy', false],
    ['rbac.authorization.k8s.io/v1', 'Role', false],
    ['keda.sh/v1alpha1', 'ScaledObject', true],
    ['secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', true],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', true],
    ['azmonitoring.coreos.com/v1', 'PodMonitor', true],
  ])('plans with a %s %s missing: %p', (apiVersion, kind, skips) => {
    const manifests = synthesize([folder([object(apiVersion, kind, 'apps')])]);
    const { syncOptions } = objectOf(manifests, 'Application', 'app').spec.syncPolicy;
    expect(syncOptions.includes('SkipDryRunOnMissingResource=true')).toBe(skips);
  });
});

describe('ArgoCdChart with an ApplicationSet', () => {
  const external: ExternalApplication = {
    name: 'langfuse',
    namespace: 'langfuse',
    source: { repository: 'https://langfuse.github.io/langfuse-k8s', chart: 'langfuse', version: '1.5.0' },
    syncWave: 0,
    clusterKinds: [],
  };
  const own: ApplicationFolder = {
    ...folder([object('v1', 'ConfigMap', 'argocd')], 'notifications'),
    namespace: 'argocd',
    ownProject: true,
  };
  const withSet = (changes: Partial<ArgoCdChartProps> = {}) =>
    synthesize([folder([deployment]), folder([], 'cluster'), own], [external], {
      type: 'application-set',
      otherFolders: ['grafana'],
      ...changes,
    });
  const set = (changes: Partial<ArgoCdChartProps> = {}) => objectOf(withSet(changes), 'ApplicationSet');

  it('has one in place of the Applications of folders, and Applications for the rest', () => {
    expect(listing(withSet())).toEqual([
      'AppProject test-root',
      'Application test-root',
      'AppProject test',
      'ApplicationSet test',
      'AppProject test-notifications',
      'Application notifications',
      'AppProject test-langfuse',
      'Application langfuse',
    ]);
  });

  it('is valid by an independent schema', () => expectValidManifests(withSet()));
  it('looks like this', () => expect(set()).toMatchSnapshot());

  it('leaves out what has an Application of its own, and what is none', () => {
    const [{ git }] = set().spec.generators;
    expect(git.directories.filter(({ exclude }: { exclude?: boolean }) => exclude)).toEqual(
      ['argocd', 'grafana', 'langfuse', 'notifications'].map((name) => ({
        path: `dist/test/${name}`,
        exclude: true,
      })),
    );
  });

  it('is never pruned: its Applications would go with it', () => {
    expect(set().metadata.annotations).toEqual({ 'argocd.argoproj.io/sync-options': 'Prune=false' });
  });

  it('keeps all objects running after a deletion with onDelete orphan', () => {
    const { syncPolicy, template } = set({ onDelete: 'orphan' }).spec;
    expect([syncPolicy, template.metadata.finalizers]).toEqual([
      { preserveResourcesOnDeletion: true },
      undefined,
    ]);
  });

  it('names the Applications after the environment where another cluster is synced', () => {
    const { template } = set({ destination: { name: 'my-aks' } }).spec;
    expect([template.metadata.name, template.spec.destination.name]).toEqual([
      'test-{{.path.basename}}',
      'my-aks',
    ]);
  });
});

describe('a folder with a project of its own', () => {
  const own: ApplicationFolder = {
    ...folder([object('v1', 'ConfigMap', 'argocd')], 'notifications'),
    namespace: 'argocd',
    ownProject: true,
  };

  it('does not widen that of the workloads', () => {
    expect(objectOf(synthesize([folder([deployment]), own]), 'AppProject', 'test').spec).toEqual(
      project([deployment]),
    );
  });

  it('may do exactly what is in it', () => {
    const { destinations, namespaceResourceWhitelist } = objectOf(
      synthesize([folder([deployment]), own]),
      'AppProject',
      'test-notifications',
    ).spec;
    expect([destinations, kinds(namespaceResourceWhitelist)]).toEqual([
      [{ server: 'https://kubernetes.default.svc', namespace: 'argocd' }],
      ['/ConfigMap'],
    ]);
  });
});
