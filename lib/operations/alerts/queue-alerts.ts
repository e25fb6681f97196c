import { type AlertKind, type AlertSeverity, alertKinds } from '../../facts/alert-kinds';
import type { RunbookTopic } from '../../facts/runbook-topics';

/** Workload that processes the messages of a queue or topic. */
export interface QueueConsumer {
  readonly workload: string;
  readonly maxReplicas: number;
  /** Messages per replica, as its trigger has it. */
  readonly messagesPerReplica: number;
  /** Time from a message that starts the first replica until the replica receives it, seconds. */
  readonly coldStartSeconds: number;
  /**
   * Longest processing time of a message, seconds.
   *
   * @default 0
   */
  readonly maxJobSeconds?: number;
}

/** Queue or topic with alerts. */
export interface WatchedEntity {
  readonly name: string;
  /**
   * All workloads that process its messages. Empty if there is none, or if some are unknown: then
   * it has no backlog alert.
   */
  readonly consumers: readonly QueueConsumer[];
}

/** Alert on an Azure Monitor metric. */
export interface MetricAlert {
  readonly kind: AlertKind;
  readonly metric: 'ActiveMessages' | 'DeadletteredMessages';
  readonly aggregation: 'Minimum' | 'Maximum';
  /** The alert fires above this value. */
  readonly threshold: number;
  /** Queues and topics, each evaluated separately: the dimension `EntityName`. */
  readonly entities: readonly string[];
  readonly window: MetricWindow;
  readonly severity: AlertSeverity;
  readonly topic: RunbookTopic;
  readonly description: string;
}

/**
 * Time range of a metric alert. Source: azurerm `monitor_metric_alert`, `window_size` (2026-11).
 */
export type MetricWindow = (typeof metricWindows)[number]['window'];

const metricWindows = [
  { window: 'PT5M', minutes: 5 },
  { window: 'PT1H', minutes: 60 },
  { window: 'PT6H', minutes: 360 },
  { window: 'PT12H', minutes: 720 },
  { window: 'P1D', minutes: 1440 },
] as const;

/** Length of a time range, minutes. */
export function minutesOfWindow(window: MetricWindow): number {
  return metricWindows.find((each) => each.window === window)!.minutes;
}

/** A queue is meant to absorb a burst that its workers process within this time. */
const minBacklogMinutes = 60;

/**
 * Alerts of a Service Bus namespace. Service Bus reports the number of messages, not the age of the
 * first one, and reports it to Azure Monitor, not to Prometheus; hence metric alerts. The messages
 * of a topic are those of all its subscriptions together. Source:
 * learn.microsoft.com/azure/service-bus-messaging/monitor-service-bus-reference (2026-11).
 */
export function queueAlerts(entities: readonly WatchedEntity[]): readonly MetricAlert[] {
  if (entities.length === 0) return [];
  return [deadLetters(entities), ...entities.filter(({ consumers }) => consumers.length > 0).map(backlog)];
}

/**
 * Expired messages, and those whose last delivery failed. Both the message and the alert stay until
 * an operator removes the message.
 */
function deadLetters(entities: readonly WatchedEntity[]): MetricAlert {
  return {
    ...factsOf('dead-letters'),
    metric: 'DeadletteredMessages',
    aggregation: 'Maximum',
    threshold: 0,
    entities: entities.map(({ name }) => name),
    window: 'PT5M',
    description:
      'The dead-letter queue of the entity in the dimension EntityName contains messages. No worker processes them. ' +
      'Read their DeadLetterReason in the Service Bus Explorer of the portal, fix the cause, and resend them.',
  };
}

/**
 * Above the messages that all replicas process together, messages wait although everything runs, or
 * because nothing does. The alert evaluates the minimum: a value below the threshold within the
 * time shows that workers catch up.
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
      `The backlog of ${name} has been above ${threshold} active messages for ${minutes / 60} ${minutes === 60 ? 'hour' : 'hours'}. All replicas of ${workloads} together process ${threshold} at a time. ` +
      'Check that the replicas run and complete messages. If they do, raise maxReplicas.',
  };
}

function factsOf(kind: AlertKind) {
  const { severity, topic } = alertKinds[kind];
  return { kind, severity, topic };
}
