import { ArgoProject, type ArgoProjectProps } from '../../../constructs/gitops/argo-project';
import type { Manifest } from '../../schemas/validate-manifest';
import { expectValidManifests } from '../../schemas/validate-manifest';
import { messageOf, synthesize } from '../kubernetes/synthesize';

const minimal: ArgoProjectProps = {
  name: 'test',
  argoCdNamespace: 'argocd',
  description: 'The workloads of test.',
  repositories: ['https://github.com/my-org/gitops'],
  namespaces: ['apps'],
  namespacedKinds: [{ group: 'apps', kind: 'Deployment' }],
};

const all: Required<ArgoProjectProps> = {
  ...minimal,
  clusterKinds: [{ group: '', kind: 'Namespace' }],
  syncWave: -5,
  protectFromPruning: true,
  destination: { name: 'my-aks' },
  syncWindows: [
    {
      kind: 'deny',
      schedule: '0 18 * * 5',
      duration: '62h',
      timeZone: 'Asia/Seoul',
      applications: ['*'],
      manualSync: true,
    },
  ],
  warnOfOrphans: true,
  subscriptions: { 'notifications.argoproj.io/subscribe.on-deployed.slack': 'deployments' },
};

const project = (props: ArgoProjectProps = minimal): Manifest =>
  synthesize((chart) => new ArgoProject(chart, 'project', props))[0]!;

describe('ArgoProject', () => {
  it('is valid by an independent schema', () => {
    expectValidManifests([project(), project(all)]);
  });

  it('with the minimal props', () => expect(project()).toMatchSnapshot());
  it('with all props', () => expect(project(all)).toMatchSnapshot());

  it.each<[string, Partial<ArgoProjectProps>]>([
    ['a repository', { repositories: ['https://github.com/my-org/*'] }],
    ['a namespace', { namespaces: ['*'] }],
    ['a kind', { namespacedKinds: [{ group: 'apps', kind: '*' }] }],
    ['a group', { clusterKinds: [{ group: '*', kind: 'Namespace' }] }],
  ])('refuses a wildcard for %s', (_, change) => {
    expect(messageOf(() => project({ ...minimal, ...change }))).toContain('has the wildcard');
  });

  it('refuses an empty list of kinds, which Argo CD reads as all kinds', () => {
    expect(messageOf(() => project({ ...minimal, namespacedKinds: [] }))).toContain(
      'which Argo CD reads as "all kinds"',
    );
  });

  it('allows all kinds in its namespaces with namespacedKinds any', () => {
    expect(project({ ...minimal, namespacedKinds: 'any' }).spec).not.toHaveProperty(
      'namespaceResourceWhitelist',
    );
  });

  it('allows no cluster-scoped kind by default', () => {
    expect(project().spec.clusterResourceWhitelist).toBeUndefined();
  });

  it('allows the namespaces of another cluster', () => {
    expect(project({ ...minimal, destination: { name: 'my-aks' } }).spec.destinations).toEqual([
      { name: 'my-aks', namespace: 'apps' },
    ]);
  });

  it('warns about orphaned objects only if the prop is set', () => {
    expect([
      project().spec.orphanedResources,
      project({ ...minimal, warnOfOrphans: true }).spec.orphanedResources,
    ]).toEqual([undefined, { warn: true }]);
  });

  it('subscribes the recipients of notifications', () => {
    expect(project(all).metadata.annotations).toHaveProperty(
      ['notifications.argoproj.io/subscribe.on-deployed.slack'],
      'deployments',
    );
  });

  it('syncs before its Applications', () => {
    expect(project().metadata.annotations['argocd.argoproj.io/sync-wave']).toBe('-10');
  });

  it('has a finalizer, so it stays until no Application references it', () => {
    expect(project().metadata.finalizers).toEqual(['resources-finalizer.argocd.argoproj.io']);
  });

  it('lists each repository and namespace once, sorted', () => {
    const { spec } = project({ ...minimal, namespaces: ['b', 'a', 'b'] });
    expect(spec.destinations.map(({ namespace }: { namespace: string }) => namespace)).toEqual(['a', 'b']);
  });
});
