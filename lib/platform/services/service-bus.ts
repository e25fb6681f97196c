import type { CompleteQueue, CompleteServiceBus, CompleteTopic } from '../../definition/services-definition';
import type { QueueWorkerPlan } from '../../engine/queue/queue-worker-plan';
import { serviceBusSourceName } from '../../engine/scaling/scalers/service-bus';
import { serviceBusHost } from '../../facts/azure-cloud';
import { azureNameProblem, withUniqueSuffix } from '../../facts/azure-names';
import { maxLockSeconds, requireMessageSettings } from '../../facts/service-bus-limits';
import type { ProblemList } from '../../problems/problem-list';
import { requireRule, requireUnique } from '../../problems/value-rules';
import { privateEndpointSkuFix, type ServiceNaming, serviceNameFix } from './azure-service';

type LockSettings = Pick<QueueWorkerPlan, 'lockSeconds' | 'maxDeliveryCount'>;

/** Settings that the workers of a queue or subscription need, by `serviceBusSourceName()`. */
export type WorkedSources = ReadonlyMap<string, LockSettings>;

/** Resolves the Service Bus namespace with its queues and topics. */
export function resolveServiceBus(
  definition: CompleteServiceBus,
  { azure, uniqueSuffix }: ServiceNaming,
  worked: WorkedSources,
  problems: ProblemList,
) {
  const name = withUniqueSuffix('serviceBusNamespace', definition.name, uniqueSuffix);
  requireRule(problems, 'name', azureNameProblem('serviceBusNamespace', name), serviceNameFix);
  const { privateEndpoint, queues, topics } = definition;
  const sku = definition.sku ?? (privateEndpoint ? 'Premium' : 'Standard');
  if (privateEndpoint && sku !== 'Premium')
    problems.add('sku', `"${sku}" does not support private endpoints`, privateEndpointSkuFix);
  if (queues.length + topics.length === 0)
    problems.add('', 'has neither queues nor topics', 'Add a queue or a topic, or remove serviceBus.');
  // Queues and topics share one address space, so a name is either a queue or a topic.
  requireUnique(
    problems,
    'queue or topic',
    [...queues, ...topics],
    (entity) => entity.name.toLowerCase(),
    (index) => (index < queues.length ? `queues[${index}].name` : `topics[${index - queues.length}].name`),
  );
  return {
    name,
    host: serviceBusHost(azure.cloud, name),
    sku,
    privateEndpoint,
    queues: queues.map((queue, index) => resolveQueue(queue, worked, problems.at('queues').at(index))),
    topics: topics.map((topic, index) => resolveTopic(topic, worked, problems.at('topics').at(index))),
  };
}

export type ResolvedServiceBus = Readonly<ReturnType<typeof resolveServiceBus>>;
export type ResolvedQueue = ResolvedServiceBus['queues'][number];
export type ResolvedTopic = ResolvedServiceBus['topics'][number];

/** Undefined: duplicate detection is off. */
function duplicateDetection(minutes: number | false): number | undefined {
  return minutes === false ? undefined : minutes;
}

function resolveQueue(definition: CompleteQueue, worked: WorkedSources, problems: ProblemList) {
  requireRule(problems, 'name', azureNameProblem('serviceBusQueue', definition.name), 'Choose another name.');
  const queue = {
    ...definition,
    ...lockSettings(definition, worked.get(definition.name)),
    duplicateDetectionMinutes: duplicateDetection(definition.duplicateDetectionMinutes),
  };
  requireMessageSettings(problems, queue);
  return queue;
}

/**
 * The settings of the definition, then those that the worker needs. Without a worker of the
 * platform: the longest lock, which consumers rarely renew.
 */
function lockSettings(
  { lockSeconds, maxDeliveryCount }: Partial<LockSettings>,
  worker: LockSettings | undefined,
): LockSettings {
  return {
    lockSeconds: lockSeconds ?? worker?.lockSeconds ?? maxLockSeconds,
    maxDeliveryCount: maxDeliveryCount ?? worker?.maxDeliveryCount ?? 10,
  };
}

function resolveTopic(definition: CompleteTopic, worked: WorkedSources, problems: ProblemList) {
  const { name, subscriptions } = definition;
  requireRule(problems, 'name', azureNameProblem('serviceBusTopic', name), 'Choose another name.');
  const at = problems.at('subscriptions');
  requireUnique(
    at,
    'subscription',
    subscriptions,
    (subscription) => subscription.name.toLowerCase(),
    (index) => `[${index}].name`,
  );
  const topic = {
    name,
    timeToLiveDays: definition.timeToLiveDays,
    duplicateDetectionMinutes: duplicateDetection(definition.duplicateDetectionMinutes),
  };
  requireMessageSettings(problems, topic);
  return {
    ...topic,
    subscriptions: subscriptions.map((subscription, index) => {
      const here = at.at(index);
      requireRule(
        here,
        'name',
        azureNameProblem('serviceBusSubscription', subscription.name),
        'Choose another name.',
      );
      const source = serviceBusSourceName({ topic: name, subscription: subscription.name });
      const settings = lockSettings(subscription, worked.get(source));
      requireMessageSettings(here, settings);
      return { name: subscription.name, ...settings };
    }),
  };
}
