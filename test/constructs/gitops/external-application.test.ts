import {
  ExternalArgoApplication,
  type ExternalArgoApplicationProps,
} from '../../../constructs/gitops/external-application';
import type { KubernetesObject } from '../../../lib/check/deployment-picture';
import { expectValidManifests } from '../../schemas/validate-manifest';
import { listing, messageOf, objectOf, synthesize } from '../kubernetes/synthesize';

const minimal: ExternalArgoApplicationProps = {
  name: 'langfuse',
  namespace: 'langfuse',
  source: {
    repository: 'https://langfuse.github.io/langfuse-k8s',
    chart: 'langfuse',
    version: '1.5.0',
  },
  syncWave: 1,
  clusterKinds: [],
  environment: 'test',
  argoCdNamespace: 'argocd',
  folder: {
    repository: 'https://github.com/my-org/gitops',
    revision: 'main',
    path: 'dist/test/langfuse',
  },
};
const secrets: KubernetesObject = {
  apiVersion: 'secrets-store.csi.x-k8s.io/v1',
  kind: 'SecretProviderClass',
  metadata: { name: 'langfuse', namespace: 'langfuse' },
};
const all: Required<ExternalArgoApplicationProps> = {
  ...minimal,
  clusterKinds: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }],
  namespaced: true,
  extraNamespaces: ['kube-system'],
  objects: [
    secrets,
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'models' },
    },
  ],
  onDelete: 'orphan',
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
  subscriptions: {
    'notifications.argoproj.io/subscribe.on-deployed.slack': 'deployments',
  },
};

const synth = (props: Partial<ExternalArgoApplicationProps> = {}) =>
  synthesize((chart) => new ExternalArgoApplication(chart, 'external', { ...minimal, ...props }));
const project = (props: Partial<ExternalArgoApplicationProps> = {}) =>
  objectOf(synth(props), 'AppProject').spec;
const application = (props: Partial<ExternalArgoApplicationProps> = {}) =>
  objectOf(synth(props), 'Application');

describe('ExternalArgoApplication', () => {
  it('is a project and an Application, which are valid by independent schemas', () => {
    expect(listing(synth())).toEqual(['AppProject test-langfuse', 'Application langfuse']);
    expectValidManifests([...synth(), ...synth(all)]);
  });

  it('minimal', () => expect(synth()).toMatchSnapshot());
  it('with every prop', () => expect(synth(all)).toMatchSnapshot());

  it('keeps the name of its release in another cluster, where the Application has another name', () => {
    const { metadata, spec } = application({ destination: { name: 'my-aks' } });
    expect([metadata.name, spec.source.helm.releaseName]).toEqual(['test-langfuse', 'langfuse']);
  });

  it('is in its own project', () => expect(application().spec.project).toBe('test-langfuse'));

  it('may be synced from its own repository alone', () => {
    expect(project().sourceRepos).toEqual(['https://langfuse.github.io/langfuse-k8s']);
  });

  it('may be synced from ours too where objects of ours belong to it', () => {
    expect(project({ objects: [secrets] }).sourceRepos).toEqual([
      'https://github.com/my-org/gitops',
      'https://langfuse.github.io/langfuse-k8s',
    ]);
  });

  it('names the whole address of a chart in a registry', () => {
    const source = {
      repository: 'oci://registry.k8s.io/lws/charts',
      chart: 'lws',
      version: '0.9.0',
    };
    expect(project({ source }).sourceRepos).toEqual(['oci://registry.k8s.io/lws/charts/lws']);
  });

  it('writes to its namespaces alone', () => {
    const namespaces = project(all).destinations.map((each: { namespace: string }) => each.namespace);
    expect(namespaces).toEqual(['kube-system', 'langfuse']);
  });

  it('makes no kind without a namespace that is not listed', () => {
    expect(project()).not.toHaveProperty('clusterResourceWhitelist');
  });

  it('makes the kinds without a namespace that are listed, and those in its own folder', () => {
    expect(project(all).clusterResourceWhitelist).toEqual([
      { group: '', kind: 'PersistentVolume' },
      { group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' },
    ]);
  });

  it('makes nothing in its namespace where it has only definitions', () => {
    expect(project({ namespaced: false }).namespaceResourceBlacklist).toEqual([{ group: '*', kind: '*' }]);
  });

  it('makes no namespace: that is a manifest', () => {
    expect(application().spec.syncPolicy.syncOptions).toContain('CreateNamespace=false');
  });

  it('has its folder as a second source only where there is something in it', () => {
    expect([application().spec.sources, application({ objects: [secrets] }).spec.sources[1]]).toEqual([
      undefined,
      {
        repoURL: 'https://github.com/my-org/gitops',
        targetRevision: 'main',
        path: 'dist/test/langfuse',
      },
    ]);
  });

  it('keeps its objects with onDelete orphan', () => {
    expect(application({ onDelete: 'orphan' }).metadata.finalizers).toBeUndefined();
  });

  it('takes a folder of a foreign repository at a release', () => {
    const source = {
      repository: 'https://github.com/kubernetes-sigs/gateway-api',
      revision: 'v1.5.0',
      path: 'config/crd',
    };
    expect(application({ source }).spec.source).toEqual({
      repoURL: 'https://github.com/kubernetes-sigs/gateway-api',
      targetRevision: 'v1.5.0',
      path: 'config/crd',
    });
  });

  it('reports all problems at once', () => {
    const message = messageOf(() =>
      synth({
        name: 'Langfuse',
        extraNamespaces: ['*'],
        source: {
          repository: 'http://x',
          chart: 'langfuse',
          version: '^1.5.0',
          values: { password: 'x' },
        },
        objects: [{ ...secrets, metadata: { name: 'x', namespace: 'other' } }],
      }),
    );
    expect(message).toMatchInlineSnapshot(`
      "6 problems in the external application "Langfuse":

        name: "Langfuse" is invalid: use lower-case letters, digits and '-', starting and ending with a letter or digit. Choose another name.
        extraNamespaces[0]: "*" is invalid: use lower-case letters, digits and '-', starting and ending with a letter or digit. Give the name of a namespace.
        source.repository: "http://x" is not the address of a chart repository. Use an address that starts with https:// or oci://.
        source.version: "^1.5.0" is not a single version, so the chart would change without a commit. Set one version, such as 1.2.3.
        source.values.password: the value is a secret. Store it in Key Vault, and set the name of the Kubernetes Secret: existingSecret, secretKeyRef or the equivalent of the chart.
        objects[0]: "x" is in namespace "other", which the AppProject does not allow. Move it to langfuse or *, or add the namespace to extraNamespaces."
    `);
  });

  it('allows its own namespace alone without extra namespaces', () => {
    const objects = synthesize((chart) => new ExternalArgoApplication(chart, 'application', minimal));
    const { destinations } = objectOf(objects, 'AppProject').spec;
    expect(destinations.map(({ namespace }: { namespace: string }) => namespace)).toEqual(['langfuse']);
  });
});
