import type { ModelFacts } from '../../facts/model-facts';
import type { EngineBatch } from './engine-batch';
import type { EngineSettings, LoraSettings } from './engine-settings';
import { type MemoryTerm, measuredTerm } from './memory-term';
import type { Parallelism } from './parallelism';
import { draftTerm } from './speculation';

const gib = 2 ** 30;

/**
 * Vocabulary of a model without that fact: the middle, and the range of the models in the table.
 */
const unknownVocabulary = { value: 151_936, below: 120_000, above: 111_000 };

/** Bytes of a logit in the sampler, which computes with 32 bits. */
export const samplerLogitBytes = 4;

/**
 * Memory of an image or audio encoder on top of a small peak of activations, GiB: its dummy inputs,
 * and its outputs that wait for the language model. No published log shows it alone, so its error
 * is as large as the range of what is left over.
 */
const encoderGiB = { value: 0.5, below: 0.5, above: 1 };
/**
 * Activation peak from which the encoder does not add to it: in five logs of models with an
 * encoder, the logits alone explain the peak.
 */
const encoderHiddenFromGiB = 2;

/** Entries of a model's vocabulary, or a usual number of them. */
export function vocabularyOf({ vocabularySize }: ModelFacts): number {
  return vocabularySize ?? unknownVocabulary.value;
}

/** What an engine uses inside its share of a GPU, without weights and KV cache. */
export function engineTerms(
  model: ModelFacts,
  batch: EngineBatch,
  parallelism: Parallelism,
  settings: EngineSettings,
): readonly MemoryTerm[] {
  const { version } = batch;
  const source = `measured with vLLM ${version.measuredWith}`;
  const isParallel = parallelism.tensorParallelSize > 1;
  const terms = [
    activationTerm(model, batch, parallelism, settings, source),
    isParallel
      ? measuredTerm('CUDA and NCCL', version.nonTorchParallelGiB, source)
      : measuredTerm('CUDA', version.nonTorchGiB, source),
  ];
  if (model.experts !== undefined) terms.push(measuredTerm('experts', version.expertsGiB, source));
  if (version.countsCudaGraphs && !settings.enforceEager) terms.push(cudaGraphsTerm(model, batch));
  if (settings.lora !== undefined) terms.push(loraTerm(model, settings.lora, parallelism));
  const draft = draftTerm(model, parallelism, settings);
  if (draft !== undefined) terms.push(draft);
  if (model.modalities !== undefined && terms[0]!.bytes < encoderHiddenFromGiB * gib) {
    terms.push(measuredTerm('encoder', encoderGiB, 'not measured alone'));
  }
  return terms;
}

/** CUDA graphs, wherever the engine counts them. */
export function cudaGraphsTerm(model: ModelFacts, { version }: EngineBatch): MemoryTerm {
  const hasState = (model.constantStateLayers ?? 0) > 0;
  const measured = hasState ? version.cudaGraphsOfStateGiB : version.cudaGraphsGiB;
  return measuredTerm('CUDA graphs', measured, `measured with vLLM ${version.measuredWith}`);
}

/**
 * Error of the activations of a stage, as a share: a log of two stages has 0.58 of the peak, and
 * does not name the stage.
 */
const stageError = 0.45;

/** Bytes of an activation. */
const activationBytes = 2;

/**
 * Experts that a token passes, which the facts of a model do not contain: 1 in Llama 4, 2 in
 * Mixtral, 4 in gpt-oss, 8 in DeepSeek V3 and Qwen3, 10 in Qwen3-Next. With 4, two logs in which
 * experts determine the peak are 0.75 GiB (Qwen3-235B in FP8 on 4 GPUs, 0.76 logged) and 1.56
 * (Mixtral on 2, 1.21 logged).
 *
 * @see `num_experts_per_tok` in the config.json of each model (2026-11)
 */
const expertsPerToken = { value: 4, below: 3, above: 6 };

