import { httpAppProbePlan } from './http-app-probes';
import { type ProbePlan, type ShutdownPlan, shutdownPlanWithin } from './probe-plan';

/** Input of agentAppProbePlan(). */
export interface AgentAppProbeInput {
  readonly port: number;
  /** Seconds from the start to ready, including database migrations. @default 120 */
  readonly startupSeconds?: number;
  /** @default the server's `/ok` for both */
  readonly paths?: { readonly live: string; readonly ready: string };
}

/**
 * Maximum time that the event loop is blocked. Runs have their own event loops
 * (`BG_JOB_ISOLATED_LOOPS`), so the timeout does not depend on the duration of a run. Otherwise
 * liveness would detect a hung server only after hours.
 */
const maxBlockedSeconds = 30;
const defaultStartupSeconds = 120;

/**
 * Probes of a LangGraph server.
 *
 * @see docs.langchain.com/langsmith/agent-server, docs.langchain.com/langgraph-platform/env-var
 * (2026-11)
 */
export function agentAppProbePlan(input: AgentAppProbeInput): ProbePlan {
  return httpAppProbePlan({
    port: input.port,
    maxProcessingSeconds: maxBlockedSeconds,
    startupSeconds: input.startupSeconds ?? defaultStartupSeconds,
    paths: input.paths ?? { live: '/ok', ready: '/ok' },
  });
}

/**
 * Shutdown of a pod with runs of this maximum duration. A stream ends with its run. If a run
 * exceeds the grace period that the cluster autoscaler honors, another server resumes it from its
 * last checkpoint in the database.
 */
export function agentAppShutdownPlan(maxRunSeconds: number, preStopSeconds?: number): ShutdownPlan {
  return shutdownPlanWithin(maxRunSeconds, preStopSeconds);
}
