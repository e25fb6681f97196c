import { createHash } from 'node:crypto';
import { Yaml } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { liteLlmConfig } from '../../../lib/engine/gateway/litellm-config';
import { liteLlmPort, liteLlmProbePlan } from '../../../lib/engine/probes/litellm-probes';
import { shutdownPlan } from '../../../lib/engine/probes/probe-plan';
import { images } from '../../../lib/facts/versions';
import { workloadIdentityPodLabel } from '../../../lib/values/service-account';
import { GracefulDeployment } from '../applications/graceful-deployment';
import { HttpService } from '../applications/http-service';
import { syncWaves } from '../charts/sync-waves';
import { podAnnotations } from '../identity/identity-annotation';
import { objectMetadata, selectorLabels, standardLabels } from '../pods/object-metadata';
import { PodDisruptionBudget } from '../pods/pod-disruption-budget';
import { PodMonitor } from '../pods/pod-monitor';
import { toPodPlacement } from '../pods/pod-placement';
import { startupBudgetSeconds } from '../pods/probes';
import { restrictedPodSecurity } from '../pods/security-contexts';
import { topologySpread } from '../pods/topology-spread';
import {
  answerSeconds,
  checkLiteLlmProps,
  type LiteLlmGatewayProps,
  liteLlmConfigInput,
} from './litellm-gateway-props';
import { LiteLlmMigration } from './litellm-migration';
import { liteLlmContainer, liteLlmVolumes } from './litellm-pod';

/** Time for a new node and the image pull before the container starts. */
const nodeAndPullSeconds = 600;

/**
 * The LiteLLM proxy: one OpenAI-compatible address, `http://<name>/v1`, for the models of the
 * platform and external models.
 *
 * With a database, `LiteLlmMigration` migrates the schema before the pods change. The pods do not
 * migrate it.
 */
export class LiteLlmGateway extends Construct {
  /** Name of the Deployment and of the Service. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: LiteLlmGatewayProps) {
    super(scope, id);
    checkLiteLlmProps(props);
    this.name = props.name;
    const identity = {
      name: props.name,
      namespace: props.namespace,
      component: 'model-gateway',
      partOf: props.partOf,
    };
    const input = liteLlmConfigInput(props);
    const config = Yaml.stringify(liteLlmConfig(input));
    const replicas = props.replicas ?? 2;
    const shutdown = props.shutdown ?? shutdownPlan(answerSeconds(props));
    const probes = liteLlmProbePlan(liteLlmPort);

    new k8s.KubeConfigMap(this, 'config', {
      metadata: objectMetadata(identity, syncWaves.prerequisite),
      data: { 'config.yaml': config },
    });
    if (input.database) new LiteLlmMigration(this, 'migration', props);

    new GracefulDeployment(
      this,
      'deployment',
      {
        metadata: objectMetadata(identity, syncWaves.workload),
        spec: {
          ...(replicas === 'autoscaled' ? {} : { replicas }),
          selector: { matchLabels: selectorLabels(props.name) },
          // Kubernetes deletes no pod before the next one is ready.
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: {
              maxSurge: k8s.IntOrString.fromString('25%'),
              maxUnavailable: k8s.IntOrString.fromNumber(0),
            },
          },
          progressDeadlineSeconds: startupBudgetSeconds(probes) + nodeAndPullSeconds,
          revisionHistoryLimit: 5,
          template: {
            metadata: {
              labels: {
                ...standardLabels(identity),
                ...(props.serviceAccountName === undefined ? {} : workloadIdentityPodLabel),
              },
              // The proxy reads its configuration only at startup, so a change must recreate the
              // pods.
              ...podAnnotations(props, {
                'checksum/config': createHash('sha256').update(config).digest('hex'),
              }),
            },
            spec: {
              ...(props.serviceAccountName === undefined
                ? {}
                : { serviceAccountName: props.serviceAccountName }),
              automountServiceAccountToken: false,
              enableServiceLinks: false,
              ...toPodPlacement(props.placement),
              topologySpreadConstraints: topologySpread(props.name),
              securityContext: restrictedPodSecurity(images.liteLlm.userId),
              terminationGracePeriodSeconds: shutdown.terminationGracePeriodSeconds,
              containers: [liteLlmContainer(props, { shutdown, probes, database: input.database })],
              volumes: liteLlmVolumes(props),
            },
          },
        },
      },
      shutdown.preStopSeconds,
    );

    new HttpService(this, 'service', identity);
    new PodDisruptionBudget(this, 'pod-disruption-budget', identity);
    if (props.podMonitor) {
      // Without the trailing slash, the response is a redirect.
      new PodMonitor(this, 'pod-monitor', { ...identity, port: 'metrics', path: '/metrics/' });
    }
  }
}
