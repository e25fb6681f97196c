import { type Fit, fitOf } from '../../lib/engine/sizing/fit';
import { cacheBlocks } from '../../lib/engine/sizing/footprint';
import {
  cacheSettingsOf,
  type GpuMemory,
  gpuMemoryOf,
  parallelismOf,
  type ServingPlan,
} from '../../lib/engine/sizing/serving-plan';
import { tensorParallelProblem } from '../../lib/engine/sizing/tensor-parallel';
import { findEngineVersion } from '../../lib/facts/engine-versions';
import { type Measurement, modelOf } from './measurements';

const gib = 2 ** 30;

/** What the sizing decides of a measurement. */
export type Decision = 'fits' | 'inside the error band' | 'does not fit' | 'unknown version';

/** A decision against what happened. `wrong`: `fits` for what failed, or `does not fit` for what ran. */
export type Grade = 'right' | 'inside the band' | 'refused as unknown' | 'wrong';

/** A measurement next to the estimate. Sizes are GiB of one GPU, errors are estimate minus measurement. */
export interface Comparison {
  readonly measurement: Measurement;
  readonly decision: Decision;
  readonly grade: Grade;
  /** The decision that the memory inside of the share alone gives. */
  readonly memoryDecision: Decision;
  readonly weightsGiB?: number;
  readonly weightsError?: number;
  readonly kvGiB?: number;
  readonly kvError?: number;
  /** Whether the logged KV memory is inside the limits of the estimate. */
  readonly isInLimits?: boolean;
  /** Tokens or requests that the measured KV memory holds, against the estimate, as a share. */
  readonly tokenError?: number;
  readonly terms: GpuMemory['terms'];
}

/** Share of a measurement whose source has none. */
const unknownUtilization = 0.9;

/** The plan of a measurement, on a GPU with the memory that was measured. */
export function planOf(measurement: Measurement): ServingPlan {
  const { gpu, realTotalGiB, tensorParallelSize, pipelineParallelSize: nodes, ...rest } = measurement;
  const { gpuMemoryUtilization = unknownUtilization, maxModelLen, kvCacheDtype, quantization } = rest;
  const { engineVersion, maxNumSeqs, enforceEager } = rest;
  return {
    model: modelOf(measurement),
    vmSize: {
      name: gpu,
      vcpus: 1,
      memoryGiB: 1,
      tempDiskGiB: 0,
      gpu: {
        model: `${measurement.proxy ?? gpu} measured`,
        count: tensorParallelSize,
        memoryGb: Math.ceil(realTotalGiB),
        usableGiB: realTotalGiB,
        computeCapability: /A100|A10G|3090/.test(measurement.proxy ?? gpu) ? '8.0' : '9.0',
      },
    },
    tensorParallelSize,
    nodes,
    gpuMemoryUtilization,
    maxModelLen,
    kvCacheDtype,
    quantization,
    engineVersion,
    maxNumSeqs,
    enforceEager,
  };
}

/** Compares a measurement with the estimate for its version of the engine. */
export function compare(measurement: Measurement): Comparison {
  const plan = planOf(measurement);
  const memory = gpuMemoryOf(plan);
  const isUnknown = findEngineVersion(plan.engineVersion) === undefined;
  if (memory === undefined || isUnknown) {
    const unknown = { decision: 'unknown version', memoryDecision: 'unknown version' } as const;
    return { measurement, ...unknown, grade: 'refused as unknown', terms: [] };
  }
  const fit = fitOf(plan)!;
  const decision = decisionOf(plan, fit);
  const { weightsGiB, kvGiB } = measurement.real;
  const hasUtilization = measurement.gpuMemoryUtilization !== undefined;
  const known = hasUtilization ? kvGiB : undefined;
  const estimate = { weightsGiB: memory.weightBytes / gib, kvGiB: memory.cacheBytes / gib };
  return {
    measurement,
    decision,
    grade: gradeOf(decision, measurement),
    memoryDecision: fit.memory,
    ...estimate,
    weightsError: weightsGiB === undefined ? undefined : estimate.weightsGiB - weightsGiB,
    kvError: known === undefined ? undefined : estimate.kvGiB - known,
    isInLimits:
      known === undefined
        ? undefined
        : known * gib >= memory.minCacheBytes && known * gib <= memory.maxCacheBytes,
    tokenError: tokenErrorOf(plan, measurement),
    terms: memory.terms,
  };
}

/** A plan whose layers the GPUs cannot divide does not start, whatever its memory is. */
function decisionOf(plan: ServingPlan, fit: Fit): Decision {
  return tensorParallelProblem(plan.model, plan.tensorParallelSize) === undefined
    ? fit.verdict
    : 'does not fit';
}

/** Grade of a decision, by what happened. */
export function gradeOf(decision: Decision, { outcome }: Measurement): Grade {
  if (decision === 'inside the error band') return 'inside the band';
  return (decision === 'fits') === (outcome === 'ran') ? 'right' : 'wrong';
}

function tokenErrorOf(plan: ServingPlan, { real, maxModelLen }: Measurement): number | undefined {
  const tokens = real.kvTokens ?? (real.maxConcurrency && real.maxConcurrency * maxModelLen);
  if (tokens === undefined || real.kvGiB === undefined) return undefined;
  const { blockBytes, blocksOf } = cacheBlocks(plan.model, parallelismOf(plan), cacheSettingsOf(plan));
  const blocks = Math.floor((real.kvGiB * gib) / blockBytes);
  return ((blocks / blocksOf(maxModelLen)) * maxModelLen) / tokens - 1;
}
