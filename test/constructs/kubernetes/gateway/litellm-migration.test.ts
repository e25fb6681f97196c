import type { LiteLlmGatewayProps } from '../../../../constructs/kubernetes/gateway/litellm-gateway-props';
import { LiteLlmMigration } from '../../../../constructs/kubernetes/gateway/litellm-migration';
import { images } from '../../../../lib/facts/versions';
import { expectValidManifests } from '../../../schemas/validate-manifest';
import { gpuPlacement, samplePodSecrets } from '../samples';
import { objectOf, synthesize } from '../synthesize';

const secrets = {
  ...samplePodSecrets,
  environment: [{ name: 'DATABASE_URL', valueFrom: { secretKeyRef: { name: 'gateway', key: 'url' } } }],
};
const synth = (props: Partial<LiteLlmGatewayProps> = {}) =>
  synthesize(
    (chart) => new LiteLlmMigration(chart, 'migration', { name: 'gateway', models: [], secrets, ...props }),
  );
const jobOf = (props: Partial<LiteLlmGatewayProps> = {}) =>
  objectOf(synth(props), 'Job', 'gateway-migration');
const podOf = (props: Partial<LiteLlmGatewayProps> = {}) => jobOf(props).spec.template.spec;

describe('LiteLlmMigration', () => {
  it('is valid by independent schemas', () =>
    expectValidManifests(synth({ namespace: 'production', serviceAccountName: 'gateway-sa' })));

  it('runs at each sync, before the workloads', () =>
    expect(jobOf().metadata.annotations).toEqual({
      'argocd.argoproj.io/hook': 'Sync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      'argocd.argoproj.io/sync-wave': '-1',
    }));

  it('has three retries within 30 minutes', () => {
    const { backoffLimit, activeDeadlineSeconds } = jobOf().spec;
    expect([backoffLimit, activeDeadlineSeconds]).toEqual([3, 1800]);
  });

  it('runs the image of the gateway without its server', () => {
    const [container] = podOf().containers;
    expect(container.command).toEqual(['litellm', '--skip_server_startup']);
    expect(container.image).toBe(images.liteLlm.reference);
    expect(podOf({ image: 'litellm:1' }).containers[0].image).toBe('litellm:1');
  });

  it('gets the address of the database from its Secret', () =>
    expect(podOf().containers[0].env).toContainEqual(secrets.environment[0]));

  it('mounts the secrets, without which the Secret does not exist', () => {
    expect(podOf().volumes).toContainEqual(samplePodSecrets.volume);
    expect(podOf().containers[0].volumeMounts).toContainEqual(samplePodSecrets.volumeMount);
  });

  it('uses the identity and the nodes of the gateway', () => {
    const props = { serviceAccountName: 'gateway-sa', placement: gpuPlacement };
    expect(podOf(props)).toMatchObject({ ...gpuPlacement, serviceAccountName: 'gateway-sa' });
    expect(jobOf(props).spec.template.metadata.labels['azure.workload.identity/use']).toBe('true');
    expect(jobOf().spec.template.metadata.labels).not.toHaveProperty('azure.workload.identity/use');
  });

  it('writes to its own root file system, and has no capabilities', () =>
    expect(podOf().containers[0].securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: false,
    }));
});
