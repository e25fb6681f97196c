import { type BatchDefaults, type EngineVersion, findEngineVersion } from '../../facts/engine-versions';
import type { EngineSettings } from './engine-settings';
import type { SettingProblem } from './plan-settings';
import { type GpuSize, usableGpuBytes } from './usable-memory';

const gib = 2 ** 30;

/** Limits of a batch, and what the engine keeps for it. */
export interface EngineBatch {
  /** Facts of the version of vLLM. */
  readonly version: EngineVersion;
  /** Maximum requests in a batch. */
  readonly maxNumSeqs: number;
  /** Maximum tokens in a batch. */
  readonly maxNumBatchedTokens: number;
}

/** What determines the batch of an engine. */
export interface BatchSettings
  extends Pick<
    EngineSettings,
    'engineVersion' | 'maxNumSeqs' | 'maxNumBatchedTokens' | 'maxModelLen' | 'performanceMode'
  > {
  /**
   * Whether every token sees every other one. An encoder computes a text in one batch: it has no
   * chunked prefill.
   *
   * @default false
   * @see vLLM 0.32 `config/model.py` `is_chunked_prefill_supported` (2026-11)
   */
  readonly isEncoder?: boolean;
}

/**
 * Limits of a batch on a GPU: those of the settings, otherwise the defaults of the engine's version
 * for this GPU. Undefined for an unknown version.
 *
 * @see vLLM 0.32 `engine/arg_utils.py` `_set_default_max_num_seqs_and_batched_tokens_args`
 * (2026-11)
 */
export function engineBatchOf(settings: BatchSettings, gpu: GpuSize): EngineBatch | undefined {
  const version = findEngineVersion(settings.engineVersion);
  if (version === undefined) return undefined;
  const row = version.batchDefaults.find((each) => appliesTo(each, gpu)) ?? version.batchDefaults.at(-1)!;
  const factor = settings.performanceMode === 'throughput' ? 2 : 1;
  const defaults = {
    maxNumSeqs: row.maxNumSeqs * factor,
    maxNumBatchedTokens: row.maxNumBatchedTokens * factor,
  };
  const { maxModelLen = Number.POSITIVE_INFINITY, isEncoder = false } = settings;
  const ofText = isEncoder && Number.isFinite(maxModelLen) ? maxModelLen : 0;
  const maxNumBatchedTokens =
    settings.maxNumBatchedTokens ??
    Math.min(
      Math.max(defaults.maxNumBatchedTokens, ofText),
      (settings.maxNumSeqs ?? defaults.maxNumSeqs) * maxModelLen,
    );
  return {
    version,
    maxNumSeqs: settings.maxNumSeqs ?? Math.min(defaults.maxNumSeqs, maxNumBatchedTokens),
    maxNumBatchedTokens,
  };
}

/**
 * Why the engine does not accept the limits of a batch; undefined if it does.
 *
 * @see vLLM 0.32 `config/scheduler.py` `verify_max_model_len` (2026-11)
 */
export function batchProblem(
  { maxNumSeqs, maxNumBatchedTokens }: Omit<EngineBatch, 'version'>,
  { maxModelLen = 0, isEncoder = false }: Pick<BatchSettings, 'maxModelLen' | 'isEncoder'>,
): SettingProblem | undefined {
  if (isEncoder && maxNumBatchedTokens < maxModelLen) {
    return {
      key: 'maxNumBatchedTokens',
      message: `a batch of ${maxNumBatchedTokens} tokens does not hold a text of ${maxModelLen} tokens, which an encoder computes in one batch, so vLLM ends at startup`,
      fix: (settings) =>
        `Set ${settings.maxNumBatchedTokens.name} to ${maxModelLen} or more, or remove it, or set ${settings.maxModelLen.name} to ${maxNumBatchedTokens} or less.`,
    };
  }
  if (maxNumSeqs <= maxNumBatchedTokens) return undefined;
  return {
    key: 'maxNumSeqs',
    message: `${maxNumSeqs} sequences exceed the ${maxNumBatchedTokens} tokens of a batch, so vLLM ends at startup`,
    fix: (settings) =>
      `Set ${settings.maxNumSeqs.name} to ${maxNumBatchedTokens} or less, or ${settings.maxNumBatchedTokens.name} to ${maxNumSeqs} or more.`,
  };
}

/** vLLM looks for `a100` in the lower-case name of the device. */
function appliesTo({ minGiB, isWithoutA100 }: BatchDefaults, gpu: GpuSize): boolean {
  return usableGpuBytes(gpu) >= minGiB * gib && !(isWithoutA100 && gpu.model.toLowerCase().includes('a100'));
}
