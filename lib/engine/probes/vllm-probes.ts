import { type ModelSource, modelReadSeconds } from '../inference/model-source';
import type { ProbePlan, ProbeSpec } from './probe-plan';
import { startupProbe } from './startup-probe';

/** Input of inferenceProbePlan(). */
export interface InferenceProbeInput {
  readonly port: number;
  /** Size of the weights, GiB. */
  readonly modelSizeGiB: number;
  /** Source of the weights. @default 'hugging-face', the slowest */
  readonly source?: ModelSource['type'];
}

/** torch.compile and CUDA graphs after the load of the weights, seconds. */
const compileSeconds = 180;
const safetyFactor = 1.5;
const minBudgetSeconds = 600;
const startupPeriodSeconds = 10;

/**
 * Maximum seconds from the start of a model server to its first response. The image pull does not count, because the kubelet starts the probe
 * with the container.
 */
export function modelLoadBudgetSeconds(modelSizeGiB: number, source?: ModelSource['type']): number {
  const seconds = (modelReadSeconds(modelSizeGiB, source) + compileSeconds) * safetyFactor;
  return Math.max(minBudgetSeconds, Math.ceil(seconds / startupPeriodSeconds) * startupPeriodSeconds);
}

/**
 * Probes of vLLM. The API server responds on `/health` once the engine runs, and with 503 after the engine has died. Under load a response may
 * take seconds, so liveness allows 5 failures every 30 s with a timeout of 10 s. Kubernetes' default, 3 failures every 10 s with a timeout
 * of 1 s, kills healthy servers under load (llm-d-benchmark PR#1734).
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
