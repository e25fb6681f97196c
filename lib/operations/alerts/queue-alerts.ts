import { type AlertKind, type AlertSeverity, alertKinds } from '../../facts/alert-kinds';
import type { RunbookTopic } from '../../facts/runbook-topics';

/** What takes the messages of a queue or topic. */
export interface QueueConsumer {
  readonly workload: string;
  readonly maxReplicas: number;
  /** Messages that one replica is good for, as its trigger has it. */
  readonly messagesPerReplica: number;
  /** From a message that wakes the first replica to its first message, seconds. */
  readonly coldStartSeconds: number;
  /** How long a message may be worked on, seconds. Default: 0. */
  readonly maxJobSeconds?: number;
}

/** A queue or a topic that somebody wants to be told about. */
export interface WatchedEntity {
  readonly name: string;
  /** Everybody who takes its messages. None, or not all known: nothing is told of its backlog. */
  readonly consumers: readonly QueueConsumer[];
}

/** An alert on a metric that Azure Monitor has of a resource. */
export interface MetricAlert {
  readonly kind: AlertKind;
  readonly metric: 'ActiveMessages' | 'DeadletteredMessages';
  readonly aggregation: 'Minimum' | 'Maximum';
  /** It fires above. */
  readonly threshold: number;
  /** Queues and topics, each for itself: the dimension `EntityName`. */
  readonly entities: readonly string[];
  readonly window: MetricWindow;
  readonly severity: AlertSeverity;
  readonly topic: RunbookTopic;
  readonly description: string;
}

/** How far back a metric alert looks. Source: azurerm `monitor_metric_alert`, `window_size` (2026-11). */
export type MetricWindow = (typeof metricWindows)[number]['window'];

const metricWindows = [
  { window: 'PT5M', minutes: 5 },
  { window: 'PT1H', minutes: 60 },
  { window: 'PT6H', minutes: 360 },
  { window: 'PT12H', minutes: 720 },
  { window: 'P1D', minutes: 1440 },
] as const;

/** A burst that is worked off within it is what a queue is for. */
const minBacklogMinutes = 60;

/**
 * Service Bus tells how many messages a queue or topic has, not how old the first of them is, and it tells Azure Monitor, not
 * Prometheus: hence metric alerts. A topic's messages are those of all its subscriptions together.
 * Source: learn.microsoft.com/azure/service-bus-messaging/monitor-service-bus-reference (2026-11).
 */
export function queueAlerts(entities: readonly WatchedEntity[]): readonly MetricAlert[] {
  if (entities.length === 0) return [];
  return [deadLetters(entities), ...entities.filter(({ consumers }) => consumers.length > 0).map(backlog)];
}

/** Expired, or given up after the last delivery. It stays until somebody takes it, and so does the alert. */
function deadLetters(entities: readonly WatchedEntity[]): MetricAlert {
  return {
    ...factsOf('dead-letters'),
    metric: 'DeadletteredMessages',
    aggregation: 'Maximum',
    threshold: 0,
    entities: entities.map(({ name }) => name),
    window: 'PT5M',
    description:
      'There are messages in the dead-letter queue of the entity that is named: nobody will work on them. ' +
      'Read their DeadLetterReason in the Service Bus Explorer of the portal, mend the cause, and send them again.',
  };
}

/**
 * All replicas together are good for so many messages; what is above waits although everything runs, or because nothing does. It is the
 * minimum that counts: once below it within the time, and somebody is working it off.
 */
function backlog({ name, consumers }: WatchedEntity): MetricAlert {
  const threshold = consumers.reduce((sum, each) => sum + each.maxReplicas * each.messagesPerReplica, 0);
  const neededMinutes = Math.max(
    minBacklogMinutes,
    ...consumers.map(({ coldStartSeconds, maxJobSeconds = 0 }) => (coldStartSeconds + maxJobSeconds) / 60),
  );
  const { window, minutes } =
    metricWindows.find((candidate) => candidate.minutes >= neededMinutes) ?? metricWindows.at(-1)!;
  const workloads = consumers.map(({ workload }) => workload).join(' and ');
  return {
    ...factsOf('queue-backlog'),
    metric: 'ActiveMessages',
    aggregation: 'Minimum',
    threshold,
    entities: [name],
    window,
    description:
      `For ${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'} ${name} has always had more than ${threshold} active messages, which is what all replicas of ${workloads} together take. ` +
      'Look whether the replicas are there and complete messages; if they do, raise maxReplicas.',
  };
}

function factsOf(kind: AlertKind) {
  const { severity, topic } = alertKinds[kind];
  return { kind, severity, topic };
}
