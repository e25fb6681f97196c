import type { ProblemList } from '../problems/problem-list';
import type { KvShape, ModelFacts, WeightQuantization } from './model-facts';

/** What a `config.json` does not say. */
export interface ModelFiles {
  readonly id: string;
  /** Sum of the safetensors: `metadata.total_size` of `model.safetensors.index.json`. */
  readonly weightsBytes: number;
  /** Default: no. */
  readonly gated?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * A model from its own `config.json`, so that a private fine-tune is checked like one of the table. Models that read images have the
 * language model's part under `text_config`.
 *
 * Adds a problem with the field's path for whatever is missing or no number, and then gives nothing: a wrong number would be worse.
 * Source: huggingface/transformers `configuration_utils.py` and the configurations of llama, qwen2, qwen3, mistral, phi3, gemma3, gpt_oss,
 * deepseek_v3 (2026-11).
 */
export function modelFromHuggingFaceConfig(
  config: unknown,
  files: ModelFiles,
  problems: ProblemList,
): ModelFacts | undefined {
  if (!isObject(config)) {
    problems.add('', 'it is not the content of a config.json', 'Give the object that the file has.');
    return undefined;
  }
  const { weightsBytes } = files;
  if (!(Number.isSafeInteger(weightsBytes) && weightsBytes > 0)) {
    problems.add(
      'weightsBytes',
      `${String(weightsBytes)} is not a number of bytes`,
      "Give metadata.total_size of the model's model.safetensors.index.json.",
    );
    return undefined;
  }
  const isNested = isObject(config['text_config']);
  const text = isNested ? (config['text_config'] as Json) : config;
  const reader = new Reader(text, isNested ? problems.at('text_config') : problems);
  const layers = reader.count('num_hidden_layers');
  const hiddenSize = reader.count('hidden_size');
  const attentionHeads = reader.count('num_attention_heads');
  const maxPositions = readMaxPositions(text, reader);
  const kv = readKv(reader, hiddenSize, attentionHeads);
  const slidingWindow = layers === undefined ? undefined : readWindow(text, reader, layers);
  const { layer_types: types } = text;
  if (layers !== undefined && Array.isArray(types) && types.length !== layers) {
    reader.fail('layer_types', `it has ${types.length} entries for ${layers} layers`);
  }
  if (
    layers === undefined ||
    hiddenSize === undefined ||
    attentionHeads === undefined ||
    maxPositions === undefined ||
    kv === undefined ||
    reader.hasFailed
  )
    return undefined;
  const quantization = readQuantization(config, text);
  const constantStateLayers = countLayers(text, /linear_attention|mamba|recurrent/);
  return {
    id: files.id,
    weightsBytes,
    layers,
    hiddenSize,
    attentionHeads,
    kv,
    ...(slidingWindow === undefined ? {} : { slidingWindow }),
    ...(constantStateLayers === 0 ? {} : { constantStateLayers }),
    maxPositions,
    dtype: readDtype(config, text),
    ...(quantization === undefined ? {} : { quantization }),
    gated: files.gated ?? false,
  };
}

/** Reads numbers, and tells of each that is none. */
class Reader {
  hasFailed = false;

  constructor(
    private readonly fields: Json,
    private readonly problems: ProblemList,
  ) {}

  /** A whole number above 0. */
  count(field: string): number | undefined {
    const value = this.fields[field];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.fail(
      field,
      value === undefined
        ? 'it is missing'
        : `${typeof value === 'number' ? value : JSON.stringify(value)} is not a whole number above 0`,
    );
    return undefined;
  }

  has(field: string): boolean {
    return this.fields[field] !== undefined && this.fields[field] !== null;
  }

