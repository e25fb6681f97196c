import { modelLoadBudgetSeconds } from './inference-probes';
import type { ProbePlan, ProbeSpec } from './probe-plan';
import { startupProbe } from './startup-probe';

/** What the probes of a Triton server follow from. */
export interface TritonProbeInput {
  /** Port of the HTTP API. */
  readonly port: number;
  /** Size of all models that are loaded at the start, GiB. */
  readonly modelSizeGiB: number;
}

/**
 * Probes of Triton. It opens its HTTP port only when its models are loaded, so that liveness fails while they load: the
 * startup probe holds it back for as long as that may take (triton-inference-server/server#7154).
 *
 * `/v2/health/ready` is 200 once every model is ready, which `--strict-readiness` makes it mean. `/v2/health/live` asks the
 * process alone, and patiently: a server that is busy answers late, and a restart costs a load of all models.
 * Source: triton-inference-server/server `docs/protocol` and `src/command_line_parser.cc` (2026-11).
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
