import { defaultHeartbeatFile, type Heartbeat, heartbeatAction, heartbeatOf } from './heartbeat';
import { execTimeoutSeconds, heartbeatPeriodSeconds } from './http-app-probes';
import type { ProbeSpec, WorkerProbePlan } from './probe-plan';
import { startupProbe } from './startup-probe';

/** Input of workerProbePlan(). */
export interface WorkerProbeInput {
  /** Seconds from the start to the first heartbeat, including the load of a model. @default 60 */
  readonly startupSeconds?: number;
  /**
   * Maximum time that work blocks every thread of the process, seconds: a library that holds
   * Python's global interpreter lock.
   *
   * @default 30
   */
  readonly maxPauseSeconds?: number;
  /** File that the worker touches while it runs. @default '/run/heartbeat/alive' */
  readonly heartbeatFile?: string;
}

export const defaultMaxPauseSeconds = 30;
export const defaultWorkerStartupSeconds = 60;

/** As for an HTTP application: a cold node, a slow download of a tokenizer. */
const startupFactor = 3;

/** Heartbeat of a worker. */
export function workerHeartbeat(input: WorkerProbeInput = {}): Heartbeat {
  return heartbeatOf({
    maxPauseSeconds: input.maxPauseSeconds ?? defaultMaxPauseSeconds,
    file: input.heartbeatFile ?? defaultHeartbeatFile,
  });
}

/**
 * Probes of a worker: they check the age of a file that one of its threads touches. A worker that
 * is busy for an hour still touches the file; a dead or hung worker does not. Unlike an HTTP probe,
 * it needs no response from a process whose threads are busy.
 *
 * The startup probe also requires a *fresh* file: the volume outlives the container, so the old
 * file still exists after a restart.
 */
export function workerProbePlan(input: WorkerProbeInput = {}): WorkerProbePlan {
  const action = heartbeatAction(workerHeartbeat(input));
  const budgetSeconds = (input.startupSeconds ?? defaultWorkerStartupSeconds) * startupFactor;
  return {
    startup: startupProbe(action, { budgetSeconds, timeoutSeconds: execTimeoutSeconds }),
    liveness: livenessOf(input, 0),
  };
}

/**
 * The same without a startup probe, as in the AKS guide: the first probe follows the expected
 * duration of the start.
 */
export function delayedWorkerProbePlan(input: WorkerProbeInput = {}): Pick<WorkerProbePlan, 'liveness'> {
  return { liveness: livenessOf(input, input.startupSeconds ?? defaultWorkerStartupSeconds) };
}

function livenessOf(input: WorkerProbeInput, initialDelaySeconds: number): ProbeSpec {
  return {
    action: heartbeatAction(workerHeartbeat(input)),
    initialDelaySeconds,
    periodSeconds: heartbeatPeriodSeconds,
    timeoutSeconds: execTimeoutSeconds,
    failureThreshold: 3,
    successThreshold: 1,
  };
}
