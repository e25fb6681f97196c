import { defaultHeartbeatFile, type Heartbeat, heartbeatAction, heartbeatOf } from './heartbeat';
import { execTimeoutSeconds, heartbeatPeriodSeconds } from './http-app-probes';
import type { ProbeSpec, WorkerProbePlan } from './probe-plan';
import { startupProbe } from './startup-probe';

/** What the probes of a worker follow from. */
export interface WorkerProbeInput {
  /** From start to the first heartbeat, seconds: loading a model counts. Default: 60. */
  readonly startupSeconds?: number;
  /**
   * Longest time that work keeps every thread of the process from running, seconds: a library that holds Python's interpreter
   * lock. Default: 30.
   */
  readonly maxPauseSeconds?: number;
  /** File that the worker touches while it lives. Default: `/run/heartbeat/alive`. */
  readonly heartbeatFile?: string;
}

export const defaultMaxPauseSeconds = 30;
export const defaultWorkerStartupSeconds = 60;

/** As of an HTTP application: a cold node, a slow pull of a tokenizer. */
const startupFactor = 3;

/** The heartbeat that a worker keeps. */
export function workerHeartbeat(input: WorkerProbeInput = {}): Heartbeat {
  return heartbeatOf({
    maxPauseSeconds: input.maxPauseSeconds ?? defaultMaxPauseSeconds,
    file: input.heartbeatFile ?? defaultHeartbeatFile,
  });
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
  const action = heartbeatAction(workerHeartbeat(input));
  const budgetSeconds = (input.startupSeconds ?? defaultWorkerStartupSeconds) * startupFactor;
  return {
    startup: startupProbe(action, { budgetSeconds, timeoutSeconds: execTimeoutSeconds }),
    liveness: livenessOf(input, 0),
  };
}

/** The same without a startup probe, as the AKS guide has it: the first look comes when the worker should have started. */
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
