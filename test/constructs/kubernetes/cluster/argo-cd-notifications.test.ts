import { parse } from 'yaml';
import {
  ArgoCdNotifications,
  type ArgoCdNotificationsProps,
} from '../../../../constructs/kubernetes/cluster/argo-cd-notifications';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, sampleClientId, sampleTenantId } from '../samples';
import { listing, objectOf, synthesize } from '../synthesize';

const vault = {
  keyVaultName: 'my-kv',
  tenantId: sampleTenantId,
  clientId: sampleClientId,
  secrets: [{ secret: 'slack-token', variable: 'slack-token' }],
} satisfies ArgoCdNotificationsProps['vault'];
const synth = (props: Partial<ArgoCdNotificationsProps> = {}) =>
  synthesize(
    (chart) =>
      new ArgoCdNotifications(chart, 'notifications', {
        name: 'notifications',
        namespace: 'argocd',
        config: {
          environment: 'production',
          repository: 'https://github.com/my-org/platform.git',
          argoCdUrl: undefined,
          events: ['sync-failed'],
          slackChannel: 'deployments',
          hasWebhook: false,
          webhookUrl: undefined,
          hasWebhookToken: false,
        },
        ...props,
      }),
  );

describe('ArgoCdNotifications', () => {
  it('is valid by independent schemas', () => expectValidManifests(synth({ vault })));

  it('is only a ConfigMap without secrets', () =>
    expect(listing(synth())).toEqual(['ConfigMap argocd-notifications-cm']));

  it('has the Secret of the controller, and a pod that mounts it', () =>
    expect(listing(synth({ vault }))).toEqual([
      'ConfigMap argocd-notifications-cm',
      'ServiceAccount notifications',
      'SecretProviderClass argocd-notifications-secret',
      'Deployment notifications',
    ]));

  it('has the label without which Argo CD does not read the ConfigMap', () => {
    const { metadata } = objectOf(synth(), 'ConfigMap');
    expect(metadata.namespace).toBe('argocd');
    expect(metadata.labels['app.kubernetes.io/part-of']).toBe('argocd');
  });

  it('has the label without which Argo CD does not read the Secret', () => {
    const [secret] = objectOf(synth({ vault }), 'SecretProviderClass').spec.secretObjects;
    expect(secret.secretName).toBe('argocd-notifications-secret');
    expect(secret.labels['app.kubernetes.io/part-of']).toBe('argocd');
    expect(secret.data).toEqual([{ key: 'slack-token', objectName: 'slack-token' }]);
  });

  it('refers to the token by the key of the Secret', () =>
    expect(parse(objectOf(synth(), 'ConfigMap').data['service.slack'])).toEqual({ token: '$slack-token' }));

  it('mounts the secrets with its own identity', () => {
    const { template } = objectOf(synth({ vault }), 'Deployment').spec;
    expect(template.spec.serviceAccountName).toBe('notifications');
    expect(template.metadata.labels['azure.workload.identity/use']).toBe('true');
    expect(objectOf(synth({ vault }), 'ServiceAccount').metadata.annotations).toMatchObject({
      'azure.workload.identity/client-id': 'aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb',
    });
  });

  it('runs on the nodes of its placement', () =>
    expect(
      objectOf(synth({ vault, placement: gpuPlacement }), 'Deployment').spec.template.spec,
    ).toMatchObject(gpuPlacement));
});
