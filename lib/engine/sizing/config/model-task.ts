import type { ModelFacts } from '../../../facts/model-facts';
import { type Json, textOf } from './config-reader';

/** Families of encoders. Their attention has no cache. */
const encoders = /^(?:bert|roberta|xlm-roberta|xlm_roberta|modernbert|nomic_bert|new|gte)$/;

/**
 * What the engine computes, from the end of the architecture's name: `ForSequenceClassification`
 * scores a pair of texts, and a name that ends with `Model` gives embeddings. A model whose files
 * name a generating architecture generates.
 *
 * @see vLLM 0.32.0 `config/model.py` `_SUFFIX_TO_DEFAULTS` (2026-11)
 */
export function readTask(config: Json): NonNullable<ModelFacts['task']> {
  const { architectures: list } = config;
  const architecture = textOf(Array.isArray(list) ? list[0] : undefined);
  if (/ForSequenceClassification$/.test(architecture)) return 'rerank';
  if (/(?:ForCausalLM|ForConditionalGeneration|ChatModel|LMHeadModel)$/.test(architecture)) return 'generate';
  return /(?:ForTextEncoding|Model|ForMaskedLM)$/.test(architecture) ? 'embed' : 'generate';
}

/** Whether every token sees every other one, so that the engine keeps no keys and values. */
export function isEncoder(text: Json): boolean {
  return (
    encoders.test(textOf(text['model_type'])) ||
    text['is_causal'] === false ||
    text['use_bidirectional_attention'] === true ||
    text['use_bidirectional_attention'] === 'all'
  );
}

/**
 * Input in addition to text. `vision_config` and `audio_config` (`sound_config` of Nemotron) are
 * objects in models that have the encoders; video has a token of its own.
 *
 * @see transformers 5.24.0 `models/{gemma4,qwen3_5,mistral3,phi4_multimodal}/configuration_*.py`,
 * vLLM 0.32.0 `model_executor/models/nano_nemotron_vl.py` (2026-11)
 */
export function readModalities(config: Json): ModelFacts['modalities'] {
  const has = (field: string) => config[field] !== undefined && config[field] !== null;
  const embedding = config['embd_layer'];
  const ofPhi = typeof embedding === 'object' && embedding !== null ? Object.keys(embedding) : [];
  const modalities: ('image' | 'audio' | 'video')[] = [];
  const isVision = has('vision_config') || ofPhi.includes('image_embd_layer');
  if (isVision) modalities.push('image');
  if (has('audio_config') || has('sound_config') || ofPhi.includes('audio_embd_layer'))
    modalities.push('audio');
  if (isVision && (has('video_token_id') || has('video_token_index') || has('video_placeholder')))
    modalities.push('video');
  return modalities.length === 0 ? undefined : modalities;
}

/**
 * Whether tokens of an image attend to each other in both directions.
 *
 * @see vLLM 0.32.0 `transformers_utils/model_arch_config_convertor.py` `is_mm_prefix_lm` (Gemma 3,
 * PaliGemma; Gemma 4 where `use_bidirectional_attention` is `vision`) (2026-11)
 */
export function hasBidirectionalImageTokens(config: Json, text: Json): boolean {
  return (
    /^(?:gemma3|paligemma|molmo2|moondream3)$/.test(textOf(config['model_type'])) ||
    text['use_bidirectional_attention'] === 'vision'
  );
}
