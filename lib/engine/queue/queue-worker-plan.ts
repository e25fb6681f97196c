import { maxLockSeconds } from '../../facts/service-bus-limits';
import type { Heartbeat } from '../probes/heartbeat';
import { autoscalerGraceSeconds, type WorkerProbePlan } from '../probes/probe-plan';
import {
  defaultMaxPauseSeconds,
  defaultWorkerStartupSeconds,
  workerHeartbeat,
  workerProbePlan,
} from '../probes/worker-probes';
import { type ColdStart, coldStartOf } from '../scaling/cold-start';

/**
 * Workload that processes the messages:
 * - `deployment`: long-running pods that process one message after another, and finish the current
 *   message before they stop.
 * - `job`: a pod for each message (or few messages), which no scaler removes before it is done.
 */
export type QueueWorkerMode = 'deployment' | 'job';

/** Input of queueWorkerPlan(). */
export interface QueueWorkerPlanInput {
  /** Maximum duration of a job, seconds. Every other value is derived from it. */
  readonly maxJobSeconds: number;
  /** Messages that a replica processes at the same time. @default 1 */
  readonly concurrency?: number;
  /**
   * @default 'deployment' if a pod can finish a job within its grace period, which is 9.5 minutes;
   * otherwise 'job'
   */
  readonly mode?: QueueWorkerMode;
  /** Whether each replica uses GPUs. @default false */
  readonly gpu?: boolean;
  /** Seconds from the start to the first heartbeat, including the load of a model. @default 60 */
  readonly startupSeconds?: number;
  /** Maximum time that work blocks every thread of the process, seconds. @default 30 */
  readonly maxPauseSeconds?: number;
  /** Maximum time that a message may wait for a running replica, seconds. @default 60 */
  readonly acceptableWaitSeconds?: number;
}

/** Values that are derived from the duration of a job. */
export interface QueueWorkerPlan {
  readonly mode: QueueWorkerMode;
  readonly maxJobSeconds: number;
  readonly concurrency: number;
  /** Whether each replica uses GPUs. */
  readonly gpu: boolean;
  /** Lock duration of the queue or subscription, seconds. */
  readonly lockSeconds: number;
  /**
   * Maximum time that the worker renews the lock of a message, seconds:
   * `MESSAGE_LOCK_RENEWAL_SECONDS`.
   */
  readonly lockRenewalSeconds: number;
  /** Deliveries before Service Bus moves a message to the dead-letter queue. */
  readonly maxDeliveryCount: number;
  /** Time for the worker to finish after SIGTERM, seconds: `SHUTDOWN_GRACE_SECONDS`. */
  readonly drainSeconds: number;
  readonly terminationGracePeriodSeconds: number;
  /** Maximum run time of a job's pod on its node, seconds; undefined for a Deployment. */
  readonly activeDeadlineSeconds: number | undefined;
  readonly messagesPerReplica: number;
  readonly probes: WorkerProbePlan;
  /** Heartbeat file for the probes. */
  readonly heartbeat: Heartbeat;
  readonly coldStart: ColdStart;
}

/**
 * Maximum grace period that an upgrade waits for. The default node drain timeout of AKS is 30
 * minutes. Five minutes remain for the other pods of the node.
 *
 * @see learn.microsoft.com/azure/aks/upgrade-aks-cluster (2026-11)
 */
const maxGraceSeconds = 25 * 60;
/**
 * From the end of the last job to the exit of the process: settling the message, closing
 * connections.
 */
const exitMarginSeconds = 30;

/** Maximum duration of a job that a pod of a Deployment can finish after SIGTERM, on any node. */
export const maxDeploymentJobSeconds = autoscalerGraceSeconds - exitMarginSeconds;

/** Name of the ScaledObject of a worker with mode `deployment`. */
export function queueScaledObjectName(worker: string): string {
  return `${worker}-scaler`;
}

/** A shorter lock would expire during a network interruption. Service Bus allows 5. */
const minLockSeconds = 30;

/**
 * Derives the lock, the grace period, the kind of workload, the probes and the trigger from the
 * duration of a job; see docs/queue-worker.md.
 */
export function queueWorkerPlan(input: QueueWorkerPlanInput): QueueWorkerPlan {
  const { maxJobSeconds, concurrency = 1, gpu = false, acceptableWaitSeconds = 60 } = input;
  const mode = input.mode ?? (maxJobSeconds <= maxDeploymentJobSeconds ? 'deployment' : 'job');
  const startupSeconds = input.startupSeconds ?? defaultWorkerStartupSeconds;
  const maxPauseSeconds = input.maxPauseSeconds ?? defaultMaxPauseSeconds;
  const probes = workerProbePlan({ startupSeconds, maxPauseSeconds });
  const startupBudget = probes.startup.periodSeconds * probes.startup.failureThreshold;
  const coldStart = coldStartOf({ gpu, startupSeconds: startupBudget });
  const maxGrace = mode === 'deployment' ? autoscalerGraceSeconds : maxGraceSeconds;
  const grace = Math.min(maxJobSeconds + exitMarginSeconds, maxGrace);
  return {
    mode,
    maxJobSeconds,
    concurrency,
    gpu,
    lockSeconds: lockSeconds(maxJobSeconds, maxPauseSeconds),
    // A job that exceeds its maximum duration hangs; another worker must get its message.
    lockRenewalSeconds: maxJobSeconds + exitMarginSeconds,
    maxDeliveryCount: deliveries(maxJobSeconds),
    drainSeconds: grace - exitMarginSeconds,
    terminationGracePeriodSeconds: grace,
    activeDeadlineSeconds:
      mode === 'job'
        ? coldStart.imagePullSeconds + startupBudget + maxJobSeconds + exitMarginSeconds
        : undefined,
    messagesPerReplica:
      // A job ends after its messages. A long-running pod can have a backlog.
      mode === 'job'
        ? concurrency
        : concurrency * Math.max(1, Math.floor(acceptableWaitSeconds / maxJobSeconds)),
    probes,
    heartbeat: workerHeartbeat({ maxPauseSeconds }),
    coldStart,
  };
}

/**
 * Lock duration: a short job never renews it. For longer jobs it is the time until another worker
 * gets the message of a dead worker. It covers three attempts to renew during a pause of the
 * process.
 */
function lockSeconds(maxJobSeconds: number, maxPauseSeconds: number): number {
  const forShortJobs = Math.ceil(maxJobSeconds * 1.5);
  return Math.min(maxLockSeconds, Math.max(minLockSeconds, forShortJobs, 3 * maxPauseSeconds));
}

/**
 * The default of Service Bus is 10. A poison message costs one job per delivery, so long jobs get
 * fewer.
 */
function deliveries(maxJobSeconds: number): number {
  if (maxJobSeconds > 3600) return 3;
  return maxJobSeconds > maxDeploymentJobSeconds ? 5 : 10;
}
