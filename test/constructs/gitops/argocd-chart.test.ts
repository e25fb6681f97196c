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
): Manifest[] {
  const props: Required<ArgoCdChartProps> = {
    environment: 'test',
    argoCdNamespace: 'argocd',
    repository: 'https://github.com/my-org/gitops',
    revision: 'main',
    environmentPath: 'dist/test',
    folders,
    externalApplications,
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