/** Activations that exist at the same time for each token of a batch, bytes. */
interface TokenBytes {
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/**
 * Activations of a layer for each token: gate, up and their product (three times the width, two for
 * a model without a gate, half a width more for a copy in 8 bit), and four hidden states (the
 * residual, the input and the output of the layer, the input of the model; two to five exist at
 * once). Experts have two work areas for each expert of a token, each as wide as the hidden state
 * or the product. In logs of a model whose logits are small, 0.85 GiB (granite-3.1-8b, 8,192
 * tokens, 0.84 computed) and 0.22 GiB (Llama 3.1 8B, 2,048 tokens, 0.23 computed).
 *
 * @see vLLM 0.32 `model_executor/models/qwen2.py` `Qwen2MLP`,
 * `model_executor/layers/fused_moe/experts/triton_moe.py` `workspace_shapes` (2026-11)
 */
function tokenBytes(
  { hiddenSize, intermediateSize = 4 * hiddenSize, experts }: ModelFacts,
  tensorParallelSize: number,
  expertParallel = false,
): TokenBytes {
  const width = intermediateSize / tensorParallelSize;
  const expertWidth = (experts?.intermediateSize ?? 0) / (expertParallel ? 1 : tensorParallelSize);
  const ofExpert = Math.max(expertWidth, hiddenSize) + Math.max(2 * expertWidth, hiddenSize);
  const bytes = (widths: number, states: number, perToken: number): number =>
    activationBytes *
    (states * hiddenSize + Math.max(widths * width, experts === undefined ? 0 : perToken * ofExpert));
  const { value, below, above } = expertsPerToken;
  return {
    value: bytes(3, 4, value),
    min: bytes(2, 2, value - below),
    max: bytes(3.5, 5, value + above),
  };
}

/**
 * Peak of the activations: the logits of a batch, the layer that computes the tokens of a batch, or
 * the minimum of the engine. A model for embeddings has no logits.
 */
function activationTerm(
  model: ModelFacts,
  { version, maxNumSeqs, maxNumBatchedTokens }: EngineBatch,
  { tensorParallelSize, pipelineParallelSize }: Parallelism,
  { speculativeTokens, expertParallel }: EngineSettings,
  source: string,
): MemoryTerm {
  const { bytesPerLogit, activationFloorGiB: floor } = version;
  const hasLogits = (model.task ?? 'generate') === 'generate';
  // With speculation the sampler also has the logits of one draft token for each sequence.
  const perLogit = speculativeTokens === undefined ? 0 : samplerLogitBytes;
  const peak = (vocabulary: number, bytes: number, perToken: number, floorGiB: number): number =>
    Math.max(
      floorGiB * gib,
      hasLogits ? vocabulary * maxNumSeqs * (bytes + perLogit) : 0,
      maxNumBatchedTokens * perToken,
    );
  const entries = vocabularyOf(model);
  const isKnown = model.vocabularySize !== undefined;
  const minEntries = isKnown ? entries : entries - unknownVocabulary.below;
  const maxEntries = isKnown ? entries : entries + unknownVocabulary.above;
  const { value, below, above } = bytesPerLogit;
  const ofToken = tokenBytes(model, tensorParallelSize, expertParallel);
  const bytes = Math.ceil(peak(entries, value, ofToken.value, floor.value));
  return {
    name: 'activations',
    bytes,
    below: Math.max(
      bytes - peak(minEntries, value - below, ofToken.min, floor.value - floor.below),
      pipelineParallelSize > 1 ? bytes * stageError : 0,
    ),
    above: peak(maxEntries, value + above, ofToken.max, floor.value + floor.above) - bytes,
    source,
  };
}

const oneGpu: Parallelism = { tensorParallelSize: 1, pipelineParallelSize: 1 };

/**
 * Error of the slots, as a share: which projections of a model have adapters depends on the model.
 */
const loraError = 0.3;

/**
 * Slots of adapters: for each projection of each layer, two matrices of `rank` in 16 bit. Tensor
 * parallelism divides the outputs of query, key, value, gate and up, and the inputs of the
 * attention output and of down. The other sides are whole on each GPU.
 *
 * @see vLLM 0.32 `lora/layers/base_linear.py` `create_lora_weights`,
 * `lora/layers/row_parallel_linear.py` (2026-11)
 */
function loraTerm(model: ModelFacts, { adapters, rank }: LoraSettings, parallelism: Parallelism): MemoryTerm {
  const bytes = Math.ceil(adapters * adapterBytes(model, rank, parallelism));
  return {
    name: 'LoRA slots',
    bytes,
    below: bytes * loraError,
    above: bytes * loraError,
    source: 'matrices of every projection; vLLM 0.32 lora/layers',
  };
}

/**
 * Bytes of one adapter in 16 bit with matrices for each projection. On one GPU of one node, the
 * size of its file.
 */
export function adapterBytes(
  model: ModelFacts,
  rank: number,
  { tensorParallelSize, pipelineParallelSize }: Parallelism = oneGpu,
): number {
  const { hiddenSize, attentionHeads, kv, layers, experts, intermediateSize = 4 * hiddenSize } = model;
  const headDim = kv.type === 'heads' ? kv.headDim : kv.kvLoraRank / 4;
  const queries = attentionHeads * headDim;
  const keys = kv.type === 'heads' ? 2 * kv.kvHeads * headDim : kv.kvLoraRank + kv.ropeHeadDim;
  const width = experts === undefined ? intermediateSize : experts.count * experts.intermediateSize;
  const copies = experts === undefined ? 1 : experts.count;
  // Inputs of query, key, value, gate and up; outputs of the attention output and of down.
  const whole = 3 * hiddenSize + copies * 2 * hiddenSize + hiddenSize + copies * hiddenSize;
  // Outputs of query, key, value, gate and up; inputs of the attention output and of down.
  const divided = queries + keys + 2 * width + queries + width;
  const stageLayers = Math.ceil(layers / pipelineParallelSize);
  return 2 * stageLayers * rank * (whole + divided / tensorParallelSize);
}
