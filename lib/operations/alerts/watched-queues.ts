import { serviceBusSourceName } from '../../engine/scaling/scalers/service-bus';
import type { WorkloadScaler } from '../../platform/workloads/workload-facets';
import type { Inventory } from '../inventory/inventory';
import type { InventoryWorkload } from '../inventory/inventory-workload';
import type { QueueConsumer, WatchedEntity } from './queue-alerts';

/** Queues, then topics, with alerts. */
export function watchedQueues({
  queues,
  workloads,
}: Pick<Inventory, 'queues' | 'workloads'>): readonly WatchedEntity[] {
  const consumers = consumersOf(workloads);
  const of = (name: string) =>
    consumers.filter((each) => each.source === name).map(({ consumer }) => consumer);
  const topics = [...new Set(queues.flatMap(({ topic }) => topic ?? []))];
  return [
    ...queues.filter(({ kind }) => kind === 'queue').map(({ name }) => ({ name, consumers: of(name) })),
    ...topics.map((topic) => {
      const all = queues.filter((queue) => queue.topic === topic).map(({ name }) => of(name));
      // Azure counts the messages of a topic together, including subscriptions that other systems
      // read.
      return { name: topic, consumers: all.every((each) => each.length > 0) ? all.flat() : [] };
    }),
  ];
}

interface Consumption {
  /** Name of a queue or subscription. */
  readonly source: string;
  readonly consumer: QueueConsumer;
}

function consumersOf(workloads: readonly InventoryWorkload[]): readonly Consumption[] {
  return workersFirst(workloads).flatMap(({ name, replicas, scaler }) =>
    (scaler?.triggers ?? []).flatMap(({ measures }): readonly Consumption[] =>
      measures?.of === 'messages'
        ? [
            {
              source: serviceBusSourceName(measures.source),
              consumer: {
                workload: name,
                maxReplicas: replicas!.max,
                messagesPerReplica: measures.perReplica,
                coldStartSeconds: scaler!.coldStartSeconds,
                ...(scaler!.maxJobSeconds === undefined ? {} : { maxJobSeconds: scaler!.maxJobSeconds }),
              },
            },
          ]
        : [],
    ),
  );
}

/**
 * ScaledObjects and ScaledJobs whose failures no autoscaler shows: a workload at 0 replicas and a
 * ScaledJob have no autoscaler, and a fallback hides the failure from it. Metrics that the target's
 * own pods report are excluded: they fail whenever no pod is ready, which has an alert of its own.
 */
export function silentScalers({ workloads }: Pick<Inventory, 'workloads'>): readonly string[] {
  return workersFirst(workloads).flatMap(({ replicas, scaler }) =>
    scaler !== undefined && isSilent(scaler, replicas?.min) ? [scaler.name] : [],
  );
}

function isSilent({ kind, hasFallback, triggers }: WorkloadScaler, minReplicas: number | undefined): boolean {
  return (
    (kind === 'ScaledJob' || minReplicas === 0 || hasFallback) &&
    triggers.every(({ producedByTarget }) => !producedByTarget)
  );
}

/** Order of the names in queries and texts of alerts, which a change would rewrite in Azure. */
function workersFirst(workloads: readonly InventoryWorkload[]): readonly InventoryWorkload[] {
  const isWorker = ({ role }: InventoryWorkload) => role === 'worker';
  return [...workloads.filter(isWorker), ...workloads.filter((each) => !isWorker(each))];
}
