import type { ProblemList } from '../problems/problem-list';
import { requireInteger } from '../problems/value-rules';

/** What an engine keeps of a token in each layer: keys and values of some heads, or one compressed vector (MLA). */
export type KvShape =
  | { readonly type: 'heads'; readonly kvHeads: number; readonly headDim: number }
  | { readonly type: 'mla'; readonly kvLoraRank: number; readonly ropeHeadDim: number };

/** How the weights of a model are stored, where that is not its type itself. */
export type WeightQuantization =
  | 'fp8'
  | 'int8'
  | 'awq'
  | 'gptq'
  | 'mxfp4'
  | 'nvfp4'
  /** A method that this platform has no name for: the bytes of the files are what counts. */
  | 'other';

/** A model as its files say: what it needs of GPUs follows from this alone. */
export interface ModelFacts {
  /** Hugging Face id. */
  readonly id: string;
  /** Bytes of its weights as published: the sum of the safetensors that an engine loads, without copies in other formats. */
  readonly weightsBytes: number;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly attentionHeads: number;
  readonly kv: KvShape;
  /** Layers that keep the last so many tokens only. Default: none. */
  readonly slidingWindow?: { readonly layers: number; readonly tokens: number };
  /** Layers whose state does not grow with the context (linear attention, state space). Default: none. */
  readonly constantStateLayers?: number;
  /** Longest context that it was made for, tokens. */
  readonly maxPositions: number;
  /** Type of activations, and of weights that are not quantized. */
  readonly dtype: 'bfloat16' | 'float16' | 'float32';
  /** Default: the weights have the type above. */
  readonly quantization?: WeightQuantization;
  /** Whether it is downloaded with a token of somebody who accepted its licence. */
  readonly gated: boolean;
  /** SPDX identifier, or the licence's own name. Default: not known, as of a model of one's own. */
  readonly licence?: string;
}

/** Adds a problem for each number that no model has: one of JSON may be a text, or missing. */
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
    problems.add('kv', 'it is missing', "Take it from the model's config.json.");
    return;
  }
  if (model.kv.type === 'mla') {
    count(kv, 'kvLoraRank', model.kv.kvLoraRank, 'dimensions');
    count(kv, 'ropeHeadDim', model.kv.ropeHeadDim, 'dimensions');
  } else {
    count(kv, 'kvHeads', model.kv.kvHeads, 'heads');
    count(kv, 'headDim', model.kv.headDim, 'dimensions');
    if (model.attentionHeads % model.kv.kvHeads !== 0) {
      const message = `${model.kv.kvHeads} KV heads do not divide the ${model.attentionHeads} attention heads`;
      kv.add('kvHeads', message, "Take both from the model's config.json.");
    }
  }
  const { slidingWindow, constantStateLayers = 0 } = model;
  if (slidingWindow !== undefined) {
    count(problems.at('slidingWindow'), 'layers', slidingWindow.layers, 'layers');
    count(problems.at('slidingWindow'), 'tokens', slidingWindow.tokens, 'tokens');
  }
  const special = (slidingWindow?.layers ?? 0) + constantStateLayers;
  if (!(constantStateLayers >= 0) || special > model.layers) {
    const message = `${special} layers with a window or a constant state are more than the ${model.layers} that there are`;
    problems.add('layers', message, "Take them from the model's config.json.");
  }
}
