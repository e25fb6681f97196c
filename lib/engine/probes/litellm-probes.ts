import type { ProbePlan, ProbeSpec } from './probe-plan';
import { startupProbe } from './startup-probe';

/** Port of the LiteLLM proxy. */
export const liteLlmPort = 4000;

/**
 * Probes of the LiteLLM proxy; none of them asks a model. (`/health` does: each call of it is a request to every model, and
 * is billed; BerriAI/litellm#1145.)
 *
 * `/health/liveliness` looks at nothing but the process, so that a database that is away restarts no pod; it is patient,
 * because it shares its event loop with the answers. `/health/readiness` is 503 while the database is away: such a pod
 * cannot check keys.
 * Source: BerriAI/litellm `proxy/health_endpoints/_health_endpoints.py` (1.106; 2026-11).
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
    // Five minutes: the imports alone take half a minute of a core, and the database is waited for.
    startup: startupProbe({ type: 'http', path: '/health/liveliness', port }, { budgetSeconds: 300 }),
    readiness: probe('/health/readiness', 10, 5, 3),
    liveness: probe('/health/liveliness', 30, 10, 5),
  };
}