  fail(field: string, message: string): void {
    this.hasFailed = true;
    this.problems.add(field, message, "Take the config.json of the model's repository as it is.");
  }
}

function readKv(
  reader: Reader,
  hiddenSize: number | undefined,
  attentionHeads: number | undefined,
): KvShape | undefined {
  if (reader.has('kv_lora_rank')) {
    const kvLoraRank = reader.count('kv_lora_rank');
    const ropeHeadDim = reader.count('qk_rope_head_dim');
    return kvLoraRank === undefined || ropeHeadDim === undefined
      ? undefined
      : { type: 'mla', kvLoraRank, ropeHeadDim };
  }
  if (hiddenSize === undefined || attentionHeads === undefined) return undefined;
  const kvHeads = reader.has('num_key_value_heads') ? reader.count('num_key_value_heads') : attentionHeads;
  if (kvHeads !== undefined && attentionHeads % kvHeads !== 0) {
    reader.fail('num_key_value_heads', `${kvHeads} does not divide the ${attentionHeads} attention heads`);
  }
  if (!reader.has('head_dim') && hiddenSize % attentionHeads !== 0) {
    reader.fail(
      'num_attention_heads',
      `${attentionHeads} does not divide the hidden size ${hiddenSize}, and there is no head_dim`,
    );
    return undefined;
  }
  const headDim = reader.has('head_dim') ? reader.count('head_dim') : hiddenSize / attentionHeads;
  return kvHeads === undefined || headDim === undefined ? undefined : { type: 'heads', kvHeads, headDim };
}

function readWindow(text: Json, reader: Reader, layers: number): ModelFacts['slidingWindow'] {
  // Qwen2 and Qwen3 say a window that they do not use.
  if (!reader.has('sliding_window') || text['use_sliding_window'] === false) return undefined;
  const tokens = reader.count('sliding_window');
  if (tokens === undefined) return undefined;
  const pattern = text['sliding_window_pattern'];
  // Where nothing says which layers have it, all do (Mistral 7B v0.1).
  const windowed = Array.isArray(text['layer_types'])
    ? countLayers(text, /sliding_attention/)
    : typeof pattern === 'number' && pattern > 1
      ? layers - Math.floor(layers / pattern)
      : layers;
  return windowed === 0 ? undefined : { layers: Math.min(windowed, layers), tokens };
}

function countLayers(text: Json, kind: RegExp): number {
  const types = text['layer_types'];
  return Array.isArray(types) ? types.filter((type) => kind.test(String(type))).length : 0;
}

function readDtype(config: Json, text: Json): ModelFacts['dtype'] {
  const given = [config['dtype'], config['torch_dtype'], text['dtype'], text['torch_dtype']].find(
    (value) => typeof value === 'string',
  );
  return given === 'float16' || given === 'float32' ? given : 'bfloat16';
}

/** YaRN makes the context longer by a factor. Source: vLLM `config/model.py` `_get_and_verify_max_len` (2026-11). */
function readMaxPositions(text: Json, reader: Reader): number | undefined {
  const positions = reader.count('max_position_embeddings');
  const rope = [text['rope_scaling'], text['rope_parameters']].find(isObject);
  if (positions === undefined || rope === undefined) return positions;
  const { rope_type: type = rope['type'], factor, original_max_position_embeddings: original } = rope;
  if (type !== 'yarn' || typeof factor !== 'number' || typeof original !== 'number') return positions;
  return Math.max(positions, Math.floor(original * factor));
}

const quantizations: readonly WeightQuantization[] = ['fp8', 'int8', 'awq', 'gptq', 'mxfp4', 'nvfp4'];

function readQuantization(config: Json, text: Json): WeightQuantization | undefined {
  const settings = config['quantization_config'] ?? text['quantization_config'];
  if (!isObject(settings)) return undefined;
  const method = String(settings['quant_method'] ?? '');
  if (method === 'compressed-tensors') return typeOfGroups(settings['config_groups']);
  const written = `${method} ${String(settings['quant_algo'] ?? '')}`.toLowerCase();
  return quantizations.find((known) => written.includes(known)) ?? 'other';
}

/** compressed-tensors has the types of its weights in groups. Source: vllm-project/compressed-tensors (2026-11). */
function typeOfGroups(groups: unknown): WeightQuantization {
  const weights = isObject(groups)
    ? Object.values(groups).map((group) => (isObject(group) ? group['weights'] : undefined))
    : [];
  const types = new Set(
    weights.map((each) => (isObject(each) ? `${String(each['type'])}${String(each['num_bits'])}` : '')),
  );
  if (types.size !== 1) return 'other';
  if (types.has('float8')) return 'fp8';
  if (types.has('float4')) return 'nvfp4';
  return types.has('int8') ? 'int8' : 'other';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
