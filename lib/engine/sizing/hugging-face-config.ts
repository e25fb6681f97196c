import type { KvShape, ModelFacts, WeightQuantization } from '../../facts/model-facts';
import type { ProblemList } from '../../problems/problem-list';

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
  const text = withDefaults(isNested ? (config['text_config'] as Json) : config);
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

/**
 * What a family's files leave out because transformers has it by itself.
 * Source: huggingface/transformers `models/gemma3/configuration_gemma3.py` (2026-11).
 */
const familyDefaults: Readonly<Record<string, Json>> = {
  gemma3_text: {
    num_attention_heads: 8,
    num_key_value_heads: 4,
    head_dim: 256,
    max_position_embeddings: 131_072,
    sliding_window_pattern: 6,
  },
};

function withDefaults(text: Json): Json {
  const family = String(typeof text['model_type'] === 'string' ? text['model_type'] : '');
  return Object.hasOwn(familyDefaults, family) ? { ...familyDefaults[family], ...text } : text;
}

/** What somebody wrote, short: a config.json may have anything anywhere. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
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
    this.fail(field, value === undefined ? 'it is missing' : `${shown(value)} is not a whole number above 0`);
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

/** Families of which every layer has the window that is said. */
const allWindowed = new Set(['mistral', 'mixtral', 'phi3', 'phimoe', 'starcoder2']);
/** Families of which each so-many-th layer looks at everything; the others have the window. */
const fullLayerEvery: Readonly<Record<string, number>> = {
  gemma2: 2,
  gemma3_text: 6,
  cohere2: 4,
  gpt_oss: 2,
};

/**
 * Layers with a window, by what says it best: their types, a pattern, the family. Of a family that is not known, none has one: that counts too
 * much rather than too little.
 * Source: huggingface/transformers `models/<family>/configuration_*.py` (2026-11).
 */
function readWindow(text: Json, reader: Reader, layers: number): ModelFacts['slidingWindow'] {
  // Qwen2 and Qwen3 say a window that they do not use.
  if (!reader.has('sliding_window') || text['use_sliding_window'] === false) return undefined;
  const tokens = reader.count('sliding_window');
  if (tokens === undefined) return undefined;
  const windowed = Math.min(layers, windowedLayers(text, layers));
  return windowed === 0 ? undefined : { layers: windowed, tokens };
}

function windowedLayers(text: Json, layers: number): number {
  if (Array.isArray(text['layer_types'])) return countLayers(text, /sliding_attention/);
  const family = typeof text['model_type'] === 'string' ? text['model_type'] : '';
  const pattern = text['sliding_window_pattern'];
  if (typeof pattern === 'number' && pattern > 1) return layers - Math.floor(layers / pattern);
  if (Object.hasOwn(fullLayerEvery, family)) return layers - Math.floor(layers / fullLayerEvery[family]!);
  // Qwen: the first layers look at everything.
  const full = text['max_window_layers'];
  if (text['use_sliding_window'] === true && typeof full === 'number') return Math.max(0, layers - full);
  return allWindowed.has(family) ? layers : 0;
}

function countLayers(text: Json, kind: RegExp): number {
  const types = text['layer_types'];
  return Array.isArray(types) ? types.filter((type) => kind.test(textOf(type))).length : 0;
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
  const longer = Math.floor(original * factor);
  if (Number.isSafeInteger(longer) && longer > 0) return Math.max(positions, longer);
  reader.fail('rope_scaling', `a factor of ${factor} gives no length of a context`);
  return undefined;
}

const quantizations: readonly WeightQuantization[] = ['fp8', 'int8', 'awq', 'gptq', 'mxfp4', 'nvfp4'];

function readQuantization(config: Json, text: Json): WeightQuantization | undefined {
  const settings = config['quantization_config'] ?? text['quantization_config'];
  if (!isObject(settings)) return undefined;
  const method = textOf(settings['quant_method']);
  if (method === 'compressed-tensors') return typeOfGroups(settings['config_groups']);
  const written = `${method} ${textOf(settings['quant_algo'])}`.toLowerCase();
  return quantizations.find((known) => written.includes(known)) ?? 'other';
}

/** compressed-tensors has the types of its weights in groups. Source: vllm-project/compressed-tensors (2026-11). */
function typeOfGroups(groups: unknown): WeightQuantization {
  const weights = isObject(groups)
    ? Object.values(groups).map((group) => (isObject(group) ? group['weights'] : undefined))
    : [];
  const types = new Set(
    weights.map((each) => (isObject(each) ? `${textOf(each['type'])}${Number(each['num_bits'])}` : '')),
  );
  if (types.size !== 1) return 'other';
  if (types.has('float8')) return 'fp8';
  if (types.has('float4')) return 'nvfp4';
  return types.has('int8') ? 'int8' : 'other';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
