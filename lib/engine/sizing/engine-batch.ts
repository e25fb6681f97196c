import { type BatchDefaults, type EngineVersion, findEngineVersion } from '../../facts/engine-versions';
import type { EngineSettings } from './engine-settings';
import { type GpuSize, usableGpuBytes } from './usable-memory';

const gib = 2 ** 30;

/** Limits of a batch, and what the engine keeps for it. */
export interface EngineBatch {
  readonly version: EngineVersion;
  readonly maxNumSeqs: number;
  readonly maxNumBatchedTokens: number;
}

/**
 * Limits of a batch on a GPU: those of the settings, otherwise the defaults of the engine's version for this GPU. Undefined for an unknown
 * version.
 *
 * @see vLLM 0.32 `engine/arg_utils.py` `_set_default_max_num_seqs_and_batched_tokens_args` (2026-11)
 */
export function engineBatchOf(
  settings: Pick<
    EngineSettings,
    'engineVersion' | 'maxNumSeqs' | 'maxNumBatchedTokens' | 'maxModelLen' | 'performanceMode'
  >,
  gpu: GpuSize,
): EngineBatch | undefined {
  const version = findEngineVersion(settings.engineVersion);
  if (version === undefined) return undefined;
  const row = version.batchDefaults.find((each) => appliesTo(each, gpu)) ?? version.batchDefaults.at(-1)!;
  const factor = settings.performanceMode === 'throughput' ? 2 : 1;
  const defaults = {
    maxNumSeqs: row.maxNumSeqs * factor,
    maxNumBatchedTokens: row.maxNumBatchedTokens * factor,
  };
  const { maxModelLen = Number.POSITIVE_INFINITY } = settings;
  const maxNumBatchedTokens =
    settings.maxNumBatchedTokens ??
    Math.min(defaults.maxNumBatchedTokens, (settings.maxNumSeqs ?? defaults.maxNumSeqs) * maxModelLen);
  return {
    version,
    maxNumSeqs: settings.maxNumSeqs ?? Math.min(defaults.maxNumSeqs, maxNumBatchedTokens),
    maxNumBatchedTokens,
  };
}

function appliesTo({ minGiB, isWithoutA100 }: BatchDefaults, gpu: GpuSize): boolean {
  return usableGpuBytes(gpu) >= minGiB * gib && !(isWithoutA100 && gpu.model.startsWith('A100'));
}
