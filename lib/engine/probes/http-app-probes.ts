import { type Heartbeat, heartbeatAction } from './heartbeat';
import type { DelayedProbePlan, ProbeAction, ProbePlan, ProbeSpec } from './probe-plan';
import { startupProbe } from './startup-probe';

/** Source of an application's health. */
export type HealthSource =
  /** The application on its own port, which does not respond while it is busy. */
  | { readonly type: 'application' }
  /** A separate thread or process on a separate port, which always responds. */
  | { readonly type: 'thread'; readonly port: number }
  /** A heartbeat file for liveness. Readiness uses the port of the application. */
  | { readonly type: 'heartbeat'; readonly heartbeat: Heartbeat };

/** Input of httpAppProbePlan(). */
export interface HttpAppProbeInput {
  readonly port: number;
  /** Maximum time that a request blocks the process, seconds. */
  readonly maxProcessingSeconds: number;
  /** Seconds from the start to ready, including the load of a model. */
  readonly startupSeconds: number;
  readonly paths: { readonly live: string; readonly ready: string };
  /** @default the application */
  readonly health?: HealthSource;
}

/**
 * A start may take three times the expected duration: a cold node, a slow download of a tokenizer.
 */
const startupFactor = 3;
const minTimeoutSeconds = 5;
const livenessPeriodSeconds = 30;
/** Share of the start before the first readiness probe. The AKS guide waits 30 s of 60. */
const readinessDelayShare = 0.5;

/**
 * Separate probes. Liveness only checks that the process exists, with a timeout that the longest
 * work does not exceed, so a busy process is not killed. Readiness removes a busy or draining pod
 * from the Service without a restart. The startup probe delays both during the start.
 */
export function httpAppProbePlan(input: HttpAppProbeInput): ProbePlan {
  const { live } = actions(input);
  const budgetSeconds = input.startupSeconds * startupFactor;
  const timeoutSeconds = isHeartbeat(input) ? execTimeoutSeconds : minTimeoutSeconds;
  return { startup: startupProbe(live, { budgetSeconds, timeoutSeconds }), ...answering(input, 0, 0) };
}

/**
 * The same without a startup probe, as in the AKS guide: liveness has an initial delay of the
 * duration of the start. It kills a slower start and checks a faster one too late, so the platform
 * uses `httpAppProbePlan()`.
 */
export function delayedHttpAppProbePlan(input: HttpAppProbeInput): DelayedProbePlan {
  const seconds = Math.ceil(input.startupSeconds);
  return answering(input, seconds, Math.floor(seconds * readinessDelayShare));
}

function answering(
  input: HttpAppProbeInput,
  livenessDelay: number,
  readinessDelay: number,
): DelayedProbePlan {
  const { live, ready } = actions(input);
  const health = input.health ?? { type: 'application' };
  // A separate thread responds immediately, with 503 while the pod is busy. A single 503 is
  // reliable.
  const readiness =
    health.type === 'thread'
      ? { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 1 }
      : { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 };
  return {
    readiness: probe(ready, readinessDelay, readiness),
    liveness: probe(live, livenessDelay, livenessOf(input, health)),
  };
}

function livenessOf({ maxProcessingSeconds }: HttpAppProbeInput, health: HealthSource) {
  switch (health.type) {
    case 'thread':
      return { periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 };
    case 'heartbeat':
      return {
        periodSeconds: heartbeatPeriodSeconds,
        timeoutSeconds: execTimeoutSeconds,
        failureThreshold: 3,
      };
    case 'application': {
      const timeoutSeconds = busyTimeoutSeconds(maxProcessingSeconds);
      // Probes never overlap, but with a timeout above the period the failure threshold would be
      // misleading.
      return {
        periodSeconds: Math.max(livenessPeriodSeconds, timeoutSeconds),
        timeoutSeconds,
        failureThreshold: 3,
      };
    }
  }
}

/** Period of the probe of a heartbeat. From the AKS guide. */
export const heartbeatPeriodSeconds = 15;
/** Timeout for an exec probe: starting a shell is slow on a node with busy CPUs. */
export const execTimeoutSeconds = 10;

/**
 * Timeout that work of this duration does not exceed. Below the period it must be longer than the
 * work: if the pauses between jobs fall between probes, each job of the timeout's duration counts
 * as one failure. At or above the period it may be equal, because the kubelet sends the next probe
 * after the previous one has ended, so three failures take the time of three jobs.
 */
function busyTimeoutSeconds(maxProcessingSeconds: number): number {
  const longer = Math.floor(maxProcessingSeconds) + 1;
  const enough = longer > livenessPeriodSeconds ? Math.ceil(maxProcessingSeconds) : longer;
  return Math.max(minTimeoutSeconds, enough);
}

function actions({ port, paths, health }: HttpAppProbeInput): Record<'live' | 'ready', ProbeAction> {
  const http = (path: string): ProbeAction => ({
    type: 'http',
    path,
    port: health?.type === 'thread' ? health.port : port,
  });
  return {
    live: health?.type === 'heartbeat' ? heartbeatAction(health.heartbeat) : http(paths.live),
    ready: http(paths.ready),
  };
}

function isHeartbeat({ health }: HttpAppProbeInput): boolean {
  return health?.type === 'heartbeat';
}

function probe(
  action: ProbeAction,
  initialDelaySeconds: number,
  timing: Pick<ProbeSpec, 'periodSeconds' | 'timeoutSeconds' | 'failureThreshold'>,
): ProbeSpec {
  return { action, initialDelaySeconds, ...timing, successThreshold: 1 };
}
