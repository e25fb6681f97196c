import type { CronJobDefinition, QueueWorkerDefinition } from '../definition/application-definition';
import { checkQueueWorkerInput, checkWorkedQueue } from '../engine/queue/check-queue-worker';
import { type QueueWorkerPlan, queueWorkerPlan } from '../engine/queue/queue-worker-plan';
import { workerVariables } from '../engine/queue/worker-environment';
import { cronExpressionProblem, timeZoneProblem } from '../engine/scaling/cron-expression';
import type { ServiceBusSource } from '../engine/scaling/scaler-trigger';
import { serviceBusSourceName } from '../engine/scaling/scalers/service-bus';
import { kubernetesNameProblem } from '../facts/kubernetes-names';
import type { ProblemList } from '../problems/problem-list';
import { requireInteger, requireRule } from '../problems/value-rules';
import { resolveApplication, resolveGpus } from './resolve-application';
import { scalerIdentity } from './resolve-scaling';
import type { WorkedSources } from './resolve-services';
import type { ResolvedCronJob, ResolvedQueueWorker } from './resolved-workloads';
import { missingTarget } from './role-scopes';
import type { WorkloadContext } from './workload-parts';

/** `<name>-scaler` may have 54 characters. */
const maxWorkerNameLength = 47;
/** Kubernetes adds the time to the names of a CronJob's Jobs. */
const maxCronJobNameLength = 52;
const resources = { cpu: '500m', memory: '1Gi' };

function planOf(definition: QueueWorkerDefinition): QueueWorkerPlan {
  return queueWorkerPlan({ ...definition, gpu: definition.gpus !== undefined });
}

function sourceOf({ queue, subscription }: QueueWorkerDefinition): ServiceBusSource | undefined {
  if (queue !== undefined) return { queue };
  return subscription && { topic: subscription.topic, subscription: subscription.name };
}

/** What the workers want of their queues, which are resolved before them. */
export function workedSources(workers: readonly QueueWorkerDefinition[]): WorkedSources {
  const sources = new Map<string, Pick<QueueWorkerPlan, 'lockSeconds' | 'maxDeliveryCount'>>();
  for (const worker of workers) {
    const source = sourceOf(worker);
    if (source === undefined) continue;
    const plan = planOf(worker);
    const name = serviceBusSourceName(source);
    const other = sources.get(name);
    // Two workers of one queue: the lock has to be long enough, and the deliveries few enough, for both.
    sources.set(name, {
      lockSeconds: Math.max(plan.lockSeconds, other?.lockSeconds ?? 0),
      maxDeliveryCount: Math.min(plan.maxDeliveryCount, other?.maxDeliveryCount ?? Number.POSITIVE_INFINITY),
    });
  }
  return sources;
}

export function resolveQueueWorker(
  definition: QueueWorkerDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedQueueWorker {
  checkQueueWorkerInput(definition, problems);
  const plan = planOf(definition);
  const source = checkedSource(definition, plan, context, problems);
  const application = resolveApplication(
    definition,
    {
      roles: ['cpu', 'gpu'],
      resources,
      setsItself: workerVariables,
    },
    context,
    problems,
  );
  checkNameLength(definition.name, maxWorkerNameLength, 'its scaler adds "-scaler"', problems);
  const minReplicas = definition.minReplicas ?? 0;
  requireInteger(problems, 'maxReplicas', definition.maxReplicas, { min: 1, max: 10_000, unit: 'replicas' });
  requireInteger(problems, 'minReplicas', minReplicas, {
    min: 0,
    max: Math.max(0, definition.maxReplicas),
    unit: 'replicas',
  });
  if (plan.mode === 'job' && minReplicas > 0) {
    problems.add(
      'minReplicas',
      `${minReplicas} jobs would run without a message`,
      'Leave it out: jobs come with their messages.',
    );
  }
  return {
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
  definition: QueueWorkerDefinition,
  plan: QueueWorkerPlan,
  { definition: platform, serviceBus }: WorkloadContext,
  problems: ProblemList,
): ServiceBusSource {
  const { queue, subscription } = definition;
  if ((queue === undefined) === (subscription === undefined)) {
    problems.add(
      'queue',
      queue === undefined ? 'there is neither a queue nor a subscription' : 'there is a subscription as well',
      'Give one of the two.',
    );
    return { queue: queue ?? '' };
  }
  const source = sourceOf(definition)!;
  const missing = missingTarget(
    'queue' in source ? { kind: 'queue', queue: source.queue } : { kind: 'subscription', ...source },
    platform,
  );
  if (missing !== undefined) {
    problems.add('queue' in source ? 'queue' : 'subscription', missing, 'Define it in serviceBus.');
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
      `a message that nobody can work on is tried ${settings.maxDeliveryCount} times, ${definition.maxJobSeconds} seconds each`,
      `Lower maxDeliveryCount of ${serviceBusSourceName(source)}, or leave it out.`,
    );
  }
  return source;
}

export function resolveCronJob(
  definition: CronJobDefinition,
  context: WorkloadContext,
  problems: ProblemList,
): ResolvedCronJob {
  const application = resolveApplication(definition, { roles: ['cpu', 'gpu'], resources }, context, problems);
  checkNameLength(definition.name, maxCronJobNameLength, 'Kubernetes adds the time to it', problems);
  const timeZone = definition.timeZone ?? 'Etc/UTC';
  requireRule(
    problems,
    'schedule',
    cronExpressionProblem(definition.schedule),
    'Give five fields, such as 0 2 * * *.',
  );
  requireRule(problems, 'timeZone', timeZoneProblem(timeZone), 'Give an IANA name, such as Asia/Seoul.');
  requireInteger(problems, 'maxRunSeconds', definition.maxRunSeconds, {
    min: 1,
    max: 604_800,
    unit: 'seconds',
  });
  const retries = definition.retries ?? 1;
  requireInteger(problems, 'retries', retries, { min: 0, max: 10, unit: 'tries' });
  return {
    ...application,
    schedule: definition.schedule,
    timeZone,
    maxRunSeconds: definition.maxRunSeconds,
    gpus: resolveGpus(definition.gpus, application.nodePools, problems),
    retries,
  };
}

function checkNameLength(name: string, max: number, why: string, problems: ProblemList): void {
  // What Kubernetes refuses in any name is told by the check of all names.
  if (name.length <= max || kubernetesNameProblem('service', name) !== undefined) return;
  problems.add('name', `"${name}" has ${name.length} characters, and ${why}`, `Give at most ${max}.`);
}
