import { ArgoApplication, type ArgoApplicationProps } from '../../../constructs/gitops/argo-application';
import type { ChartSource, GitSource } from '../../../lib/engine/charts/application-source';
import type { Manifest } from '../../schemas/validate-manifest';
import { expectValidManifests } from '../../schemas/validate-manifest';
import { synthesize } from '../kubernetes/synthesize';

const folder: GitSource = {
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  path: 'dist/test/app',
};
const chart: ChartSource = { repository: 'https://charts.example.com', chart: 'app', version: '1.2.3' };

const minimal: ArgoApplicationProps = {
  name: 'app',
  argoCdNamespace: 'argocd',
  project: 'test',
  sources: [folder],
  namespace: 'apps',
};

const all: Required<ArgoApplicationProps> = {
  ...minimal,
  sources: [
    { ...chart, releaseName: 'my-app', values: { replicas: 2, list: ['a'] }, skipCrds: true },
    { ...folder, path: 'dist/test/chart' },
  ],
  watchFolderOnly: true,
  syncWave: 3,
  skipDryRunOnMissingResource: true,
  onDelete: 'orphan',
  protectFromPruning: true,
  destination: { name: 'my-aks' },
};

const application = (props: ArgoApplicationProps = minimal): Manifest =>
  synthesize((chart) => new ArgoApplication(chart, 'application', props))[0]!;

describe('ArgoApplication', () => {
  it('is valid by an independent schema', () => {
    expectValidManifests([application(), application(all)]);
  });

  it('with the minimal props', () => expect(application()).toMatchSnapshot());
  it('with all props', () => expect(application(all)).toMatchSnapshot());

  it('syncs automatically with prune and self-heal, and never syncs an empty folder', () => {
    expect(application().spec.syncPolicy.automated).toEqual({
      prune: true,
      selfHeal: true,
      allowEmpty: false,
    });
  });

  it('retries, with a newer commit if one exists', () => {
    expect(application().spec.syncPolicy.retry).toEqual({
      limit: 10,
      refresh: true,
      backoff: { duration: '10s', factor: 2, maxDuration: '3m' },
    });
  });

  it.each([
    ['cascade', ['resources-finalizer.argocd.argoproj.io']],
    ['background', ['resources-finalizer.argocd.argoproj.io/background']],
    ['orphan', undefined],
  ] as const)('on deletion: %s', (onDelete, finalizers) => {
    expect(application({ ...minimal, onDelete }).metadata.finalizers).toEqual(finalizers);
  });

  it.each([{ name: 'my-aks' }, { server: 'https://my-aks.example.com:443' }])(
    'syncs into another cluster: %p',
    (destination) => {
      expect(application({ ...minimal, destination }).spec.destination).toEqual({
        ...destination,
        namespace: 'apps',
      });
    },
  );

  it('syncs into the cluster of Argo CD by default', () => {
    expect(application().spec.destination).toEqual({
      server: 'https://kubernetes.default.svc',
      namespace: 'apps',
    });
  });

  it('deletes its objects together with the Application by default', () => {
    expect(application().metadata.finalizers).toEqual(['resources-finalizer.argocd.argoproj.io']);
  });

  it('keeps its objects with onDelete orphan', () => {
    expect(application({ ...minimal, onDelete: 'orphan' }).metadata.finalizers).toBeUndefined();
  });

  it('fails on an object that another Application owns', () => {
    expect(application().spec.syncPolicy.syncOptions).toContain('FailOnSharedResource=true');
  });

  it('skips the dry run of missing kinds only if the prop is set', () => {
    const option = 'SkipDryRunOnMissingResource=true';
    expect([
      application().spec.syncPolicy.syncOptions.includes(option),
      application(all).spec.syncPolicy.syncOptions.includes(option),
    ]).toEqual([false, true]);
  });

  const sourceOf = (source: ChartSource | GitSource) =>
    application({ ...minimal, sources: [source] }).spec.source;

  it('renders a chart by name and version, without its tests, with its own release name', () => {
    expect(sourceOf(chart)).toEqual({
      repoURL: 'https://charts.example.com',
      chart: 'app',
      targetRevision: '1.2.3',
      helm: { releaseName: 'app', skipTests: true },
    });
  });

  it('uses the full address of a chart in a registry, which needs no registered repository', () => {
    expect(
      sourceOf({ repository: 'oci://registry.k8s.io/lws/charts', chart: 'lws', version: '0.9.0' }),
    ).toEqual({
      repoURL: 'oci://registry.k8s.io/lws/charts/lws',
      path: '.',
      targetRevision: '0.9.0',
      helm: { releaseName: 'app', skipTests: true },
    });
  });

  it('passes values unchanged', () => {
    const values = { nodeSelector: { sku: 'gpu' }, empty: {}, off: false };
    expect(sourceOf({ ...chart, values }).helm.valuesObject).toEqual(values);
  });

  it('has one source or a list of them, never both', () => {
    const keys = (props: ArgoApplicationProps) =>
      Object.keys(application(props).spec).filter((key) => key.startsWith('source'));
    expect([keys(minimal), keys(all)]).toEqual([['source'], ['sources']]);
  });

  it('watches only its own folder unless watchFolderOnly is false', () => {
    const annotation = 'argocd.argoproj.io/manifest-generate-paths';
    const annotations = (props: ArgoApplicationProps) => application(props).metadata.annotations;
    expect([
      annotations(minimal)[annotation],
      annotations({ ...minimal, watchFolderOnly: false })[annotation],
    ]).toEqual(['.', undefined]);
  });

  it('writes the sync wave as a string, as annotations require', () => {
    expect(application(all).metadata.annotations['argocd.argoproj.io/sync-wave']).toBe('3');
  });
});
