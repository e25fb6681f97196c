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

/** Maximum time for all attempts. The same value as in LiteLLM's chart. */
const deadlineSeconds = 1800;

/**
 * A Job that migrates the schema of LiteLLM's database to the version of the image, once and before
 * the pods change.
 *
 * It is a Sync hook of Argo CD in the wave before the workloads. If it fails, the sync stops, and
 * the old pods stay. It is not a PreSync hook as in LiteLLM's chart, because the
 * SecretProviderClass with the address of the database does not exist before the first sync.
 * Kubernetes cannot change a Job, so each sync recreates it. Without a pending migration it takes
 * seconds.
 *
 * @see (2026-11) docs.litellm.ai/docs/proxy/database_migrations;
 * argo-cd.readthedocs.io/en/stable/user-guide/sync-waves
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
                // The migration tools write to /app, which the user of the image owns.
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
