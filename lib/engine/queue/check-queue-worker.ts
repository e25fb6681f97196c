import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import { defaultMaxPauseSeconds } from '../probes/worker-probes';
import { maxDeploymentJobSeconds, type QueueWorkerPlanInput } from './queue-worker-plan';

/** A week: what the lock of a message can be renewed for is not limited, what an upgrade of a node waits for is. */
const longestJobSeconds = 7 * 86_400;

/** Adds what is wrong with the input of a queue worker's plan. */
export function checkQueueWorkerInput(input: QueueWorkerPlanInput, problems: ProblemList): void {
  requireInteger(problems, 'maxJobSeconds', input.maxJobSeconds, {
    min: 1,
    max: longestJobSeconds,
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
      `a job of ${input.maxJobSeconds} seconds outlives a pod that is scaled away: the cluster autoscaler waits 600`,
      `Use 'job', or make jobs of at most ${maxDeploymentJobSeconds} seconds.`,
    );
  }
}

/** What a worker's queue or subscription says about its messages. */
export interface WorkedQueue {
  readonly lockSeconds: number;
  readonly maxDeliveryCount: number;
}

/** Adds what in the settings of a queue does not fit its worker. */
export function checkWorkedQueue(
  queue: WorkedQueue,
  worker: Pick<QueueWorkerPlanInput, 'maxPauseSeconds'>,
  problems: ProblemList,
): void {
  const maxPauseSeconds = worker.maxPauseSeconds ?? defaultMaxPauseSeconds;
  if (queue.lockSeconds < 2 * maxPauseSeconds) {
    problems.add(
      'lockSeconds',
      `a lock of ${queue.lockSeconds} seconds is lost while the worker may pause for ${maxPauseSeconds}: two workers then have the message`,
      `Give at least ${2 * maxPauseSeconds}, or leave it out.`,
    );
  }
  if (queue.maxDeliveryCount < 3) {
    problems.add(
      'maxDeliveryCount',
      `with ${queue.maxDeliveryCount} a node that is drained or taken back is enough to put a good message aside`,
      'Give at least 3, or leave it out.',
    );
  }
}
