import type { ProbePlan } from './probe-plan';

/** What the probes of an HTTP application follow from. */
export interface HttpAppProbeInput {
  readonly port: number;
  /** Longest time that a request keeps the process from answering, seconds. */
  readonly maxProcessingSeconds: number;
  /** From start to ready, seconds. */
  readonly startupSeconds: number;
  readonly paths: { readonly live: string; readonly ready: string };
}

const startupPeriodSeconds = 5;
/** A start may take three times what the user expects: a cold node, a slow pull of a tokenizer. */
const startupFactor = 3;
const minTimeoutSeconds = 5;

/**
 * Split probes: liveness asks only whether the process is there, with a timeout that is not shorter than the longest
 * request, so that a busy process is not killed; readiness takes a busy or draining pod out of the Service without
 * a restart; the startup probe holds both back while the process starts.
 */
export function httpAppProbePlan(input: HttpAppProbeInput): ProbePlan {
  const { port, paths } = input;
  const livenessTimeout = Math.max(minTimeoutSeconds, Math.ceil(input.maxProcessingSeconds));
  return {
    startup: {
      action: { type: 'http', path: paths.live, port },
      initialDelaySeconds: 0,
      periodSeconds: startupPeriodSeconds,
      timeoutSeconds: minTimeoutSeconds,
      failureThreshold: Math.max(3, Math.ceil((input.startupSeconds * startupFactor) / startupPeriodSeconds)),
      successThreshold: 1,
    },
    readiness: {
      action: { type: 'http', path: paths.ready, port },
      initialDelaySeconds: 0,
      periodSeconds: 10,
      timeoutSeconds: 5,
      failureThreshold: 3,
      successThreshold: 1,
    },
    liveness: {
      action: { type: 'http', path: paths.live, port },
      initialDelaySeconds: 0,
      // A probe that is slower than its period would overlap with nothing, but the count of failures would mislead.
      periodSeconds: Math.max(30, livenessTimeout),
      timeoutSeconds: livenessTimeout,
      failureThreshold: 3,
      successThreshold: 1,
    },
  };
}
