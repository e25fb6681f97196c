import type { GitOpsDefinition } from '../../lib/definition/gitops-definition';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import { synthesized } from '../links/synthesized';
import { fullPlatform } from '../platforms/small-platform';
import { expectValidManifests, type Manifest } from '../schemas/validate-manifest';

const notifications = {
  slack: { channel: 'deployments', tokenSecret: 'slack-token' },
  webhook: { urlSecret: 'hook-address', tokenSecret: 'hook-token' },
};
const withGitOps = (gitOps: Partial<GitOpsDefinition>): PlatformDefinition => ({
  ...fullPlatform,
  gitOps: { ...fullPlatform.gitOps, ...gitOps },
});
const deployment = synthesized(withGitOps({ notifications }));
const inFolder = deployment.objects.filter(({ file }) => file.startsWith('notifications/'));
const find = (kind: string, name: string) =>
  deployment.objects
    .map(({ object }) => object as unknown as Manifest)
    .find((each) => each.kind === kind && each.metadata.name === name)!;

describe('notifications', () => {
  it('are valid by independent schemas', () => {
    expectValidManifests(inFolder.map(({ object }) => object as unknown as Manifest));
  });

  it('have their own folder, in the namespace of Argo CD', () => {
    expect(inFolder.map(({ file, object }) => [file, object.metadata.namespace])).toEqual([
      ['notifications/configmap.argocd-notifications-cm.yaml', 'argocd'],
      ['notifications/deployment.notifications.yaml', 'argocd'],
      ['notifications/secretproviderclass.argocd-notifications-secret.yaml', 'argocd'],
      ['notifications/serviceaccount.notifications.yaml', 'argocd'],
    ]);
  });

  it('read exactly the keys of the configuration from the vault', () => {
    const { data } = find('ConfigMap', 'argocd-notifications-cm') as unknown as {
      data: Record<string, string>;
    };
    const named = Object.entries(data)
      .filter(([key]) => key.startsWith('service.'))
      .flatMap(([, text]) => [...text.matchAll(/\$([\w-]+)/g)].map(([, key]) => key));
    const [filled] = find('SecretProviderClass', 'argocd-notifications-secret').spec.secretObjects;
    expect(filled.secretName).toBe('argocd-notifications-secret');
    expect(filled.data.map(({ key }: { key: string }) => key).sort()).toEqual([...new Set(named)].sort());
  });

  it('have a Secret that a pod keeps in sync, with an identity that may read the vault', () => {
    const { spec } = find('Deployment', 'notifications').spec.template;
    expect([spec.serviceAccountName, spec.volumes[0].csi.volumeAttributes.secretProviderClass]).toEqual([
      'notifications',
      'argocd-notifications-secret',
    ]);
  });

  it('cover every application through its AppProject', () => {
    const applications = deployment.objects.filter(({ object }) => object.kind === 'Application');
    expect(applications.length).toBeGreaterThan(4);
    for (const { object } of applications) {
      const { project } = (object as unknown as Manifest).spec;
      expect(find('AppProject', project).metadata.annotations).toMatchObject({
        'notifications.argoproj.io/subscribe.on-deployed.slack': 'deployments',
        'notifications.argoproj.io/subscribe.on-sync-failed.platform': '',
      });
    }
  });

  it('leave every Application unchanged, so a second recipient changes only the AppProjects', () => {
    const applicationsOf = (gitOps: Partial<GitOpsDefinition>) =>
      synthesized(withGitOps(gitOps))
        .objects.filter(({ object }) => object.kind === 'Application')
        .map(({ object }) => object);
    const { webhook, slack } = notifications;
    expect(applicationsOf({ notifications: { webhook } })).toEqual(
      applicationsOf({ notifications: { webhook, slack } }),
    );
  });

  it('need no pod, identity or vault without secrets', () => {
    const { keyVault: _, ...withoutVault } = fullPlatform;
    const { objects } = synthesized({
      ...withoutVault,
      identities: [],
      httpApps: [],
      gitOps: { ...fullPlatform.gitOps, notifications: { webhook: { url: 'https://example.com/hook' } } },
    });
    expect(objects.map(({ file }) => file).filter((file) => file.startsWith('notifications/'))).toEqual([
      'notifications/configmap.argocd-notifications-cm.yaml',
    ]);
  });

  it("for another cluster's Argo CD are only the subscriptions", () => {
    const { objects } = synthesized(
      withGitOps({ notifications, destination: { name: 'test-aks' }, argoCd: { install: 'none' } }),
    );
    expect(objects.filter(({ file }) => file.startsWith('notifications/'))).toEqual([]);
    const project = objects.find(
      ({ object }) => object.kind === 'AppProject' && object.metadata.name === 'test',
    )!.object;
    expect(project.metadata.annotations).toHaveProperty([
      'notifications.argoproj.io/subscribe.on-deployed.slack',
    ]);
  });
});
