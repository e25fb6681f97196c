import type { KvShape, ModelFacts } from '../../facts/model-facts';

/**
 * Head sizes of FlashInfer, in numbers of the key of one head.
 *
 * @see vLLM 0.32.0 `v1/attention/backends/flashinfer.py` `get_supported_head_sizes` (2026-11)
 */
const flashInferHeadSizes: readonly number[] = [64, 128, 256, 512];

/**
 * GPUs that compute with FP8: Ada and newer. On these Triton's kernels read an FP8 cache, with
 * every head size, sinks and image tokens.
 */
const minForNativeFp8 = 8.9;
/**
 * FlashInfer, the only backend with an FP8 cache below 8.9, is limited to Ampere and newer in vLLM.
 */
const minForFlashInfer = 8;
/** Sparse MLA (DeepSeek V3.2, GLM-5) has kernels for Hopper and newer only. */
const minForSparseMla = 9;

/** Why no attention kernel of the engine reads the KV cache of a model. */
export interface MissingAttention {
  /**
   * Property of the model that the kernels of this GPU do not support; undefined if they support no
   * model.
   */
  readonly reason: string | undefined;
  /** Minimum compute capability without this limit; undefined if no GPU has such a kernel. */
  readonly minCapability: number | undefined;
}

/**
 * Why no attention backend of vLLM supports an FP8 KV cache of this model on a compute capability;
 * undefined if one does.
 *
 * The engine takes the first backend of its list that supports the head size, the type of the
 * cache, sinks and bidirectional tokens. Below 8.9 it finds Triton, which then ends at startup
 * ("native FP8 (fp8e4nv) requires SM89+"), or no backend. So FlashInfer is the only one there:
 * without sinks, without bidirectional image tokens, and with few head sizes. From 8.9 on Triton
 * supports each of these. MLA has its own backends. The one for GPUs before Hopper, Triton's, also
 * needs 8.9, and none reads `fp8_e5m2`. The engine also refuses `fp8_e5m2` for files whose format
 * has scales of the cache.
 *
 * @see vLLM 0.32.0 `platforms/cuda.py` `_get_backend_priorities`;
 * `v1/attention/backends/flash_attn.py`, `flashinfer.py`, `triton_attn.py`; `mla/triton_mla.py`,
 * `flashmla.py`, `flashmla_sparse.py`; `layers/attention/attention.py` `_init_kv_cache_quant`;
 * vllm-project/vllm#24577, #47549 (2026-11)
 */
export function missingFp8Attention(
  model: ModelFacts,
  kvCacheDtype: string,
  capability: number,
): MissingAttention | undefined {
  if (capability < minForFlashInfer) return { reason: undefined, minCapability: minForFlashInfer };
  if (model.fp8CacheScales && kvCacheDtype === 'fp8_e5m2') {
    return { reason: 'the format of its files has scales for a cache of e4m3', minCapability: undefined };
  }
  if (model.kv.type === 'mla') {
    if (kvCacheDtype === 'fp8_e5m2') {
      return { reason: 'no kernel for MLA reads fp8_e5m2', minCapability: undefined };
    }
    return capability < minForNativeFp8
      ? { reason: 'the model uses MLA', minCapability: minForNativeFp8 }
      : undefined;
  }
  if (capability >= minForNativeFp8) return undefined;
  const reason = flashInferLimit(model);
  return reason === undefined ? undefined : { reason, minCapability: minForNativeFp8 };
}

/**
 * Minimum compute capability of the model's attention with any type of cache; undefined without a
 * limit.
 */
export function minAttentionCapability({ kv, indexHeadDim }: ModelFacts): number | undefined {
  return kv.type === 'mla' && indexHeadDim !== undefined ? minForSparseMla : undefined;
}

function flashInferLimit(model: ModelFacts): string | undefined {
  if (model.attentionSinks) return 'the model uses attention sinks';
  if (model.bidirectionalImageTokens) return 'tokens of an image attend to each other in both directions';
  const size = headSizes(model).find((each) => !flashInferHeadSizes.includes(each));
  return size === undefined ? undefined : `the model has heads of size ${size}`;
}

/** Head sizes of all layers with keys and values by head. */
function headSizes({ kv, slidingWindow }: ModelFacts): readonly number[] {
  const shapes: readonly (KvShape | undefined)[] = [kv, slidingWindow?.kv];
  return shapes.flatMap((shape) => (shape?.type === 'heads' ? [shape.headDim] : []));
}
