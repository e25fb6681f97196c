import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';

/**
 * KV cache of one token in one layer: keys and values of some heads, or one compressed vector
 * (MLA).
 */
export type KvShape =
  | { readonly type: 'heads'; readonly kvHeads: number; readonly headDim: number }
  | { readonly type: 'mla'; readonly kvLoraRank: number; readonly ropeHeadDim: number };

/** Storage format of quantized weights. */
export type WeightQuantization =
  | 'fp8'
  | 'int8'
  | 'awq'
  | 'gptq'
  /** Integers of four bits in packs (compressed-tensors `pack-quantized`). */
  | 'int4'
  | 'mxfp4'
  /** Also files of several formats, if the narrowest is NVFP4. */
  | 'nvfp4'
  | 'bitsandbytes'
  /** Any other method. Sizing uses the bytes of the files. */
  | 'other';

/** Layers that keep the last tokens only. */
export interface WindowedLayers {
  readonly layers: number;
  /** Length of the window, or of a chunk. Shorter than the maximum context of the model. */
  readonly tokens: number;
  /**
   * `sliding`: the last tokens. `chunked`: the tokens of the current chunk (Llama 4).
   *
   * @default sliding
   */
  readonly kind?: 'sliding' | 'chunked';
  /**
   * Shape of these layers, if it differs from that of the other layers (Gemma 4).
   *
   * @default `kv` of the model
   */
  readonly kv?: KvShape;
}

/** Mixture of experts. */
export interface ExpertFacts {
  /** Routed experts of a layer. */
  readonly count: number;
  /**
   * Width of one routed expert, which tensor parallelism divides: `moe_intermediate_size`, or
   * `intermediate_size` in files without it.
   */
  readonly intermediateSize: number;
}

/** Facts of a model, from its files. They determine the GPU memory that it requires. */
export interface ModelFacts {
  /** Hugging Face id. */
  readonly id: string;
  /**
   * Bytes of the published weights: the safetensors that an engine loads, without copies in other
   * formats.
   */
  readonly weightsBytes: number;
  /** All layers, of any type. */
  readonly layers: number;
  readonly hiddenSize: number;
  readonly attentionHeads: number;
  /**
   * Shape of the layers with full attention. For DeepSeek V4, the shape of an entry in the window
   * and of a compressed entry.
   */
  readonly kv: KvShape;
  /** Layers that keep only the last tokens. @default none */
  readonly slidingWindow?: WindowedLayers;
  /**
   * Layers whose state does not grow with the context (linear attention, state space).
   *
   * @default none
   */
  readonly constantStateLayers?: number;
  /**
   * Bytes of the state of one request in one of these layers, on one GPU that holds the whole
   * layer: the inputs of the convolution in the type of the activations, and the recurrent state in
   * the type that vLLM keeps.
   *
   * @default unknown
   * @see vLLM 0.32.0 `model_executor/layers/mamba/mamba_utils.py` (2026-11)
   */
  readonly stateBytesPerLayer?: number;
  /**
   * Layers without any cache: feed-forward layers of hybrid models, layers that read the cache of
   * another one, all layers of an encoder.
   *
   * @default none
   */
  readonly layersWithoutCache?: number;
  /**
   * Values of the key that sparse attention keeps for each token and layer (`index_head_dim`,
   * `sparse_index_dim`).
   *
   * @default none
   */
  readonly indexHeadDim?: number;
  /**
   * Layers that keep this key. The others use the selection of an earlier layer.
   *
   * @default every layer with full attention
   * @see vLLM 0.32.0 `model_executor/models/deepseek_v2.py` (`index_topk_freq`),
   * `models/deepseek_v4/attention.py` (2026-11)
   */
  readonly indexLayers?: number;
  /**
   * For each layer, the number of tokens that it compresses into one entry (`compress_ratios` of
   * DeepSeek V4); 0 for a layer that only has the window. Every layer of such a model has the
   * window, so `slidingWindow` counts all of them, and the compressed entries come in addition.
   * Layers with a ratio of 4 keep the key of sparse attention, one for each compressed entry.
   *
   * @default none
   */
  readonly compressRatios?: readonly number[];
  /** Entries of the vocabulary. They determine the memory of logits. @default unknown */
  readonly vocabularySize?: number;
  /** Whether input and output embeddings are one matrix. @default false */
  readonly tiedEmbeddings?: boolean;
  /**
   * Width of the dense feed-forward layers, or of the shared expert, which tensor parallelism
   * divides.
   *
   * @default unknown
   */
  readonly intermediateSize?: number;
  /**
   * Width of the shared expert, or of all of them. Tensor parallelism divides it, also with expert
   * parallelism.
   *
   * @default none, or unknown
   */
  readonly sharedExpertSize?: number;
  /** @default none: a dense model */
  readonly experts?: ExpertFacts;
  /**
   * Side of the square block of FP8 weights that share a scale (`weight_block_size`). A GPU must
   * hold whole blocks.
   *
   * @default none
   */
  readonly weightBlockSize?: number;
  /**
   * Weights of a row that share a scale, in AWQ, GPTQ and packed integers (`group_size`). A GPU
   * must hold whole groups.
   *
   * @default none
   */
  readonly weightGroupSize?: number;
  /**
   * Layers for multi-token prediction (`num_nextn_predict_layers`, `mtp_num_hidden_layers`,
   * `num_mtp_modules`).
   *
   * @default none
   */
  readonly predictionLayers?: number;
  /** Whether attention uses sinks (gpt-oss). @default false */
  readonly attentionSinks?: boolean;
  /** Input in addition to text. @default none */
  readonly modalities?: readonly ('image' | 'audio' | 'video')[];
  /**
   * Whether tokens of an image attend to each other in both directions (Gemma 3 and 4).
   *
   * @default false
   */
  readonly bidirectionalImageTokens?: boolean;
  /**
   * What the engine computes. `embed` and `rerank` models run with `--runner pooling`.
   *
   * @default generate
   */
  readonly task?: 'generate' | 'embed' | 'rerank';
  /** Maximum context, tokens. */
  readonly maxPositions: number;
  /** Type of activations and of weights that are not quantized. */
  readonly dtype: 'bfloat16' | 'float16' | 'float32';
  /**
   * Whether vLLM refuses float16 for the family, because the numbers get too large (Gemma 2 and 3,
   * GLM-4).
   *
   * @default false
   * @see vLLM 0.32.0 `config/model.py` `_FLOAT16_NOT_SUPPORTED_MODELS` (2026-11)
   */
  readonly noFloat16?: boolean;
  /** @default none: the weights have the type of the activations */
  readonly quantization?: WeightQuantization;
  /**
   * Whether the format of the files has scales for an FP8 KV cache, with which vLLM refuses a cache
   * of `fp8_e5m2`.
   *
   * @default false
   * @see vLLM 0.32.0 `layers/attention/attention.py` `_init_kv_cache_quant` (2026-11)
   */
  readonly fp8CacheScales?: boolean;
  /** Whether the download requires a token of an account that accepted the licence. */
  readonly gated: boolean;
  /** SPDX identifier, or the name of the licence. @default unknown, such as for your own model */
  readonly licence?: string;
}

