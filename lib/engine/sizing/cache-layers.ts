import type { KvShape, ModelFacts } from '../../facts/model-facts';
import type { EngineTypes } from './engine-settings';
import { engineValueBytes } from './weights';

/** Layers that keep the same for a request. Bytes are those of one layer on one GPU. */
export type CacheLayers =
  /** Every token, or one entry for several. */
  | { readonly kind: 'full'; readonly layers: number; readonly tokenBytes: number }
  /** The last tokens, or those of the current chunk. */
  | {
      readonly kind: 'sliding' | 'chunked';
      readonly layers: number;
      readonly tokenBytes: number;
      readonly tokens: number;
    }
  /** A state of a constant size. */
  | { readonly kind: 'state'; readonly layers: number; readonly stateBytes: number };

/**
 * Bytes of a token in a layer of sparse attention with an FP8 cache: 512 of the compressed vector,
 * 16 of scales, 128 of the position in 16 bit.
 *
 * @see vLLM 0.32 `v1/attention/backends/mla/flashmla_sparse.py` (2026-11)
 */
const sparseFp8TokenBytes = 656;

/**
 * Dimensions of an index key that share a 4-byte scale; the key has one byte for each.
 *
 * @see vLLM 0.32 `models/deepseek_v2.py` (2026-11)
 */
const indexScaleBlock = 128;

/**
 * Ratio of compression up to which a layer also selects entries, with an index key for each.
 *
 * @see DeepSeek V4 `config.json` (2026-11)
 */
const maxIndexedRatio = 4;

/**
 * State of a layer whose size is not known, on one GPU: that of Qwen3.6-27B, the largest of the
 * models with a known one. It has 48 heads of 128 x 128 values with 4 bytes, and a convolution.
 */
const unknownStateBytes = 3_207_168;

/**
 * The layers of a model by what they keep, without those that keep nothing. `predictionLayers`:
 * layers for speculation, in addition.
 */
export function cacheLayersOf(
  model: ModelFacts,
  tensorParallelSize: number,
  types: EngineTypes,
  predictionLayers = 0,
): readonly CacheLayers[] {
  const { slidingWindow, constantStateLayers = 0, layersWithoutCache = 0, compressRatios } = model;
  const tokenBytes = (kv: KvShape): number => kvTokenBytes(kv, tensorParallelSize, types, model.indexHeadDim);
  const special = (slidingWindow?.layers ?? 0) + constantStateLayers + layersWithoutCache;
  const kinds: CacheLayers[] = [];
  if (compressRatios === undefined) {
    const layers = Math.max(0, model.layers - special) + predictionLayers;
    const indexed = Math.min(layers, model.indexLayers ?? layers);
    const bytes = tokenBytes(model.kv);
    kinds.push(
      { kind: 'full', layers: indexed, tokenBytes: bytes + indexBytes(model.indexHeadDim) },
      { kind: 'full', layers: layers - indexed, tokenBytes: bytes },
    );
  } else {
    kinds.push(...compressedLayers(compressRatios, tokenBytes(model.kv), model.indexHeadDim));
  }
  if (slidingWindow !== undefined) {
    const { layers, tokens, kind = 'sliding', kv = model.kv } = slidingWindow;
    kinds.push({ kind, layers, tokens, tokenBytes: tokenBytes(kv) });
  }
  const stateBytes = Math.ceil((model.stateBytesPerLayer ?? unknownStateBytes) / tensorParallelSize);
  kinds.push({ kind: 'state', layers: constantStateLayers, stateBytes });
  return kinds.filter(({ layers }) => layers > 0);
}

/** Layers that keep one entry for several tokens, by their ratio. */
function compressedLayers(
  ratios: readonly number[],
  tokenBytes: number,
  indexHeadDim: number | undefined,
): readonly CacheLayers[] {
  return [...new Set(ratios)]
    .filter((ratio) => ratio > 0)
    .map((ratio) => ({
      kind: 'full',
      layers: ratios.filter((each) => each === ratio).length,
      tokenBytes: (tokenBytes + (ratio <= maxIndexedRatio ? indexBytes(indexHeadDim) : 0)) / ratio,
    }));
}

/**
 * The GPUs of a layer share the KV heads, with at least one head each. Each of them stores the full
 * compressed vector of MLA.
 */
function kvTokenBytes(
  kv: KvShape,
  tensorParallelSize: number,
  types: EngineTypes,
  indexHeadDim: number | undefined,
): number {
  const isFp8 = types.kvCacheDtype?.startsWith('fp8') ?? false;
  if (kv.type === 'mla' && isFp8 && indexHeadDim !== undefined) return sparseFp8TokenBytes;
  const values =
    kv.type === 'mla'
      ? kv.kvLoraRank + kv.ropeHeadDim
      : 2 * kv.headDim * Math.ceil(kv.kvHeads / tensorParallelSize);
  return values * (isFp8 ? 1 : engineValueBytes(types));
}

function indexBytes(indexHeadDim: number | undefined): number {
  if (indexHeadDim === undefined) return 0;
  return indexHeadDim + 4 * Math.ceil(indexHeadDim / indexScaleBlock);
}
