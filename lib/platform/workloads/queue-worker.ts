import type { CompleteQueueWorker } from '../../definition/application-definition';
import { checkQueueWorkerInput, checkWorkedQueue } from '../../engine/queue/check-queue-worker';
import {
  type QueueWorkerPlan,
  queueScaledObjectName,
  queueWorkerPlan,
} from '../../engine/queue/queue-worker-plan';
import { workerVariables } from '../../engine/queue/worker-environment';
import { coldStartSeconds } from '../../engine/scaling/cold-start';
import type { ServiceBusSource } from '../../engine/scaling/scaler-trigger';
import {
  messagesText,
  serviceBusNeed,
  serviceBusScaler,
  serviceBusSourceName,
} from '../../engine/scaling/scalers/service-bus';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import { missingTarget } from '../identities/role-scopes';
import type { WorkedSources } from '../services/service-bus';
import { applicationGrants, checkNameLength, resolveApplication } from './application';
import { receiverGrant, sourceScope } from './queue-connections';
import { scalerIdentity } from './resolve-scaling';
import type { WorkloadContext } from './workload-context';
import type { WorkloadScaler } from './workload-facets';
import { resolveGpus } from './workload-gpus';
import { never, none, type WorkloadKindOf } from './workload-kind';

/** KEDA allows 54 characters for `<name>-scaler`. */
const maxWorkerNameLength = 47;

function planOf(definition: CompleteQueueWorker): QueueWorkerPlan {
  return queueWorkerPlan({ ...definition, gpu: definition.gpus !== undefined });
}

function sourceOf({ queue, subscription }: CompleteQueueWorker): ServiceBusSource | undefined {
  if (queue !== undefined) return { queue };
  return subscription && { topic: subscription.topic, subscription: subscription.name };
}

/** Settings that the workers need of their queues, which are resolved before the workers. */
export function workedSources(workers: readonly CompleteQueueWorker[]): WorkedSources {
  const sources = new Map<string, Pick<QueueWorkerPlan, 'lockSeconds' | 'maxDeliveryCount'>>();
  for (const worker of workers) {
    const source = sourceOf(worker);
    if (source === undefined) continue;
    const plan = planOf(worker);
    const name = serviceBusSourceName(source);
    const other = sources.get(name);
    // If two workers share a queue, the lock must be long enough, and the deliveries few enough,
    // for both.
    sources.set(name, {
      lockSeconds: Math.max(plan.lockSeconds, other?.lockSeconds ?? 0),
      maxDeliveryCount: Math.min(plan.maxDeliveryCount, other?.maxDeliveryCount ?? Number.POSITIVE_INFINITY),
    });
  }
  return sources;
}

function resolveQueueWorker(
  definition: CompleteQueueWorker,
  context: WorkloadContext,
  problems: ProblemList,
) {
  checkQueueWorkerInput(definition, problems);
  const plan = planOf(definition);
  const source = checkedSource(definition, plan, context, problems);
  definition.uses.forEach((use, index) => {
    if (typeof use !== 'object' || !('receivesFrom' in use)) return;
    problems
      .at('uses')
      .at(index)
      .add(
        'receivesFrom',
        'a queue worker receives from its own queue or subscription',
        'Remove the entry, or write a second worker.',
      );
  });
  const application = resolveApplication(
    definition,
    {
      roles: ['cpu', 'gpu'],
      setsItself: workerVariables,
    },
    context,
    problems,
  );
  checkNameLength(
    definition.name,
    maxWorkerNameLength,
    'the name of its scaler ends with "-scaler"',
    problems,
  );
  const { minReplicas } = definition;
  requireInteger(problems, 'maxReplicas', definition.maxReplicas, { min: 1, max: 10_000, unit: 'replicas' });
  requireInteger(problems, 'minReplicas', minReplicas, {
    min: 0,
    max: Math.max(0, definition.maxReplicas),
    unit: 'replicas',
  });
  if (plan.mode === 'job' && minReplicas > 0) {
    problems.add(
      'minReplicas',
      'with the mode "job", minReplicas would start Jobs without messages',
      'Remove minReplicas.',
    );
  }
  return {
    kind: 'queue-worker' as const,
    ...application,
    source,
    plan,
    gpus: resolveGpus(definition.gpus, application.nodePools, problems),
    minReplicas,
    maxReplicas: definition.maxReplicas,
    scalerIdentity: scalerIdentity(undefined, context.definition.cluster.name),
  };
}

