import type { ProbeSpec, WorkerProbePlan } from './probe-plan';

/** What the probes of a worker follow from. */
export interface WorkerProbeInput {
  /** From start to the first heartbeat, seconds: loading a model counts. Default: 60. */
  readonly startupSeconds?: number;
  /**
   * Longest time that work keeps every thread of the process from running, seconds: a library that holds Python's interpreter
   * lock. Default: 30.
   */
  readonly maxPauseSeconds?: number;
  /** File that the worker touches while it lives. Default: `/tmp/heartbeat`. */
  readonly heartbeatFile?: string;
}

/** On the volume that every pod may write. */
export const defaultHeartbeatFile = '/tmp/heartbeat';
export const defaultMaxPauseSeconds = 30;
export const defaultWorkerStartupSeconds = 60;

/** How often a worker has to touch the file; the contract with it (docs/queue-worker.md). */
export const heartbeatSeconds = 10;
const startupPeriodSeconds = 5;
/** As of an HTTP application: a cold node, a slow pull of a tokenizer. */
const startupFactor = 3;

/** Age of the file from which the worker counts as dead: the longest pause, three beats, and no less than the AKS guide's 30. */
export function heartbeatMaxAgeSeconds(maxPauseSeconds: number): number {
  return Math.max(30, maxPauseSeconds + 3 * heartbeatSeconds);
}

/**
 * Probes of a worker: the age of a file that a thread of it touches. It asks the process, not its work: a worker that is busy
 * for an hour touches the file all the while, one that is dead or stuck as a whole does not. Reading a file needs no answer of
 * a process whose threads are all busy.
 *
 * The startup probe asks for a *fresh* file too: the volume outlives the container, and after a restart the old file is still
 * there.
 */
export function workerProbePlan(input: WorkerProbeInput = {}): WorkerProbePlan {
  const file = input.heartbeatFile ?? defaultHeartbeatFile;
  const maxAge = heartbeatMaxAgeSeconds(input.maxPauseSeconds ?? defaultMaxPauseSeconds);
  const startupSeconds = input.startupSeconds ?? defaultWorkerStartupSeconds;
  const probe = (periodSeconds: number, failureThreshold: number): ProbeSpec => ({
    action: {
      type: 'exec',
      command: ['/bin/sh', '-c', `test $(( $(date +%s) - $(stat -c %Y ${file}) )) -lt ${maxAge}`],
    },
    initialDelaySeconds: 0,
    periodSeconds,
    // Starting a shell takes long on a node whose CPUs are all taken.
    timeoutSeconds: 10,
    failureThreshold,
    successThreshold: 1,
  });
  return {
    startup: probe(startupPeriodSeconds, Math.ceil((startupSeconds * startupFactor) / startupPeriodSeconds)),
    liveness: probe(15, 3),
  };
}
