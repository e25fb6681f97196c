import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { WorkerProbePlan } from '../../../lib/engine/probes/probe-plan';
import { type QueueWorkerPlan, queueScaledObjectName } from '../../../lib/engine/queue/queue-worker-plan';
import { workerEnvironment, workerVariables } from '../../../lib/engine/queue/worker-environment';
import type { ScalerTriggerSpec, ServiceBusSource } from '../../../lib/engine/scaling/scaler-trigger';
import { serviceBusTrigger } from '../../../lib/engine/scaling/scalers/service-bus';
import { scalingPlan } from '../../../lib/engine/scaling/scaling-plan';
import { type AzureCloud, serviceBusHost } from '../../../lib/facts/azure-cloud';
import { ProblemList } from '../../../lib/problems/problem-list';
import { requireInteger } from '../../../lib/problems/value-rules';
import { syncWaves } from '../charts/sync-waves';
import { type PodIdentityProps, podAnnotations } from '../identity/identity-annotation';
import { NoIngressPolicy } from '../ingress/no-ingress-policy';
import { type ObjectIdentity, objectMetadata, selectorLabels } from '../pods/object-metadata';
import { PodDisruptionBudget } from '../pods/pod-disruption-budget';
import { startupBudgetSeconds } from '../pods/probes';
import { topologySpread } from '../pods/topology-spread';
import { ScaledJob } from '../scaling/scaled-job';
import { ScaledObject } from '../scaling/scaled-object';
import { type AppPodProps, appPodLabels, appPodSpec, checkAppPod } from './app-pod';
import { GracefulDeployment } from './graceful-deployment';
import { runToCompletion } from './run-to-completion';

/**
 * Input of a QueueWorker. Its `secrets` need a `holder` (KeyVaultSecrets), unless `minReplicas` is
 * 1 or more.
 */
export interface QueueWorkerProps extends AppPodProps, PodIdentityProps {
  /**
   * Name of the Deployment or ScaledJob and related objects, at most 47 characters, because
   * `<name>-scaler` may have 54.
   */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** The queue or subscription from which the worker receives messages. */
  readonly source: ServiceBusSource;
  /** Name of the Service Bus namespace, without its domain. */
  readonly serviceBusNamespace: string;
  /** Cloud of the namespace. @default 'AzurePublicCloud' */
  readonly cloud?: AzureCloud;
  /** Values derived from the job duration, from `queueWorkerPlan()`. */
  readonly plan: QueueWorkerPlan;
  /**
   * Name of the TriggerAuthentication with which KEDA reads the queue. Its identity needs Data
   * Owner.
   */
  readonly triggerAuthenticationName: string;
  /** Minimum number of replicas. @default 0: no replica while there is no message */
  readonly minReplicas?: number;
  /** Maximum number of replicas, or of concurrent Jobs of a ScaledJob. */
  readonly maxReplicas: number;
  /** GPUs of one replica. @default none */
  readonly gpus?: number;
  /**
   * Additional triggers, for example office hours that keep a replica warm. Only for a Deployment.
   *
   * @default none
   */
  readonly moreTriggers?: readonly ScalerTriggerSpec[];
  /** Probes. Set them for an image without a shell. @default the heartbeat probes of the plan */
  readonly probes?: WorkerProbePlan;
  /**
   * Seconds for which a finished Job stays.
   *
   * @default 86400, a day; Log Analytics keeps its log longer
   */
  readonly keepFinishedSeconds?: number;
}

/**
 * A queue worker that processes messages from Service Bus and scales with their number.
 * docs/queue-worker.md describes the contract of its image.
 *
 * Jobs that a pod can finish before its grace period ends run in a Deployment with a ScaledObject.
 * Longer jobs run in a ScaledJob. The identity of `serviceAccountName` needs Data Receiver on the
 * queue.
 */
