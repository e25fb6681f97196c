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

/** Facts of a model, from its files. They determine the GPU memory that it requires. */
export interface ModelFacts {
  /** Hugging Face id. */
  readonly id: string;
  /** Bytes of the published weights: the safetensors that an engine loads, without copies in other formats. */
  readonly weightsBytes: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly attentionHeads: number;
  readonly kv: KvShape;
  /** Layers that keep only the last tokens. @default none */
  readonly slidingWindow?: { readonly layers: number; readonly tokens: number };
  /** Layers whose state does not grow with the context (linear attention, state space). @default none */
  readonly constantStateLayers?: number;
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