function checkedSource(
  definition: CompleteQueueWorker,
  plan: QueueWorkerPlan,
  { definition: platform, serviceBus }: WorkloadContext,
  problems: ProblemList,
): ServiceBusSource {
  const { queue, subscription } = definition;
  if ((queue === undefined) === (subscription === undefined)) {
    problems.add(
      'queue',
      queue === undefined ? 'either queue or subscription is required' : 'subscription is set, too',
      'Set one of the two.',
    );
    return { queue: queue ?? '' };
  }
  const source = sourceOf(definition)!;
  const missing = missingTarget(sourceScope(source), platform);
  if (missing !== undefined) {
    problems.add(
      'queue' in source ? 'queue' : 'subscription',
      missing,
      'Use an existing name, or add this one to serviceBus.',
    );
    return source;
  }
  const settings =
    'queue' in source
      ? serviceBus?.queues.find(({ name }) => name === source.queue)
      : serviceBus?.topics
          .find(({ name }) => name === source.topic)
          ?.subscriptions.find(({ name }) => name === source.subscription);
  if (settings !== undefined)
    checkWorkedQueue(settings, definition, problems.at('queue' in source ? 'queue' : 'subscription'));
  if (settings !== undefined && settings.maxDeliveryCount > plan.maxDeliveryCount * 10) {
    problems.add(
      'maxJobSeconds',
      `Service Bus delivers a message that always fails ${settings.maxDeliveryCount} times, and each attempt may take ${definition.maxJobSeconds} seconds`,
      `Lower or remove maxDeliveryCount of ${serviceBusSourceName(source)}.`,
    );
  }
  return source;
}

export type ResolvedQueueWorker = Readonly<ReturnType<typeof resolveQueueWorker>>;

/** The ScaledJob, or the ScaledObject of a Deployment. */
function scalerOfWorker({ name, plan, source, scalerIdentity }: ResolvedQueueWorker): WorkloadScaler {
  const isJob = plan.mode === 'job';
  return {
    kind: isJob ? 'ScaledJob' : 'ScaledObject',
    name: isJob ? name : queueScaledObjectName(name),
    triggers: [
      {
        type: serviceBusScaler.type,
        text: messagesText(source, plan.messagesPerReplica, isJob ? 'job' : 'replica'),
        measures: { of: 'messages', source, perReplica: plan.messagesPerReplica },
        producedByTarget: false,
        identity: scalerIdentity,
        outputs: [],
      },
    ],
    hasFallback: false,
    coldStartSeconds: coldStartSeconds(plan.coldStart),
    scaleUpSeconds: undefined,
    maxJobSeconds: plan.maxJobSeconds,
  };
}

/** A consumer of a Service Bus queue or subscription. */
export const queueWorker: WorkloadKindOf<CompleteQueueWorker, ResolvedQueueWorker> = {
  title: 'queue worker',
  role: 'worker',
  key: 'queueWorkers',
  definitions: ({ queueWorkers }) => queueWorkers,
  account: (worker) => worker,
  nodePool: ({ nodePool }) => nodePool,
  grants: (worker, platform) => {
    const source = sourceOf(worker);
    return [...(source === undefined ? [] : [receiverGrant(source)]), ...applicationGrants(worker, platform)];
  },
  scalerGrants: (worker) => {
    const source = sourceOf(worker);
    return source === undefined ? [] : [serviceBusNeed(source)];
  },
  warnings: none,
  resolve: resolveQueueWorker,
  delivery: 'manifests',
  charts: none,
  scaler: scalerOfWorker,
  replicas: ({ minReplicas, maxReplicas }) => ({ min: minReplicas, max: maxReplicas }),
  podOwner: ({ plan }) => (plan.mode === 'job' ? 'ScaledJob' : 'Deployment'),
  gpus: ({ gpus = 0 }) => ({ perPod: gpus, podsPerReplica: 1 }),
  probes: ({ plan }) => ({
    plan: plan.probes,
    graceSeconds: plan.terminationGracePeriodSeconds,
    heartbeat: plan.heartbeat,
    hasOwnHealth: true,
  }),
  calls: ({ calls }) => calls,
  modelRoutes: none,
  detail: ({ plan }) => (plan.mode === 'job' ? 'one Job per message' : undefined),
  modelServer: never,
  secretUse: never,
  routeTarget: never,
};
