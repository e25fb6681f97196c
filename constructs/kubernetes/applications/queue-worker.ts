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

/** Input of a QueueWorker. */
export interface QueueWorkerProps extends AppPodProps {
  /** Name of the Deployment or ScaledJob and of what belongs to it; at most 47 characters, because `<name>-scaler` has 54. */
  readonly name: string;
  /** Namespace. @default the namespace of the chart */
  readonly namespace?: string;
  /** Label `app.kubernetes.io/part-of`. @default none */
  readonly partOf?: string;
  /** The queue, or the subscription of a topic, that the worker takes messages from. */
  readonly source: ServiceBusSource;
  /** Bare name of the Service Bus namespace. */
  readonly serviceBusNamespace: string;
  /** @default AzurePublicCloud */
  readonly cloud?: AzureCloud;
  /** What follows from the length of a job, as `queueWorkerPlan()` gives it. */
  readonly plan: QueueWorkerPlan;
  /** Name of the TriggerAuthentication that KEDA reads the queue with: an identity that is Data Owner. */
  readonly triggerAuthenticationName: string;
  /** @default 0; nothing runs while there is no message */
  readonly minReplicas?: number;
  readonly maxReplicas: number;
  /** GPUs of one replica. @default none */
  readonly gpus?: number;
  /** More triggers, such as office hours that keep one warm. Only for a Deployment. @default none */
  readonly moreTriggers?: readonly ScalerTriggerSpec[];
  /** @default those of the plan, by the heartbeat file. Give your own for an image without a shell */
  readonly probes?: WorkerProbePlan;
  /** How long a finished job stays to be looked at, seconds. @default a day; its log is in Log Analytics for longer */
  readonly keepFinishedSeconds?: number;
}

/**
 * Takes messages of Service Bus, as many replicas as there is work. Its image has a contract: docs/queue-worker.md.
 *
 * Jobs that a pod can finish before it is killed go to a Deployment with a ScaledObject; longer ones to a ScaledJob. The identity
 * of `serviceAccountName` needs Data Receiver on the queue.
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
              ? // A surge pod would wait for a GPU that the old pod holds. Messages wait in the queue meanwhile.
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
            metadata: { labels: appPodLabels(identity, props) },
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
      // Nobody calls it, so there is no endpoint to wait for: the signal comes at once.
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
        // Of a plan for jobs it is always there.
        activeDeadlineSeconds: plan.activeDeadlineSeconds!,
        terminationGracePeriodSeconds: plan.terminationGracePeriodSeconds,
        // Service Bus counts the tries (max delivery count) and keeps the message; a second count would multiply it.
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
      props.plan.gpu ? 'the plan is made for GPUs, and there is none' : 'the plan is made without GPUs',
      'Give gpu to queueWorkerPlan() as it is here.',
    );
  }
  const startup = startupBudgetSeconds(props.plan.probes);
  if (props.probes !== undefined && startupBudgetSeconds(props.probes) > startup) {
    problems
      .at('probes')
      .add(
        'startup',
        `it waits for ${startupBudgetSeconds(props.probes)} seconds, and the plan is made for ${startup}`,
        'Give startupSeconds to queueWorkerPlan(): the deadline and the cooldown follow from it.',
      );
  }
  if (props.plan.mode === 'job' && (props.moreTriggers ?? []).length > 0) {
    problems.add(
      'moreTriggers',
      'a job is made for a message; another trigger would make one that finds none',
      'Remove them, or use a plan of the mode deployment.',
    );
  }
  problems.throwIfAny(`the queue worker "${props.name}"`);
}
