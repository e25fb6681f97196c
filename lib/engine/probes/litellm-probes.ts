import type { ProbePlan, ProbeSpec } from './probe-plan';
import { startupProbe } from './startup-probe';

/** Port of the LiteLLM proxy. */
export const liteLlmPort = 4000;

/**
 * Probes of the LiteLLM proxy. They call no model: each request to `/health` would call every
 * model, and providers would bill it (BerriAI/litellm#1145).
 *
 * `/health/liveliness` only checks the process, so an outage of the database restarts no pod. Its
 * timeout is long, because it shares the event loop with the responses. `/health/readiness` returns
 * 503 during an outage of the database, because the pod then cannot check keys.
 *
 * @see BerriAI/litellm `proxy/health_endpoints/_health_endpoints.py` (1.106; 2026-11)
 */
export function liteLlmProbePlan(port: number): ProbePlan {
  const probe = (
    path: string,
    periodSeconds: number,
    timeoutSeconds: number,
    failureThreshold: number,
  ): ProbeSpec => ({
    action: { type: 'http', path, port },
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds,
    failureThreshold,
    successThreshold: 1,
  });
  return {
    // Five minutes: imports take 30 seconds of CPU time, and LiteLLM waits for the database.
    startup: startupProbe({ type: 'http', path: '/health/liveliness', port }, { budgetSeconds: 300 }),
    readiness: probe('/health/readiness', 10, 5, 3),
    liveness: probe('/health/liveliness', 30, 10, 5),
  };
}