export class QueueWorker extends Construct {
  readonly name: string;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    checkProps(props);
    this.name = props.name;
    const identity = {
      name: props.name,
      namespace: props.namespace,
      component: 'queue-worker',
      partOf: props.partOf,
    };
    if (props.plan.mode === 'job') this.addScaledJob(props, identity);
    else this.addDeployment(props, identity);
    new NoIngressPolicy(this, 'network-policy', identity);
  }

  private addDeployment(props: QueueWorkerProps, identity: ObjectIdentity): void {
    const { plan } = props;
    const probes = props.probes ?? plan.probes;
    new GracefulDeployment(
      this,
      'deployment',
      {
        metadata: objectMetadata(identity, syncWaves.workload),
        spec: {
          selector: { matchLabels: selectorLabels(props.name) },
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: plan.gpu
              ? // A surge pod would wait for a GPU that the old pod uses. Messages wait in the queue meanwhile.
                {
                  maxSurge: k8s.IntOrString.fromNumber(0),
                  maxUnavailable: k8s.IntOrString.fromNumber(1),
                }
              : {
                  maxSurge: k8s.IntOrString.fromString('25%'),
                  maxUnavailable: k8s.IntOrString.fromNumber(0),
                },
          },
          progressDeadlineSeconds:
            startupBudgetSeconds(probes) + plan.coldStart.nodeSeconds + plan.coldStart.imagePullSeconds,
          revisionHistoryLimit: 5,
          template: {
            metadata: { labels: appPodLabels(identity, props), ...podAnnotations(props) },
            spec: {
              ...appPodSpec(withWorkerEnvironment(props), {
                containerName: 'worker',
                heartbeat: true,
                probes,
                gpus: props.gpus,
              }),
              topologySpreadConstraints: topologySpread(props.name),
              terminationGracePeriodSeconds: plan.terminationGracePeriodSeconds,
            },
          },
        },
      },
      // A worker has no clients and no endpoint, so it receives the stop signal immediately.
      0,
    );
    new PodDisruptionBudget(this, 'pod-disruption-budget', identity);
    new ScaledObject(this, 'scaled-object', {
      name: queueScaledObjectName(props.name),
      namespace: props.namespace,
      partOf: props.partOf,
      target: { name: props.name },
      triggerAuthenticationName: props.triggerAuthenticationName,
      plan: scalingPlan({
        minReplicas: props.minReplicas ?? 0,
        maxReplicas: props.maxReplicas,
        triggers: [triggerOf(props), ...(props.moreTriggers ?? [])],
        gpu: plan.gpu,
        coldStart: plan.coldStart,
      }),
    });
  }

  private addScaledJob(props: QueueWorkerProps, identity: ObjectIdentity): void {
    const { plan } = props;
    new ScaledJob(this, 'scaled-job', {
      ...identity,
      job: runToCompletion({
        identity,
        app: withWorkerEnvironment(props),
        parts: {
          containerName: 'worker',
          heartbeat: true,
          probes: props.probes ?? plan.probes,
          gpus: props.gpus,
        },
        // A plan for jobs always has it.
        activeDeadlineSeconds: plan.activeDeadlineSeconds!,
        terminationGracePeriodSeconds: plan.terminationGracePeriodSeconds,
        // Service Bus counts the deliveries and keeps the message. Retries of the Job would
        // multiply this count.
        backoffLimit: 0,
        keepFinishedSeconds: props.keepFinishedSeconds ?? 86_400,
      }),
      triggers: [triggerOf(props)],
      minReplicas: props.minReplicas,
      maxReplicas: props.maxReplicas,
      triggerAuthenticationName: props.triggerAuthenticationName,
    });
  }
}

function triggerOf(props: QueueWorkerProps): ScalerTriggerSpec {
  return serviceBusTrigger({
    source: props.source,
    serviceBusNamespace: props.serviceBusNamespace,
    cloud: props.cloud,
    messagesPerReplica: props.plan.messagesPerReplica,
  });
}

function withWorkerEnvironment(props: QueueWorkerProps): AppPodProps {
  const host = serviceBusHost(props.cloud ?? 'AzurePublicCloud', props.serviceBusNamespace);
  return {
    ...props,
    environment: { ...props.environment, ...workerEnvironment(props.plan, host, props.source) },
  };
}

function checkProps(props: QueueWorkerProps): void {
  const problems = ProblemList.create();
  checkAppPod(props, problems, workerVariables);
  if (props.gpus !== undefined)
    requireInteger(problems, 'gpus', props.gpus, { min: 1, max: 16, unit: 'GPUs' });
  if (props.plan.gpu !== (props.gpus !== undefined)) {
    problems.add(
      'gpus',
      props.plan.gpu
        ? 'the plan is for GPUs, but gpus is not set'
        : 'the plan is not for GPUs, but gpus is set',
      'Pass the same gpu to queueWorkerPlan().',
    );
  }
  const startup = startupBudgetSeconds(props.plan.probes);
  if (props.probes !== undefined && startupBudgetSeconds(props.probes) > startup) {
    problems
      .at('probes')
      .add(
        'startup',
        `its budget is ${startupBudgetSeconds(props.probes)} seconds, but the plan is for ${startup} seconds`,
        'Pass startupSeconds to queueWorkerPlan(), which derives the deadline and the cooldown from it.',
      );
  }
  const fromZero = props.plan.mode === 'job' || (props.minReplicas ?? 0) === 0;
  if (fromZero && props.secrets !== undefined && props.secrets.isHeld !== true) {
    problems.add(
      'secrets',
      'no pod mounts their volume while there is no message, so the Secret does not exist, and KEDA starts no worker without it',
      'Pass a holder to KeyVaultSecrets.',
    );
  }
  if (props.plan.mode === 'job' && (props.moreTriggers ?? []).length > 0) {
    problems.add(
      'moreTriggers',
      'KEDA creates a Job for each message, and another trigger would create Jobs without a message',
      'Remove them, or use a plan with the mode deployment.',
    );
  }
  problems.throwIfAny(`the queue worker "${props.name}"`);
}
