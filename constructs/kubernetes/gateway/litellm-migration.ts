import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { images } from '../../../lib/facts/versions';
import { workloadIdentityPodLabel } from '../../../lib/values/service-account';
import { syncWaves } from '../charts/sync-waves';
import { objectMetadata, standardLabels } from '../pods/object-metadata';
import { toPodPlacement } from '../pods/pod-placement';
import { restrictedContainerSecurity, restrictedPodSecurity } from '../pods/security-contexts';
import type { LiteLlmGatewayProps } from './litellm-gateway-props';
import { liteLlmImage } from './litellm-pod';

/** Longest time for all tries together. LiteLLM's own chart gives as much. */
const deadlineSeconds = 1800;

/**
 * Brings the schema of LiteLLM's database to the image's version: once, before the pods change, and not by each of them.
 *
 * It is a hook of Argo CD's sync phase, in the wave before the workloads: the sync stops if it fails, and the old pods
 * stay. Not of the PreSync phase, where LiteLLM's chart has it: on the first sync the SecretProviderClass with the
 * database's address would not be there yet. A Job cannot be changed, so each sync makes it anew; a schema that is up to
 * date takes seconds.
 *
 * @see (2026-11) docs.litellm.ai/docs/proxy/database_migrations; argo-cd.readthedocs.io/en/stable/user-guide/sync-waves
 */
export class LiteLlmMigration extends Construct {
  constructor(scope: Construct, id: string, props: LiteLlmGatewayProps) {
    super(scope, id);
    const identity = {
      name: `${props.name}-migration`,
      namespace: props.namespace,
      component: 'model-gateway-migration',
      partOf: props.partOf,
    };
    const memory = k8s.Quantity.fromString('1Gi');
    new k8s.KubeJob(this, 'job', {
      metadata: objectMetadata(identity, syncWaves.prerequisite, {
        'argocd.argoproj.io/hook': 'Sync',
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      }),
      spec: {
        backoffLimit: 3,
        activeDeadlineSeconds: deadlineSeconds,
        template: {
          metadata: {
            labels: {
              ...standardLabels(identity),
              ...(props.serviceAccountName === undefined ? {} : workloadIdentityPodLabel),
            },
          },
          spec: {
            restartPolicy: 'Never',
            ...(props.serviceAccountName === undefined
              ? {}
              : { serviceAccountName: props.serviceAccountName }),
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            ...toPodPlacement(props.placement),
            securityContext: restrictedPodSecurity(images.liteLlm.userId),
            containers: [
              {
                name: 'migration',
                image: liteLlmImage(props),
                command: ['litellm', '--skip_server_startup'],
                env: [
                  { name: 'LITELLM_LOCAL_MODEL_COST_MAP', value: 'True' },
                  { name: 'LITELLM_MODE', value: 'PRODUCTION' },
                  ...props.secrets.environment,
                ],
                resources: {
                  requests: { cpu: k8s.Quantity.fromString('250m'), memory },
                  limits: { memory },
                },
                // The migrations' own tools write below /app, which belongs to the image's user.
                securityContext: restrictedContainerSecurity(false),
                terminationMessagePolicy: 'FallbackToLogsOnError',
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }, props.secrets.volumeMount],
              },
            ],
            volumes: [
              { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('512Mi') } },
              props.secrets.volume,
            ],
          },
        },
      },
    });
  }
}
