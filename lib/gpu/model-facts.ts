/** What an engine keeps of a token in each layer: keys and values of some heads, or one compressed vector (MLA). */
export type KvShape =
  | { readonly type: 'heads'; readonly kvHeads: number; readonly headDim: number }
  | { readonly type: 'mla'; readonly kvLoraRank: number; readonly ropeHeadDim: number };

/** How the weights of a model are stored, where that is not its type itself. */
export type WeightQuantization = 'fp8' | 'int8' | 'awq' | 'gptq' | 'mxfp4' | 'nvfp4';

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
}
