import type { KvShape, ModelFacts, WeightQuantization } from '../../facts/model-facts';
import type { ProblemList } from '../../problems/problem-list';

/** Facts of a model that `config.json` does not contain. */
export interface ModelFiles {
  readonly id: string;
  /** Sum of the safetensors: `metadata.total_size` of `model.safetensors.index.json`. */
  readonly weightsBytes: number;
  /** @default false */
  readonly gated?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the facts of a model from its `config.json`, such as for a private fine-tune. Models that read images have the fields of the language model under
 * `text_config`.
 *
 * Adds a problem with the path of each missing or invalid field, and then returns undefined.
 *
 * @see huggingface/transformers `configuration_utils.py` and the configurations of llama, qwen2, qwen3, mistral, phi3, gemma3, gpt_oss,
 * deepseek_v3 (2026-11)
 */
export function modelFromHuggingFaceConfig(
  config: unknown,
  files: ModelFiles,
  problems: ProblemList,
): ModelFacts | undefined {
  if (!isObject(config)) {
    problems.add('', 'is not the content of a config.json', 'Pass the object from the file.');
    return undefined;
  }
  const { weightsBytes } = files;
  if (!(Number.isSafeInteger(weightsBytes) && weightsBytes > 0)) {
    problems.add(
      'weightsBytes',
      `${String(weightsBytes)} is not a number of bytes`,
      "Set metadata.total_size of the model's model.safetensors.index.json.",
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
    reader.fail('layer_types', `has ${types.length} entries for ${layers} layers`);
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
 * Fields that the files of a family omit because transformers has defaults for them.
 *
 * @see huggingface/transformers `models/gemma3/configuration_gemma3.py` (2026-11)
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

/** Short form of a value for messages. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
}

/** Reads numbers and reports invalid ones. */
class Reader {
  hasFailed = false;

  constructor(
    private readonly fields: Json,
    private readonly problems: ProblemList,
  ) {}

  /** Reads a whole number greater than 0. */
  count(field: string): number | undefined {
    const value = this.fields[field];
    if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
    this.fail(
      field,
      value === undefined ? 'is missing' : `${shown(value)} is not a whole number greater than 0`,
    );
    return undefined;
  }

  has(field: string): boolean {
    return this.fields[field] !== undefined && this.fields[field] !== null;
  }

  fail(field: string, message: string): void {
    this.hasFailed = true;
    this.problems.add(field, message, "Use the unchanged config.json of the model's repository.");
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
    reader.fail(
      'num_key_value_heads',
      `the number of attention heads, ${attentionHeads}, is not a multiple of ${kvHeads}`,
    );
  }
  if (!reader.has('head_dim') && hiddenSize % attentionHeads !== 0) {
    reader.fail(
      'num_attention_heads',
      `the hidden size, ${hiddenSize}, is not a multiple of ${attentionHeads}, and head_dim is missing`,
    );
    return undefined;
  }
  const headDim = reader.has('head_dim') ? reader.count('head_dim') : hiddenSize / attentionHeads;
  return kvHeads === undefined || headDim === undefined ? undefined : { type: 'heads', kvHeads, headDim };
}

/** Families in which every layer has the window. */
const allWindowed = new Set(['mistral', 'mixtral', 'phi3', 'phimoe', 'starcoder2']);
/** Families in which every n-th layer has full attention; the others have the window. */
const fullLayerEvery: Readonly<Record<string, number>> = {
  gemma2: 2,
  gemma3_text: 6,
  cohere2: 4,
  gpt_oss: 2,
};

/**
 * Layers with a window, from the most reliable source: types of layers, a pattern, the family. Layers of an unknown family count as full attention,
 * which overestimates the KV cache.
 *
 * @see huggingface/transformers `models/<family>/configuration_*.py` (2026-11)
 */
function readWindow(text: Json, reader: Reader, layers: number): ModelFacts['slidingWindow'] {
  // Qwen2 and Qwen3 set a window that they do not use.
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
  // Qwen: the first layers have full attention.
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

/** YaRN extends the context by a factor. @see vLLM `config/model.py` `_get_and_verify_max_len` (2026-11) */
function readMaxPositions(text: Json, reader: Reader): number | undefined {
  const positions = reader.count('max_position_embeddings');
  const rope = [text['rope_scaling'], text['rope_parameters']].find(isObject);
  if (positions === undefined || rope === undefined) return positions;
  const { rope_type: type = rope['type'], factor, original_max_position_embeddings: original } = rope;
  if (type !== 'yarn' || typeof factor !== 'number' || typeof original !== 'number') return positions;
  const longer = Math.floor(original * factor);
  if (Number.isSafeInteger(longer) && longer > 0) return Math.max(positions, longer);
  reader.fail('rope_scaling', `a factor of ${factor} does not result in a valid context length`);
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

/** Type of the weights of compressed-tensors, which are in groups. @see vllm-project/compressed-tensors (2026-11) */
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
