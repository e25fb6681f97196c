import type { ModelFacts } from '../../facts/model-facts';
import type { EngineSettings } from './engine-settings';

/** A setting that the engine does not accept, and what to do. */
export interface SettingProblem {
  readonly key: string;
  readonly message: string;
  readonly fix: string;
}

/** Whether a model is an encoder: no layer of it has a cache. */
export function isEncoderModel({ layers, layersWithoutCache = 0 }: ModelFacts): boolean {
  return layersWithoutCache >= layers;
}

/**
 * A setting that contradicts what the model computes: a draft for a model that generates no tokens,
 * an FP8 cache for an encoder. Undefined without one.
 *
 * @see vLLM 0.32 `v1/attention/backends/flash_attn.py` `_forward_encoder_attention`, which raises
 * an error for a quantized cache (2026-11)
 */
export function taskProblem(
  model: ModelFacts,
  { speculativeTokens, kvCacheDtype }: Pick<EngineSettings, 'speculativeTokens' | 'kvCacheDtype'>,
): SettingProblem | undefined {
  if ((model.task ?? 'generate') !== 'generate' && speculativeTokens !== undefined) {
    return {
      key: 'speculativeTokens',
      message: `${model.id} generates no tokens that a draft could predict`,
      fix: 'Remove it.',
    };
  }
  if (isEncoderModel(model) && kvCacheDtype?.startsWith('fp8')) {
    return {
      key: 'kvCacheDtype',
      message: `${model.id} is an encoder without a KV cache, and its attention does not accept ${kvCacheDtype}`,
      fix: 'Remove it.',
    };
  }
  return undefined;
}
