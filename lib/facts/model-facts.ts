import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';

/** KV cache of one token in one layer: keys and values of some heads, or one compressed vector (MLA). */
export type KvShape =
  | { readonly type: 'heads'; readonly kvHeads: number; readonly headDim: number }
  | { readonly type: 'mla'; readonly kvLoraRank: number; readonly ropeHeadDim: number };

/** Storage format of quantized weights. */
export type WeightQuantization =
  | 'fp8'
  | 'int8'
  | 'awq'
  | 'gptq'
  | 'mxfp4'
  | 'nvfp4'
  /** Any other method. Sizing uses the bytes of the files. */
  | 'other';

/** Layers that keep the last tokens only. */
export interface WindowedLayers {
  readonly layers: number;
  /** Length of the window, or of a chunk. */
  readonly tokens: number;
  /**
   * `sliding`: the last tokens. `chunked`: the tokens of the current chunk (Llama 4).
   *
   * @default sliding
   */
  readonly kind?: 'sliding' | 'chunked';
  /** Shape of these layers, if it differs from that of the other layers (Gemma 4). @default `kv` of the model */
  readonly kv?: KvShape;
}

/** Mixture of experts. */
export interface ExpertFacts {
  /** Routed experts of a layer. */
  readonly count: number;
  /** `moe_intermediate_size`: width of one expert, which tensor parallelism divides. */
  readonly intermediateSize: number;
}

/** Facts of a model, from its files. They determine the GPU memory that it requires. */
export interface ModelFacts {
  /** Hugging Face id. */
  readonly id: string;
  /** Bytes of the published weights: the safetensors that an engine loads, without copies in other formats. */
  readonly weightsBytes: number;
  /** All layers, of any type. */
  readonly layers: number;
  readonly hiddenSize: number;
  readonly attentionHeads: number;
  /** Shape of the layers with full attention. */
  readonly kv: KvShape;
  /** Layers that keep only the last tokens. @default none */
  readonly slidingWindow?: WindowedLayers;
  /** Layers whose state does not grow with the context (linear attention, state space). @default none */
  readonly constantStateLayers?: number;
  /** Bytes of the state of one request in one of these layers, on one GPU that holds the whole layer. @default unknown */
  readonly stateBytesPerLayer?: number;
  /** Layers without any cache: feed-forward layers of hybrid models, layers that read the cache of another one. @default none */
  readonly layersWithoutCache?: number;
  /** Dimension of the key that sparse attention keeps for each token and layer (`index_head_dim`). @default none */
  readonly indexHeadDim?: number;
  /**
   * For each layer, the number of tokens that it compresses into one entry (`compress_ratios` of DeepSeek V4); 0 for a layer that only
   * has the window.
   *
   * @default none
   */
  readonly compressRatios?: readonly number[];
  /** Entries of the vocabulary. They determine the memory of logits. @default unknown */
  readonly vocabularySize?: number;
  /** Whether input and output embeddings are one matrix. @default false */
  readonly tiedEmbeddings?: boolean;
  /** Width of the dense feed-forward layers, which tensor parallelism divides. @default unknown */
  readonly intermediateSize?: number;
  /** @default none: a dense model */
  readonly experts?: ExpertFacts;
  /** Block of weights that share a scale, in the dimension that tensor parallelism divides (`weight_block_size`). @default none */
  readonly weightBlockSize?: number;
  /** Layers for multi-token prediction in the files (`num_nextn_predict_layers`). @default none */
  readonly predictionLayers?: number;
  /** Whether attention uses sinks (gpt-oss). @default false */
  readonly attentionSinks?: boolean;
  /** Input in addition to text. @default none */
  readonly modalities?: readonly ('image' | 'audio' | 'video')[];
  /** Whether tokens of an image attend to each other in both directions (Gemma 3 and 4). @default false */
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
  /** @default none: the weights have the type of the activations */
  readonly quantization?: WeightQuantization;
  /** Whether the download requires a token of an account that accepted the licence. */
  readonly gated: boolean;
  /** SPDX identifier, or the name of the licence. @default unknown, such as for your own model */
  readonly licence?: string;
}

/** Adds a problem for each invalid number. In JSON a number may be text, or missing. */
export function checkModelFacts(model: ModelFacts, problems: ProblemList): void {
  const count = (list: ProblemList, key: string, value: unknown, unit: string): void =>
    requireInteger(list, key, value as number, { min: 1, max: Number.POSITIVE_INFINITY, unit });
  count(problems, 'weightsBytes', model.weightsBytes, 'bytes');
  count(problems, 'layers', model.layers, 'layers');
  count(problems, 'hiddenSize', model.hiddenSize, 'dimensions');
  count(problems, 'attentionHeads', model.attentionHeads, 'heads');
  count(problems, 'maxPositions', model.maxPositions, 'tokens');
  const kv = problems.at('kv');
  if (typeof model.kv !== 'object' || model.kv === null) {
    problems.add('kv', 'is missing', "Copy it from the model's config.json.");
    return;
  }
  if (model.kv.type === 'mla') {
    count(kv, 'kvLoraRank', model.kv.kvLoraRank, 'dimensions');
    count(kv, 'ropeHeadDim', model.kv.ropeHeadDim, 'dimensions');
  } else {
    count(kv, 'kvHeads', model.kv.kvHeads, 'heads');
    count(kv, 'headDim', model.kv.headDim, 'dimensions');
    if (model.attentionHeads % model.kv.kvHeads !== 0) {
      const message = `the number of attention heads, ${model.attentionHeads}, is not a multiple of the ${model.kv.kvHeads} KV heads`;
      kv.add('kvHeads', message, "Copy both from the model's config.json.");
    }
  }
  const { slidingWindow, constantStateLayers = 0 } = model;
  if (slidingWindow !== undefined) {
    count(problems.at('slidingWindow'), 'layers', slidingWindow.layers, 'layers');
    count(problems.at('slidingWindow'), 'tokens', slidingWindow.tokens, 'tokens');
  }
  const special = (slidingWindow?.layers ?? 0) + constantStateLayers;
  if (!(constantStateLayers >= 0) || special > model.layers) {
    const message = `${special} layers have a window or a constant state, but the model has only ${model.layers} layers`;
    problems.add('layers', message, "Copy the numbers from the model's config.json.");
  }
}
