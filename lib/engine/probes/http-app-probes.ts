import { type Heartbeat, heartbeatAction } from './heartbeat';
import type { DelayedProbePlan, ProbeAction, ProbePlan, ProbeSpec } from './probe-plan';
import { startupProbe } from './startup-probe';

/** Who answers for an application's health. */
export type HealthSource =
  /** The application itself, on its own port, when it is not busy. */
  | { readonly type: 'application' }
  /** A thread (or process) of its own, on a port of its own, whatever the application does. */
  | { readonly type: 'thread'; readonly port: number }
  /** A file whose age says that the process lives; readiness stays with the application's own port. */
  | { readonly type: 'heartbeat'; readonly heartbeat: Heartbeat };

/** What the probes of an HTTP application follow from. */
export interface HttpAppProbeInput {
  readonly port: number;
  /** Longest time that one request keeps the process from answering, seconds. */
  readonly maxProcessingSeconds: number;
  /** From start to ready, seconds: loading a model counts. */
  readonly startupSeconds: number;
  readonly paths: { readonly live: string; readonly ready: string };
  /** Default: the application itself. */
  readonly health?: HealthSource;
}

/** A start may take three times what the user expects: a cold node, a slow pull of a tokenizer. */
const startupFactor = 3;
const minTimeoutSeconds = 5;
const livenessPeriodSeconds = 30;
/** Half of a load is a fair first guess of when to ask; the AKS guide asks after 30 s of 60. */
const readinessDelayShare = 0.5;

/**
 * Split probes: liveness asks only whether the process is there, and never sooner than the longest work lets it answer, so that a
 * busy process is not killed; readiness takes a busy or draining pod out of the Service without a restart; the startup probe
 * holds both back while the process starts.
 */
export function httpAppProbePlan(input: HttpAppProbeInput): ProbePlan {
  const { live } = actions(input);
  const budgetSeconds = input.startupSeconds * startupFactor;
  const timeoutSeconds = isHeartbeat(input) ? execTimeoutSeconds : minTimeoutSeconds;
  return { startup: startupProbe(live, { budgetSeconds, timeoutSeconds }), ...answering(input, 0, 0) };
}

/**
 * The same without a startup probe, as the AKS guide has it: liveness waits for as long as the start takes. A start that is slower is killed, and
 * one that is faster is watched too late, which is why `httpAppProbePlan()` is what the platform takes.
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
  // A thread of its own answers at once, and says so when the pod is busy: one 503 is an answer, not a failure to answer.
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
      // A probe slower than its period would not overlap with itself, but the count of failures would mislead.
      return {
        periodSeconds: Math.max(livenessPeriodSeconds, timeoutSeconds),
        timeoutSeconds,
        failureThreshold: 3,
      };
    }
  }
}

/** How often a heartbeat is looked at. The AKS guide's. */
export const heartbeatPeriodSeconds = 15;
/** Starting a shell takes long on a node whose CPUs are all taken. */
export const execTimeoutSeconds = 10;

/**
 * A timeout that no work of so many seconds exceeds. Below the period it is longer than the work: pauses between jobs can fall between
 * two probes, so that each job is one failure if it is as long as the timeout. From the period on it may be equal, because the
 * next probe is sent when the one before has ended, and three in a row are three jobs' time.
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