/** Adds a problem for each invalid number. In JSON a number may be text, or missing. */
export function checkModelFacts(model: ModelFacts, problems: ProblemList): void {
  count(problems, 'weightsBytes', model.weightsBytes, 'bytes');
  count(problems, 'layers', model.layers, 'layers');
  count(problems, 'hiddenSize', model.hiddenSize, 'dimensions');
  count(problems, 'attentionHeads', model.attentionHeads, 'heads');
  count(problems, 'maxPositions', model.maxPositions, 'tokens');
  checkKvShape(model.kv, model.attentionHeads, problems, 'kv');
  const { slidingWindow, experts, stateBytesPerLayer, indexHeadDim, vocabularySize } = model;
  const { intermediateSize, sharedExpertSize } = model;
  if (slidingWindow !== undefined) {
    count(problems.at('slidingWindow'), 'layers', slidingWindow.layers, 'layers');
    count(problems.at('slidingWindow'), 'tokens', slidingWindow.tokens, 'tokens');
    if (slidingWindow.kv !== undefined)
      checkKvShape(slidingWindow.kv, model.attentionHeads, problems.at('slidingWindow'), 'kv');
  }
  if (experts !== undefined) {
    count(problems.at('experts'), 'count', experts.count, 'experts');
    count(problems.at('experts'), 'intermediateSize', experts.intermediateSize, 'dimensions');
  }
  const optional = { stateBytesPerLayer, indexHeadDim, vocabularySize, intermediateSize, sharedExpertSize };
  for (const [key, value] of Object.entries(optional)) {
    if (value !== undefined) count(problems, key, value, units[key as keyof typeof optional]);
  }
  checkLayers(model, problems);
}

const units = {
  stateBytesPerLayer: 'bytes',
  indexHeadDim: 'dimensions',
  vocabularySize: 'entries',
  intermediateSize: 'dimensions',
  sharedExpertSize: 'dimensions',
} as const;

function count(problems: ProblemList, key: string, value: unknown, unit: string): void {
  requireInteger(problems, key, value as number, { min: 1, max: Number.POSITIVE_INFINITY, unit });
}

const copyNumbers = "Copy the numbers from the model's config.json.";

function checkKvShape(shape: KvShape, attentionHeads: number, problems: ProblemList, key: string): void {
  if (typeof shape !== 'object' || shape === null) {
    problems.add(key, 'is missing', "Copy it from the model's config.json.");
    return;
  }
  const kv = problems.at(key);
  if (shape.type === 'mla') {
    count(kv, 'kvLoraRank', shape.kvLoraRank, 'dimensions');
    count(kv, 'ropeHeadDim', shape.ropeHeadDim, 'dimensions');
    return;
  }
  count(kv, 'kvHeads', shape.kvHeads, 'heads');
  count(kv, 'headDim', shape.headDim, 'dimensions');
  if (attentionHeads % shape.kvHeads !== 0) {
    const message = `the number of attention heads, ${attentionHeads}, is not a multiple of the ${shape.kvHeads} KV heads`;
    kv.add('kvHeads', message, "Copy both from the model's config.json.");
  }
}

function checkLayers(model: ModelFacts, problems: ProblemList): void {
  const { layers, slidingWindow, constantStateLayers = 0, layersWithoutCache = 0, compressRatios } = model;
  const special = (slidingWindow?.layers ?? 0) + constantStateLayers + layersWithoutCache;
  if (!(constantStateLayers >= 0 && layersWithoutCache >= 0) || special > layers) {
    const message = `${special} layers have a window, a constant state or no cache, but the model has only ${layers} layers`;
    problems.add('layers', message, copyNumbers);
  }
  if (compressRatios !== undefined && compressRatios.length !== layers) {
    const message = `has ${compressRatios.length} entries for ${layers} layers`;
    problems.add('compressRatios', message, copyNumbers);
  }
  if (model.indexLayers !== undefined && !(model.indexLayers > 0 && model.indexLayers <= layers)) {
    const message = `${model.indexLayers} layers keep a key for sparse attention, but the model has ${layers} layers`;
    problems.add('indexLayers', message, copyNumbers);
  }
}
