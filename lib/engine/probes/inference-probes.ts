import { type ModelSource, modelReadSeconds } from '../inference/model-source';
import type { ProbePlan, ProbeSpec } from './probe-plan';
import { startupProbe } from './startup-probe';

/** What the probes of a model server follow from. */
export interface InferenceProbeInput {
  readonly port: number;
  /** Size of the weights, GiB. */
  readonly modelSizeGiB: number;
  /** Where the weights come from. Default: Hugging Face, the slowest. */
  readonly source?: ModelSource['type'];
}

/** torch.compile and CUDA graphs after the weights are there, seconds. */
const compileSeconds = 180;
const safetyFactor = 1.5;
const minBudgetSeconds = 600;
const startupPeriodSeconds = 10;

/**
 * Seconds that a model server may take from its start to its first answer. Pulling the image does not count: the
 * kubelet starts the probe with the container.
 */
export function modelLoadBudgetSeconds(modelSizeGiB: number, source?: ModelSource['type']): number {
  const seconds = (modelReadSeconds(modelSizeGiB, source) + compileSeconds) * safetyFactor;
  return Math.max(minBudgetSeconds, Math.ceil(seconds / startupPeriodSeconds) * startupPeriodSeconds);
}

/**
 * Probes of vLLM. `/health` answers from the API server process once the engine is up, and 503 when the engine is dead;
 * under load it may take seconds, so that liveness is patient: 30 s x 5 with a timeout of 10 s, against kubelet's
 * default of 10 s x 3 with 1 s, which kills healthy servers that are busy (llm-d-benchmark PR#1734).
 */
export function inferenceProbePlan(input: InferenceProbeInput): ProbePlan {
  const health = { type: 'http', path: '/health', port: input.port } as const;
  const probe = (periodSeconds: number, timeoutSeconds: number, failureThreshold: number): ProbeSpec => ({
    action: health,
    initialDelaySeconds: 0,
    periodSeconds,
    timeoutSeconds,
    failureThreshold,
    successThreshold: 1,
  });
  return {
    startup: startupProbe(health, {
      budgetSeconds: modelLoadBudgetSeconds(input.modelSizeGiB, input.source),
      periodSeconds: startupPeriodSeconds,
    }),
    readiness: probe(10, 5, 3),
    liveness: probe(30, 10, 5),
  };
}
