import type { KvShape } from '../../../facts/model-facts';
import type { ConfigReader } from './config-reader';

/** Cache of the layers with full attention, and of those with a window if it differs. */
export interface KvShapes {
  /** Cache of the layers with full attention. */
  readonly full: KvShape;
  /** Cache of the layers with a window. @default that of the layers with full attention */
  readonly windowed?: KvShape;
}

/**
 * Reads the shape of the cache: MLA, one latent vector of DeepSeek V4, or keys and values of heads.
 * Gemma 4 has heads of another size in its layers with full attention (`global_head_dim`,
 * `num_global_key_value_heads`).
 *
 * @see vLLM 0.32.0 `transformers_utils/model_arch_config_convertor.py` (2026-11)
 */
export function readKvShapes(
  reader: ConfigReader,
  hiddenSize: number | undefined,
  attentionHeads: number | undefined,
): KvShapes | undefined {
  if (Array.isArray(reader.fields['compress_ratios'])) return latentShape(reader);
  if (reader.has('kv_lora_rank')) {
    const kvLoraRank = reader.count('kv_lora_rank');
    const ropeHeadDim = reader.count('qk_rope_head_dim');
    return kvLoraRank === undefined || ropeHeadDim === undefined
      ? undefined
      : { full: { type: 'mla', kvLoraRank, ropeHeadDim } };
  }
  if (hiddenSize === undefined || attentionHeads === undefined) return undefined;
  const kvHeads = readKvHeads(reader, attentionHeads);
  const headDim = readHeadDim(reader, hiddenSize, attentionHeads);
  const globalHeads = reader.optionalCount('num_global_key_value_heads') ?? kvHeads;
  const globalHeadDim = reader.optionalCount('global_head_dim') ?? headDim;
  if (
    kvHeads === undefined ||
    headDim === undefined ||
    globalHeads === undefined ||
    globalHeadDim === undefined
  )
    return undefined;
  const full: KvShape = { type: 'heads', kvHeads: globalHeads, headDim: globalHeadDim };
  const isSame = globalHeads === kvHeads && globalHeadDim === headDim;
  return isSame ? { full } : { full, windowed: { type: 'heads', kvHeads, headDim } };
}

/** DeepSeek V4 keeps one vector for keys and values; its last part has the rotary positions. */
function latentShape(reader: ConfigReader): KvShapes | undefined {
  const headDim = reader.count('head_dim');
  const ropeHeadDim = reader.count('qk_rope_head_dim');
  if (headDim === undefined || ropeHeadDim === undefined) return undefined;
  if (ropeHeadDim < headDim) return { full: { type: 'mla', kvLoraRank: headDim - ropeHeadDim, ropeHeadDim } };
  reader.fail('qk_rope_head_dim', `${ropeHeadDim} is not less than head_dim, ${headDim}`);
  return undefined;
}

function readKvHeads(reader: ConfigReader, attentionHeads: number): number | undefined {
  const field = ['num_key_value_heads', 'num_kv_heads', 'n_head_kv'].find((name) => reader.has(name));
  // Falcon: one head for all, except in the new architecture.
  if (reader.fields['multi_query'] === true && reader.fields['new_decoder_architecture'] !== true) return 1;
  if (field === undefined) return attentionHeads;
  const kvHeads = reader.count(field);
  if (kvHeads !== undefined && attentionHeads % kvHeads !== 0) {
    reader.fail(field, `the number of attention heads, ${attentionHeads}, is not a multiple of ${kvHeads}`);
  }
  return kvHeads;
}

function readHeadDim(reader: ConfigReader, hiddenSize: number, attentionHeads: number): number | undefined {
  const field = ['head_dim', 'attention_head_dim'].find((name) => reader.has(name));
  if (field !== undefined) return reader.count(field);
  if (hiddenSize % attentionHeads === 0) return hiddenSize / attentionHeads;
  reader.fail(
    'num_attention_heads',
    `the hidden size, ${hiddenSize}, is not a multiple of ${attentionHeads}, and head_dim is missing`,
  );
  return undefined;
}
