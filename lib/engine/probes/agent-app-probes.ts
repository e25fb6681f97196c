import { httpAppProbePlan } from './http-app-probes';
import { type ProbePlan, type ShutdownPlan, shutdownPlanWithin } from './probe-plan';

/** What the probes of a LangGraph server follow from. */
export interface AgentAppProbeInput {
  readonly port: number;
  /** From start to ready, seconds; migrations of the database included. Default: 120. */
  readonly startupSeconds?: number;
  /** Default: the server's own `/ok` for both. */
  readonly paths?: { readonly live: string; readonly ready: string };
}

/**
 * A health request takes as long as the event loop is blocked, not as long as a run: runs have loops of their own
 * (`BG_JOB_ISOLATED_LOOPS`). So the timeout does not follow the length of a run, as that of an HTTP application follows its
 * requests: a server that hangs would be found after hours.
 */
const maxBlockedSeconds = 30;
const defaultStartupSeconds = 120;

/**
 * Probes of a LangGraph server.
 * Source: docs.langchain.com/langsmith/agent-server, docs.langchain.com/langgraph-platform/env-var (2026-11).
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
 * The end of a pod whose runs take so long at most. A stream ends with its run; beyond what the cluster autoscaler waits for a
 * pod, the run begins again on another server from its last checkpoint, which is in the database.
 */
export function agentAppShutdownPlan(maxRunSeconds: number, preStopSeconds?: number): ShutdownPlan {
  return shutdownPlanWithin(maxRunSeconds, preStopSeconds);
}
