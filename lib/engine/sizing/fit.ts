import { cudaGraphsTerm, samplerLogitBytes, vocabularyOf } from './engine-terms';
import {
  batchOf,
  contextTokensOf,
  gpuMemoryOf,
  gpuMemoryUtilizationOf,
  requestBytesOf,
  type ServingPlan,
  settingProblemOf,
} from './serving-plan';

const gib = 2 ** 30;

/** Whether an engine starts, and one request of full length fits. */
export type FitVerdict = 'fits' | 'inside the error band' | 'does not fit';

/**
 * A verdict, and the checks that lead to it. It is `does not fit` also if the engine does not
 * accept the settings.
 */
export interface Fit {
  /** The worse one of `memory` and `start`. */
  readonly verdict: FitVerdict;
  /** Weights, engine and KV cache inside the share of the GPU. */
  readonly memory: FitVerdict;
  /** Memory outside of the share, for the start. */
  readonly start: FitVerdict;
  /** KV cache of one request of full length, bytes. */
  readonly neededBytes: number;
  /** What the start requires outside of the share, bytes. */
  readonly startBytes: number;
}

/**
 * Share of a GPU above which the start is not certain, whatever the estimate is: the engine's own
 * default.
 *
 * @see vLLM 0.32 `config/cache.py` (2026-11)
 */
export const maxCertainUtilization = 0.92;

/**
 * Memory outside of the share that an engine may use before the warm-up of the sampler, GiB: CUDA
 * graphs, and what profiling does not see. On an H100 at 0.95, 3.96 GiB are outside. 16 runs of
 * models with up to 163,840 entries of the vocabulary started, so they used 3.3 GiB or less;
 * gpt-oss-20b used 3.4 and failed.
 *
 * @see llm-d-incubation/llm-d-planner `accuracy/accuracy_report.md`, 875a4fd6 (2026-11)
 */
export const maxOutsideGiB = 3.3;

/**
 * The fit of a plan; undefined if the size has no GPU, for an unknown quantization, and for an
 * unknown version of the engine.
 */
export function fitOf(plan: ServingPlan): Fit | undefined {
  const memory = gpuMemoryOf(plan);
  if (memory === undefined) return undefined;
  const neededBytes = requestBytesOf(plan);
  const startBytes = startBytesOf(plan);
  const inside: FitVerdict =
    contextTokensOf(plan) > plan.model.maxPositions || neededBytes > memory.maxCacheBytes
      ? 'does not fit'
      : neededBytes > memory.minCacheBytes
        ? 'inside the error band'
        : 'fits';
  const start: FitVerdict =
    startBytes > memory.unusedBytes
      ? 'does not fit'
      : isAboveCertain(plan) && samplerBytesOf(plan) + maxOutsideGiB * gib > memory.unusedBytes
        ? 'inside the error band'
        : 'fits';
  const verdict = settingProblemOf(plan) === undefined ? worse(inside, start) : 'does not fit';
  return { verdict, memory: inside, start, neededBytes, startBytes };
}

/**
 * Whether weights, engine and one request of full length fit with every error against them, and the
 * start is certain.
 */
export function fits(plan: ServingPlan): boolean {
  return fitOf(plan)?.verdict === 'fits' && !isAboveCertain(plan);
}

/** Whether the engine's share of the GPU is larger than the one with which the start is certain. */
export function isAboveCertain(plan: ServingPlan): boolean {
  return gpuMemoryUtilizationOf(plan, plan.vmSize.gpu!) > maxCertainUtilization;
}

const order: readonly FitVerdict[] = ['fits', 'inside the error band', 'does not fit'];

function worse(one: FitVerdict, other: FitVerdict): FitVerdict {
  return order.indexOf(one) > order.indexOf(other) ? one : other;
}

/**
 * Minimum memory outside of the share: the warm-up of the sampler, and the CUDA graphs of versions
 * that do not count them.
 */
function startBytesOf(plan: ServingPlan): number {
  const batch = batchOf(plan)!;
  if (batch.version.countsCudaGraphs || plan.enforceEager) return samplerBytesOf(plan);
  const graphs = cudaGraphsTerm(plan.model, batch);
  return samplerBytesOf(plan) + graphs.bytes - graphs.below;
}

/**
 * Logits of the sampler's warm-up in 32 bit: `max_num_seqs` x vocabulary.
 *
 * @see vLLM 0.32 `v1/worker/gpu_worker.py` `compile_or_warm_up_model` (2026-11)
 */
function samplerBytesOf(plan: ServingPlan): number {
  const hasSampler = (plan.model.task ?? 'generate') === 'generate';
  return hasSampler ? batchOf(plan)!.maxNumSeqs * vocabularyOf(plan.model) * samplerLogitBytes : 0;
}
