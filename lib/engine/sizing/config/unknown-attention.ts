import type { ConfigReader } from './config-reader';

/** Words in the names of fields that describe what a layer keeps of a request. */
const memoryWords =
  /(?:^|_)(?:attn|attention|kv|cache|window|swa|mamba|ssm|linear|compress|compression|chunk|hybrid|recurrent|conv|lightning|index|indexer|sparse|block)(?:_|s?$)/;

/** Fields that this reader reads. */
const read: readonly string[] = [
  '_sliding_window_pattern',
  'attention_chunk_size',
  'attention_head_dim',
  'attn_type_list',
  'compress_ratios',
  'conv_kernel',
  'full_attention_interval',
  'hybrid_override_pattern',
  'index_head_dim',
  'index_skip_topk_offset',
  'index_topk_freq',
  'index_topk_pattern',
  'kv_lora_rank',
  'layers_block_type',
  'linear_attn_config',
  'linear_conv_kernel_dim',
  'linear_key_head_dim',
  'linear_num_key_heads',
  'linear_num_value_heads',
  'linear_value_head_dim',
  'mamba_d_conv',
  'mamba_d_head',
  'mamba_d_state',
  'mamba_head_dim',
  'mamba_n_groups',
  'mamba_n_heads',
  'mamba_num_heads',
  'max_window_layers',
  'n_head_kv',
  'num_attention_heads',
  'num_kv_heads',
  'num_kv_shared_layers',
  'sliding_window',
  'sliding_window_pattern',
  'sparse_attention_config',
  'ssm_state_size',
  'use_sliding_window',
];

/**
 * Fields that do not change the bytes of the cache: biases, scales, the choice of a kernel, how
 * many entries of the cache a step reads, and the shape of a convolution or of a chunk of the
 * computation.
 *
 * @see vLLM 0.32.0 `model_executor/models`, which takes the shape of the cache from the fields that
 * `read` lists (2026-11)
 */
const withoutEffect: readonly string[] = [
  '_attn_implementation_autoset',
  'activation_situ_linear_beta',
  'attention_bias',
  'attention_dropout',
  'attention_k_eq_v',
  'attention_logit_cap',
  'attention_multiplier',
  'attention_out_bias',
  'attention_output_gate',
  'attention_probs_dropout_prob',
  'attention_scale',
  'attention_value_scale',
  'attn_logit_softcapping',
  'attn_logit_cap',
  'attn_output_gate',
  'attn_res_block_size',
  'attn_scale',
  'attn_temperature_tuning',
  'attention_softcap',
  'chunk_size',
  'compress_rope_theta',
  'decoder_sparse_step',
  'embedding_attention_mask',
  'enable_moe_block',
  'full_attn_mod',
  'index_n_heads',
  'index_share_for_mtp_iteration',
  'index_topk',
  'indexer_rope_interleave',
  'indexer_types',
  'mamba_chunk_size',
  'mamba_conv_bias',
  'mamba_expand',
  'mamba_proj_bias',
  'mtp_hybrid_override_pattern',
  'mtp_layers_block_type',
  'swa_rope_theta',
  'use_attention_bias',
  'use_bidirectional_attention',
  'use_cache',
  'use_conv_bias',
  'use_mamba_kernels',
  'use_mamba_fast_path',
  'use_qkv_bias',
  'use_unified_vision_chunk',
];

const known = new Set([...read, ...withoutEffect]);

/**
 * Reports each field that may change the memory of the cache and that this reader does not support.
 * It never counts such a model as plain attention.
 */
export function reportUnknownAttention(reader: ConfigReader): void {
  for (const [field, value] of Object.entries(reader.fields)) {
    if (known.has(field) || !memoryWords.test(field) || !describes(value)) continue;
    reader.fail(
      field,
      'is a field that this version does not support, and it may change the memory of the KV cache',
      "Use a newer version of this package, or set fit to 'unchecked' and choose the GPUs yourself.",
    );
  }
}

/** Whether a value switches something on: a number, a list, an object or `true`. */
function describes(value: unknown): boolean {
  if (typeof value === 'number') return value !== 0;
  if (Array.isArray(value)) return value.length > 0;
  return value === true || (typeof value === 'object' && value !== null && Object.keys(value).length > 0);
}
