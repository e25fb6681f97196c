import type { ModelFacts } from '../../facts/model-facts';
import type { EngineSettings } from './engine-settings';
import type { SettingProblem } from './plan-settings';
import { speculationProblem } from './speculation';

/** Whether a model is an encoder: no layer of it has a cache. */
export function isEncoderModel({ layers, layersWithoutCache = 0 }: ModelFacts): boolean {
  return layersWithoutCache >= layers;
}

/**
 * A setting that contradicts what the model computes: a draft that it cannot have, an FP8 cache for
 * an encoder. Undefined without one.
 *
 * @see vLLM 0.32 `v1/attention/backends/flash_attn.py` `_forward_encoder_attention`, which raises
 * an error for a quantized cache (2026-11)
 */
export function taskProblem(
  model: ModelFacts,
  settings: Pick<EngineSettings, 'speculativeTokens' | 'speculativeMethod' | 'kvCacheDtype'>,
): SettingProblem | undefined {
  const speculation = speculationProblem(model, settings);
  if (speculation !== undefined) return speculation;
  const { kvCacheDtype } = settings;
  if (isEncoderModel(model) && kvCacheDtype?.startsWith('fp8')) {
    return {
      key: 'kvCacheDtype',
      message: `${model.id} is an encoder without a KV cache, and its attention does not accept ${kvCacheDtype}`,
      fix: (forms) => `Remove ${forms.kvCacheDtype.name}.`,
    };
  }
  return undefined;
}
