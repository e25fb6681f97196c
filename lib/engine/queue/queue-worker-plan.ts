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
 * What takes the messages:
 * - `deployment`: pods that stay, take one message after another, and finish what they have begun before they go.
 * - `job`: a pod for each message (or few), which nothing scales away before it is done.
 */
export type QueueWorkerMode = 'deployment' | 'job';

/** What a queue worker is made from. */
export interface QueueWorkerPlanInput {
  /** How long a job takes at most, seconds. Everything else follows from it. */
  readonly maxJobSeconds: number;
  /** Messages that one replica works on at the same time. Default: 1. */
  readonly concurrency?: number;
  /** Default: `deployment` as long as a pod can finish a job before it is killed, which is 9 and a half minutes. */
  readonly mode?: QueueWorkerMode;
  /** Whether each replica holds GPUs. Default: no. */
  readonly gpu?: boolean;
  /** From start to the first heartbeat, seconds: loading a model counts. Default: 60. */
  readonly startupSeconds?: number;
  /** Longest time that work keeps every thread of the process from running, seconds. Default: 30. */
  readonly maxPauseSeconds?: number;
  /** How long a message may wait for its turn once the replicas are there, seconds. Default: 60. */
  readonly acceptableWaitSeconds?: number;
}

/** What follows from the length of a job. */
export interface QueueWorkerPlan {
  readonly mode: QueueWorkerMode;
  readonly maxJobSeconds: number;
  readonly concurrency: number;
  /** Whether each replica holds GPUs. */
  readonly gpu: boolean;
  /** Lock of the queue or subscription. */
  readonly lockSeconds: number;
  /** How long the worker renews the lock of one message: `MESSAGE_LOCK_RENEWAL_SECONDS`. */
  readonly lockRenewalSeconds: number;
  /** Deliveries of the queue until a message is put aside as poison. */
  readonly maxDeliveryCount: number;
  /** What the worker gets to finish after the signal to stop: `SHUTDOWN_GRACE_SECONDS`. */
  readonly drainSeconds: number;
  readonly terminationGracePeriodSeconds: number;
  /** From the start of a job's pod on its node to its end; undefined for a Deployment. */
  readonly activeDeadlineSeconds: number | undefined;
  readonly messagesPerReplica: number;
  readonly probes: WorkerProbePlan;
  /** The file that the probes look at. */
  readonly heartbeat: Heartbeat;
  readonly coldStart: ColdStart;
}

/**
 * How long an upgrade waits for the pods of a node before it fails: AKS's default node drain timeout is 30 minutes
 * (learn.microsoft.com/azure/aks/upgrade-aks-cluster, 2026-11). Five of them are left for everything else on the node.
 */
const longestGraceSeconds = 25 * 60;
/** From the end of the last job to the exit of the process: closing connections, settling the message. */
const exitMarginSeconds = 30;

/** The longest job that a pod of a Deployment can finish after the signal to stop, on any node. */
export const maxDeploymentJobSeconds = autoscalerGraceSeconds - exitMarginSeconds;

/** Name of the ScaledObject of a worker that is a Deployment. */
export function queueScaledObjectName(worker: string): string {
  return `${worker}-scaler`;
}

/** Shorter, and the lock of a message is lost in a pause of the network. Service Bus allows 5. */
const minLockSeconds = 30;

/**
 * Derives the lock, the grace period, the kind of workload, the probes and the trigger from the length of a job;
 * docs/queue-worker.md has the table.
 */
export function queueWorkerPlan(input: QueueWorkerPlanInput): QueueWorkerPlan {
  const { maxJobSeconds, concurrency = 1, gpu = false, acceptableWaitSeconds = 60 } = input;
  const mode = input.mode ?? (maxJobSeconds <= maxDeploymentJobSeconds ? 'deployment' : 'job');
  const startupSeconds = input.startupSeconds ?? defaultWorkerStartupSeconds;
  const maxPauseSeconds = input.maxPauseSeconds ?? defaultMaxPauseSeconds;
  const probes = workerProbePlan({ startupSeconds, maxPauseSeconds });
  const startupBudget = probes.startup.periodSeconds * probes.startup.failureThreshold;
  const coldStart = coldStartOf({ gpu, startupSeconds: startupBudget });
  const longestGrace = mode === 'deployment' ? autoscalerGraceSeconds : longestGraceSeconds;
  const grace = Math.min(maxJobSeconds + exitMarginSeconds, longestGrace);
  return {
    mode,
    maxJobSeconds,
    concurrency,
    gpu,
    lockSeconds: lockSeconds(maxJobSeconds, maxPauseSeconds),
    // A job that takes longer than it ever should is stuck; its message is for another worker.
    lockRenewalSeconds: maxJobSeconds + exitMarginSeconds,
    maxDeliveryCount: deliveries(maxJobSeconds),
    drainSeconds: grace - exitMarginSeconds,
    terminationGracePeriodSeconds: grace,
    activeDeadlineSeconds:
      mode === 'job'
        ? coldStart.imagePullSeconds + startupBudget + maxJobSeconds + exitMarginSeconds
        : undefined,
    messagesPerReplica:
      // A job is for the messages that it takes, and ends. A pod that stays can have a backlog of its own.
      mode === 'job'
        ? concurrency
        : concurrency * Math.max(1, Math.floor(acceptableWaitSeconds / maxJobSeconds)),
    probes,
    heartbeat: workerHeartbeat({ maxPauseSeconds }),
    coldStart,
  };
}

/**
 * A lock that a short job never has to renew; a longer one renews, and the lock is how long a message of a dead worker waits
 * for the next. Never so short that a pause of the process loses it: three tries to renew fit in.
 */
function lockSeconds(maxJobSeconds: number, maxPauseSeconds: number): number {
  const forShortJobs = Math.ceil(maxJobSeconds * 1.5);
  return Math.min(maxLockSeconds, Math.max(minLockSeconds, forShortJobs, 3 * maxPauseSeconds));
}

/** Service Bus's own default is 10. A poison message costs as many jobs as it has deliveries, so long ones get fewer. */
function deliveries(maxJobSeconds: number): number {
  if (maxJobSeconds > 3600) return 3;
  return maxJobSeconds > maxDeploymentJobSeconds ? 5 : 10;
}
