import { ArgoApplication, type ArgoApplicationProps } from '../../../constructs/gitops/argo-application';
import type { Manifest } from '../../schemas/validate-manifest';
import { expectValidManifests } from '../../schemas/validate-manifest';
import { synthesize } from '../kubernetes/synthesize';

const minimal: ArgoApplicationProps = {
  name: 'app',
  argoCdNamespace: 'argocd',
  project: 'test',
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  path: 'dist/test/app',
  namespace: 'apps',
};

const all: Required<ArgoApplicationProps> = {
  ...minimal,
  syncWave: 3,
  skipDryRunOnMissingResource: true,
  onDelete: 'orphan',
  protectFromPruning: true,
};

const application = (props: ArgoApplicationProps = minimal): Manifest =>
  synthesize((chart) => new ArgoApplication(chart, 'application', props))[0]!;

describe('ArgoApplication', () => {
  it('is valid by an independent schema', () => {
    expectValidManifests([application(), application(all)]);
  });

  it('with the least', () => expect(application()).toMatchSnapshot());
  it('with everything', () => expect(application(all)).toMatchSnapshot());

  it('syncs by itself, prunes and heals, but never takes an empty folder for a wish', () => {
    expect(application().spec.syncPolicy.automated).toEqual({
      prune: true,
      selfHeal: true,
      allowEmpty: false,
    });
  });

  it('tries again, with a newer commit if there is one', () => {
    expect(application().spec.syncPolicy.retry).toEqual({
      limit: 10,
      refresh: true,
      backoff: { duration: '10s', factor: 2, maxDuration: '3m' },
    });
  });

  it('syncs into the cluster that Argo CD runs in', () => {
    expect(application().spec.destination).toEqual({
      server: 'https://kubernetes.default.svc',
      namespace: 'apps',
    });
  });

  it('takes its objects with it', () => {
    expect(application().metadata.finalizers).toEqual(['resources-finalizer.argocd.argoproj.io']);
  });

  it('leaves its objects if told to', () => {
    expect(application({ ...minimal, onDelete: 'orphan' }).metadata.finalizers).toBeUndefined();
  });

  it('refuses to share an object with another Application', () => {
    expect(application().spec.syncPolicy.syncOptions).toContain('FailOnSharedResource=true');
  });

  it('plans without a kind that is not there yet only if told to', () => {
    const option = 'SkipDryRunOnMissingResource=true';
    expect([
      application().spec.syncPolicy.syncOptions.includes(option),
      application(all).spec.syncPolicy.syncOptions.includes(option),
    ]).toEqual([false, true]);
  });

  it('says its wave as a text: an annotation is one', () => {
    expect(application(all).metadata.annotations['argocd.argoproj.io/sync-wave']).toBe('3');
  });
});
