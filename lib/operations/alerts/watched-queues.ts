import { queueScaledObjectName } from '../../engine/queue/queue-worker-plan';
import { coldStartSeconds } from '../../engine/scaling/cold-start';
import type { ServiceBusSource } from '../../engine/scaling/scaler-trigger';
import { serviceBusSourceName } from '../../engine/scaling/scalers/service-bus';
import type { ResolvedPlatform } from '../../platform/resolved-platform';
import type { ResolvedScaling } from '../../platform/workloads/resolve-scaling';
import { workloadsOf } from '../../platform/workloads/workload-kinds';
import type { QueueConsumer, WatchedEntity } from './queue-alerts';

type Queues = Pick<ResolvedPlatform, 'serviceBus' | 'workloads'>;

/** Queues and topics with alerts. */
export function watchedQueues(platform: Queues): readonly WatchedEntity[] {
  const { serviceBus } = platform;
  if (serviceBus === undefined) return [];
  const consumers = consumersOf(platform);
  const of = (source: ServiceBusSource) =>
    consumers.filter((each) => each.source === serviceBusSourceName(source)).map(({ consumer }) => consumer);
  return [
    ...serviceBus.queues.map(({ name }) => ({ name, consumers: of({ queue: name }) })),
    ...serviceBus.topics.map(({ name, subscriptions }) => {
      const all = subscriptions.map((subscription) => of({ topic: name, subscription: subscription.name }));
      // Azure counts the messages of a topic together, including subscriptions that other systems read.
      return { name, consumers: all.every((each) => each.length > 0) ? all.flat() : [] };
    }),
  ];
}

interface Consumption {
  /** Result of `serviceBusSourceName()`. */
  readonly source: string;
  readonly consumer: QueueConsumer;
}

function consumersOf(platform: Queues): readonly Consumption[] {
  return [
    ...workloadsOf(platform, 'queue-worker').map(({ name, source, plan, maxReplicas }) => ({
      source: serviceBusSourceName(source),
      consumer: {
        workload: name,
        maxReplicas,
        messagesPerReplica: plan.messagesPerReplica,
        coldStartSeconds: coldStartSeconds(plan.coldStart),
        maxJobSeconds: plan.maxJobSeconds,
      },
    })),
    ...scaledWorkloads(platform).flatMap(({ name, scaling }) =>
      scaling.triggers.flatMap(({ spec: { measures } }) =>
        measures?.of === 'messages'
          ? [
              {
                source: serviceBusSourceName(measures.source),
                consumer: {
                  workload: name,
                  maxReplicas: scaling.plan.maxReplicas,
                  messagesPerReplica: measures.perReplica,
                  coldStartSeconds: scaling.plan.coldStartSeconds,
                },
              },
            ]
          : [],
      ),
    ),
  ];
}

function scaledWorkloads(
  platform: Pick<Queues, 'workloads'>,
): readonly { readonly name: string; readonly scaling: ResolvedScaling }[] {
  return workloadsOf(platform, 'inference-server', 'triton-server', 'http-app', 'agent-app').flatMap(
    ({ name, scaling }) => (scaling === undefined ? [] : [{ name, scaling }]),
  );
}

/**
 * ScaledObjects and ScaledJobs whose failures no autoscaler shows: a workload at 0 replicas and a ScaledJob have no autoscaler, and a
 * fallback hides the failure from it. Metrics that the target's own pods report are excluded: they fail whenever no pod is ready, which
 * has an alert of its own.
 */
export function silentScalers(platform: Pick<Queues, 'workloads'>): readonly string[] {
  return [
    ...workloadsOf(platform, 'queue-worker')
      .filter(({ plan, minReplicas }) => plan.mode === 'job' || minReplicas === 0)
      .map(({ name, plan }) => (plan.mode === 'job' ? name : queueScaledObjectName(name))),
    ...scaledWorkloads(platform)
      .filter(
        ({ scaling: { plan, triggers } }) =>
          (plan.minReplicas === 0 || plan.fallback !== undefined) &&
          triggers.every(({ spec }) => !spec.producedByTarget),
      )
      .map(({ scaling }) => scaling.name),
  ];
}
