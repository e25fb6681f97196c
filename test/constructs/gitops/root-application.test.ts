import { RootApplication, type RootApplicationProps } from '../../../constructs/gitops/root-application';
import { rootManifests } from '../../../constructs/gitops/root-manifests';
import { expectValidManifests } from '../../schemas/validate-manifest';
import { listing, objectOf, synthesize } from '../kubernetes/synthesize';

const props: RootApplicationProps = {
  environment: 'test',
  argoCdNamespace: 'argocd',
  repository: 'https://github.com/my-org/gitops',
  revision: 'main',
  environmentPath: 'dist/test',
};

const objects = synthesize((chart) => new RootApplication(chart, 'root', props));
const project = objectOf(objects, 'AppProject');
const application = objectOf(objects, 'Application');

describe('RootApplication', () => {
  it('is a project and an Application', () => {
    expect(listing(objects)).toEqual(['AppProject test-root', 'Application test-root']);
  });

  it('is valid by an independent schema', () => expectValidManifests(objects));

  it('points at the folder of the Applications', () => {
    expect(application.spec.source).toEqual({
      repoURL: 'https://github.com/my-org/gitops',
      targetRevision: 'main',
      path: 'dist/test/argocd',
    });
  });

  it("may make Applications and projects in Argo CD's namespace, and nothing else", () => {
    expect(project.spec).toEqual({
      description: 'The Applications and projects of test.',
      sourceRepos: ['https://github.com/my-org/gitops'],
      destinations: [{ server: 'https://kubernetes.default.svc', namespace: 'argocd' }],
      namespaceResourceWhitelist: [
        { group: 'argoproj.io', kind: 'AppProject' },
        { group: 'argoproj.io', kind: 'Application' },
      ],
    });
  });

  it('may make an ApplicationSet only where there is one', () => {
    const withSet = synthesize(
      (chart) => new RootApplication(chart, 'root', { ...props, type: 'application-set' }),
    );
    expect(objectOf(withSet, 'AppProject').spec.namespaceResourceWhitelist).toContainEqual({
      group: 'argoproj.io',
      kind: 'ApplicationSet',
    });
  });

  it('is in its own project', () => {
    expect(application.spec.project).toBe(project.metadata.name);
  });

  it('cannot prune itself: both files gone from Git do not take everything down', () => {
    expect(objects.map(({ metadata }) => metadata.annotations['argocd.argoproj.io/sync-options'])).toEqual([
      'Prune=false',
      'Prune=false',
    ]);
  });

  it('leaves the other Applications when it is deleted', () => {
    expect(application.metadata.finalizers).toBeUndefined();
  });

  it('is, as plain JSON for Helm, the same two objects', () => {
    const manifests = rootManifests(props);
    expect([manifests.project, manifests.application]).toEqual([project, application]);
  });

  it('is, as plain JSON, had without loading cdk8s', () => {
    jest.isolateModules(() => {
      jest.doMock('cdk8s', () => {
        throw new Error('cdk8s was loaded');
      });
      require('../../../constructs/gitops/root-manifests');
    });
  });
});
