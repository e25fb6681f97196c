import type { ProbePlan, ProbeSpec } from './probe-plan';
import { startupProbe } from './startup-probe';
import { modelLoadBudgetSeconds } from './vllm-probes';

/** Input of tritonProbePlan(). */
export interface TritonProbeInput {
  /** Port of the HTTP API. */
  readonly port: number;
  /** Total size of the models that Triton loads at startup, GiB. */
  readonly modelSizeGiB: number;
}

/**
 * Probes of Triton. Triton opens its HTTP port after it has loaded its models, so the startup probe
 * delays liveness until then (triton-inference-server/server#7154).
 *
 * With `--strict-readiness`, `/v2/health/ready` returns 200 once every model is ready.
 * `/v2/health/live` only checks the process, with a long timeout: a busy server responds late, and
 * a restart loads all models again.
 *
 * @see triton-inference-server/server `docs/protocol` and `src/command_line_parser.cc` (2026-11)
 */
export function tritonProbePlan({ port, modelSizeGiB }: TritonProbeInput): ProbePlan {
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
    startup: startupProbe(
      { type: 'http', path: '/v2/health/ready', port },
      { budgetSeconds: modelLoadBudgetSeconds(modelSizeGiB), periodSeconds: 10 },
    ),
    readiness: probe('/v2/health/ready', 10, 5, 3),
    liveness: probe('/v2/health/live', 30, 10, 5),
  };
}
