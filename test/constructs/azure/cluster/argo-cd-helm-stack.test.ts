import { App } from 'cdktf';
import {
  ArgoCdHelmStack,
  type ArgoCdHelmStackProps,
} from '../../../../constructs/azure/cluster/argo-cd-helm-stack';
import { configureAzureStack } from '../../../../constructs/azure/stack/azure-provider';
import { ReadableStack } from '../../../../constructs/azure/stack/readable-logical-ids';
import { rootManifests } from '../../../../constructs/gitops/root-manifests';
import { charts } from '../../../../lib/facts/versions';
import { type Json, readStack } from '../synthesize';

describe('ArgoCdHelmStack', () => {
  const root = rootManifests({
    environment: 'production',
    argoCdNamespace: 'argocd',
    repository: 'https://github.com/my-org/gitops',
    revision: 'main',
    environmentPath: 'dist/production',
  });

  function helmStack(props: Partial<ArgoCdHelmStackProps> = {}): Json {
    const app = new App({ stackTraces: false });
    const clusterStack = new ReadableStack(app, 'production');
    return readStack(
      new ArgoCdHelmStack(app, 'production-argocd', {
        clusterName: 'my-aks',
        resourceGroupName: 'my-rg',
        root,
        configure: (stack) =>
          configureAzureStack(stack, {
            subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
            tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
          }),
        clusterStack,
        ...props,
      }),
    );
  }

  const values = (name: string, props: Partial<ArgoCdHelmStackProps> = {}): Json =>
    JSON.parse(helmStack(props).resource.helm_release[name].values[0]);

  it('minimal', () => {
    const { resource, provider } = helmStack({ clusterStack: undefined });
    expect([resource, provider.helm]).toMatchSnapshot();
  });

  it('with every prop', () => {
    const app = new App({ stackTraces: false });
    const props: Required<ArgoCdHelmStackProps> = {
      clusterName: 'my-aks',
      resourceGroupName: 'my-rg',
      namespace: 'gitops',
      chartVersion: '10.8.2',
      notificationsFromGit: true,
      root,
      configure: (stack) =>
        configureAzureStack(stack, {
          subscriptionId: '5c1d2a74-93e8-4b06-a1f5-7d20c6e8b394',
          tenantId: 'e2b7f8a0-46d1-4c3e-9f52-18a5d0c7b63e',
        }),
      clusterStack: new ReadableStack(app, 'production'),
    };
    expect(readStack(new ArgoCdHelmStack(app, 'production-argocd', props)).resource).toMatchSnapshot();
  });

  it('installs pinned charts, the applications after Argo CD', () => {
    const releases = helmStack().resource.helm_release;
    expect([releases['argo-cd'].version, releases['root-application'].version]).toEqual([
      charts.argoCd.version,
      charts.argoCdApps.version,
    ]);
    expect(releases['root-application'].depends_on).toEqual(['helm_release.argo-cd']);
  });

  it('gives a root without annotations and finalizers none', () => {
    const withoutMetadata = ({ spec }: ArgoCdHelmStackProps['root']['project'], name: string) => ({
      metadata: { name },
      spec,
    });
    const bare = {
      project: withoutMetadata(root.project, 'bare'),
      application: withoutMetadata(root.application, 'bare'),
    };
    const { projects, applications } = values('root-application', { root: bare });
    for (const entry of [projects.bare, applications.bare]) {
      expect(entry).toMatchObject({ additionalAnnotations: {}, finalizers: [] });
    }
  });

  it('takes another version and namespace', () => {
    const release = helmStack({ chartVersion: '10.8.2', namespace: 'gitops' }).resource.helm_release[
      'argo-cd'
    ];
    expect([release.version, release.namespace]).toEqual(['10.8.2', 'gitops']);
  });

  it('signs in with Entra ID: no password, no certificate of a user', () => {
    const { kubernetes } = helmStack().provider.helm[0];
    expect(Object.keys(kubernetes).sort()).toEqual(['cluster_ca_certificate', 'exec', 'host']);
    expect(kubernetes.exec.command).toBe('kubelogin');
  });

  it('brings the root application that dist/ has, by its spec', () => {
    const { projects, applications } = values('root-application');
    expect(applications['production-root']).toMatchObject(root.application.spec);
    expect(projects['production-root']).toMatchObject(root.project.spec);
    expect(applications['production-root'].source).toEqual({
      repoURL: 'https://github.com/my-org/gitops',
      targetRevision: 'main',
      path: 'dist/production/argocd',
    });
  });

  // Templates of argocd-apps 2.0/2.1, argoproj/argo-helm (2026-11): a field that they do not name is dropped without a word.
  it('has only fields that the chart renders', () => {
    const { projects, applications } = values('root-application');
    const metadata = ['namespace', 'additionalAnnotations', 'finalizers'];
    const ofProject = ['description', 'sourceRepos', 'destinations', 'namespaceResourceWhitelist'];
    const ofApplication = ['project', 'source', 'destination', 'syncPolicy'];
    expect(Object.keys(projects['production-root']).sort()).toEqual([...metadata, ...ofProject].sort());
    expect(Object.keys(applications['production-root']).sort()).toEqual(
      [...metadata, ...ofApplication].sort(),
    );
  });

  it('keeps the annotations and finalizers of dist/, under the names of the chart', () => {
    const { projects, applications } = values('root-application');
    expect([
      applications['production-root'].additionalAnnotations,
      projects['production-root'].finalizers,
    ]).toEqual([root.application.metadata['annotations'], root.project.metadata['finalizers']]);
  });

  it('puts the objects into the namespace of Argo CD', () => {
    const { projects, applications } = values('root-application', { namespace: 'gitops' });
    expect([projects['production-root'].namespace, applications['production-root'].namespace]).toEqual([
      'gitops',
      'gitops',
    ]);
  });

  it('is deployed after the stack of the cluster', () => {
    const app = new App({ stackTraces: false });
    const clusterStack = new ReadableStack(app, 'production');
    const stack = new ArgoCdHelmStack(app, 'production-argocd', {
      clusterName: 'my-aks',
      resourceGroupName: 'my-rg',
      root,
      configure: (self) => configureAzureStack(self, { subscriptionId: 's', tenantId: 't' }),
      clusterStack,
    });
    expect(stack.dependencies).toEqual([clusterStack]);
  });

  it('asks for a token for the AKS server, of the user who is signed in', () => {
    expect(helmStack().provider.helm[0].kubernetes.exec.args).toEqual([
      'get-token',
      '--login',
      'azurecli',
      '--server-id',
      '6dae42f8-4368-4678-94ff-3960e28e3630',
    ]);
  });

  it('passes no Terraform placeholder to Helm', () => {
    expect(JSON.stringify([values('argo-cd'), values('root-application')])).not.toContain('${');
  });

  it('takes any helm provider of 3.x', () => {
    expect(helmStack().terraform.required_providers.helm.version).toBe('>= 3.1.1, < 4.0.0');
  });
});
