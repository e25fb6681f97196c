import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import { defaultMaxPauseSeconds } from '../probes/worker-probes';
import { maxDeploymentJobSeconds, type QueueWorkerPlanInput } from './queue-worker-plan';

/**
 * One week. Service Bus does not limit the renewal of a lock, but the upgrade of a node does not
 * wait forever.
 */
const maxAllowedSeconds = 7 * 86_400;

/** Adds the problems of the input of a queue worker's plan. */
export function checkQueueWorkerInput(input: QueueWorkerPlanInput, problems: ProblemList): void {
  requireInteger(problems, 'maxJobSeconds', input.maxJobSeconds, {
    min: 1,
    max: maxAllowedSeconds,
    unit: 'seconds',
  });
  for (const [key, range] of Object.entries({
    concurrency: { min: 1, max: 1000, unit: 'messages' },
    startupSeconds: { min: 1, max: 7200, unit: 'seconds' },
    maxPauseSeconds: { min: 1, max: 100, unit: 'seconds' },
    acceptableWaitSeconds: { min: 1, max: 86_400, unit: 'seconds' },
  })) {
    const value = input[key as 'concurrency'];
    if (value !== undefined) requireInteger(problems, key, value, range);
  }
  if (input.mode === 'deployment' && input.maxJobSeconds > maxDeploymentJobSeconds) {
    problems.add(
      'mode',
      `jobs of ${input.maxJobSeconds} seconds do not finish in a pod of a Deployment: the cluster autoscaler waits 600 seconds at most`,
      `Use 'job', or limit jobs to ${maxDeploymentJobSeconds} seconds.`,
    );
  }
}

/** Message settings of a worker's queue or subscription. */
export interface WorkedQueue {
  readonly lockSeconds: number;
  readonly maxDeliveryCount: number;
}

/** Adds a problem for each queue setting that does not fit the worker. */
export function checkWorkedQueue(
  queue: WorkedQueue,
  worker: Pick<QueueWorkerPlanInput, 'maxPauseSeconds'>,
  problems: ProblemList,
): void {
  const maxPauseSeconds = worker.maxPauseSeconds ?? defaultMaxPauseSeconds;
  if (queue.lockSeconds < 2 * maxPauseSeconds) {
    problems.add(
      'lockSeconds',
      `a lock of ${queue.lockSeconds} seconds can expire while the worker pauses for ${maxPauseSeconds} seconds, and a second worker would get the message`,
      `Set it to ${2 * maxPauseSeconds} or more, or remove it.`,
    );
  }
  if (queue.maxDeliveryCount < 3) {
    problems.add(
      'maxDeliveryCount',
      `with ${queue.maxDeliveryCount}, the drain or eviction of a node can send a valid message to the dead-letter queue`,
      'Set it to 3 or more, or remove it.',
    );
  }
}
