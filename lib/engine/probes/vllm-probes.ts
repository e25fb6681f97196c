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
  /**
   * What else the engine does when it starts.
   *
   * @default weights, torch.compile and CUDA graphs only
   */
  readonly start?: EngineStart;
}

/** What an engine does at startup in addition to the load of its weights. */
export interface EngineStart {
  /**
   * Size of the LoRA adapters, GiB, which have the source of the weights. Undefined: no adapters.
   */
  readonly adaptersGiB?: number | undefined;
  /**
   * Whether it has a draft for speculative decoding, which it compiles and captures too.
   *
   * @default false
   */
  readonly hasDraft?: boolean | undefined;
  /** Whether it runs without torch.compile and CUDA graphs (`--enforce-eager`). @default false */
  readonly enforceEager?: boolean | undefined;
}

/**
 * Phases of a start after the load of the weights, seconds: the connections between GPUs and the
 * profiling run, torch.compile, and the capture of CUDA graphs. With adapters the engine captures
 * each graph twice (`cudagraph_specialize_lora`).
 *
 * @see vllm-project/vllm#19824 (Llama 70B in FP8 on 8 GPUs: 60, 85 and 60 s), #16716 (capture with
 * adapters: 65 s for a model of 7 billion parameters, whose capture without them takes 10 to 20
 * s: #11005, #20264) (2026-11)
 */
const profileSeconds = 60;
const compileSeconds = 60;
const captureSeconds = 60;
const safetyFactor = 1.5;
const minBudgetSeconds = 600;
const startupPeriodSeconds = 10;

/**
 * Maximum seconds from the start of a model server to its first response. The image pull does not
 * count, because the kubelet starts the probe with the container.
 */
export function modelLoadBudgetSeconds(
  modelSizeGiB: number,
  source?: ModelSource['type'],
  start: EngineStart = {},
): number {
  const readSeconds = modelReadSeconds(modelSizeGiB + (start.adaptersGiB ?? 0), source);
  const seconds = (readSeconds + profileSeconds + compiledSeconds(start)) * safetyFactor;
  return Math.max(minBudgetSeconds, Math.ceil(seconds / startupPeriodSeconds) * startupPeriodSeconds);
}

function compiledSeconds({ adaptersGiB, hasDraft = false, enforceEager = false }: EngineStart): number {
  if (enforceEager) return 0;
  const captures = 1 + (adaptersGiB === undefined ? 0 : 1) + (hasDraft ? 1 : 0);
  return compileSeconds + captures * captureSeconds;
}

/**
 * Probes of vLLM. The API server responds on `/health` once the engine runs, and with 503 after the
 * engine has died. Under load a response may take seconds, so liveness allows 5 failures every 30 s
 * with a timeout of 10 s. Kubernetes' default, 3 failures every 10 s with a timeout of 1 s, kills
 * healthy servers under load (llm-d-benchmark PR#1734).
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
      budgetSeconds: modelLoadBudgetSeconds(input.modelSizeGiB, input.source, input.start),
      periodSeconds: startupPeriodSeconds,
    }),
    readiness: probe(10, 5, 3),
    liveness: probe(30, 10, 5),
  };
}
