import { type ConfigReader, shown } from './config-reader';

/**
 * Cache of a layer: every token, the last tokens, the current chunk, a state of constant size, or
 * none.
 */
export type LayerKind = 'full' | 'sliding' | 'chunked' | 'state' | 'none';

/**
 * Words for layers in `layer_types`, `layers_block_type` and as letters of
 * `hybrid_override_pattern`.
 *
 * @see transformers 5.24.0 `configuration_utils.py`,
 * `models/nemotron_h/configuration_nemotron_h.py` (2026-11)
 */
const kindOf: Readonly<Record<string, LayerKind>> = {
  full_attention: 'full',
  attention: 'full',
  // Sparse attention selects from a cache of every token.
  indexed_attention: 'full',
  deepseek_sparse_attention: 'full',
  minimax_m3_sparse: 'full',
  '*': 'full',
  sliding_attention: 'sliding',
  chunked_attention: 'chunked',
  linear_attention: 'state',
  mamba: 'state',
  recurrent: 'state',
  M: 'state',
  moe: 'none',
  mlp: 'none',
  E: 'none',
  '-': 'none',
};

/** Families in which every layer has the window. */
const allWindowed = new Set(['mistral', 'mixtral', 'phi3', 'phimoe', 'starcoder2']);
/** Families in which every n-th layer has full attention; the others have the window. */
const fullLayerEvery: Readonly<Record<string, number>> = {
  gemma2: 2,
  gemma3_text: 6,
  cohere2: 4,
  gpt_oss: 2,
};
/** Families in which every n-th layer has full attention; the others have a constant state. */
const linearFamily = /^(?:qwen3_next|qwen3_5(?:_moe)?_text)$/;

/** Number of layers: `num_hidden_layers`, or the length of the list or pattern of the layers. */
export function countLayers(reader: ConfigReader): number | undefined {
  if (!reader.has('num_hidden_layers')) {
    const { layers_block_type: types, hybrid_override_pattern: pattern } = reader.fields;
    if (Array.isArray(types) && types.length > 0) return types.length;
    if (typeof pattern === 'string' && pattern !== '') return pattern.length;
  }
  return reader.count('num_hidden_layers');
}

/**
 * Kind of each layer, from the most reliable source: a list, a pattern, an interval, the family.
 * Layers of an unknown family count as full attention, which overestimates the KV cache.
 *
 * @see transformers 5.24.0 `models/<family>/configuration_*.py` (2026-11)
 */
export function layerKinds(reader: ConfigReader, layers: number): readonly LayerKind[] {
  const kinds = listedKinds(reader, layers) ?? derivedKinds(reader, layers);
  const shared = reader.optionalCount('num_kv_shared_layers') ?? 0;
  // The last layers read the cache of an earlier one (Gemma 4). vLLM 0.32.0
  // `model_executor/models/gemma4.py`.
  return kinds.map((kind, index) => (index < layers - shared ? kind : 'none'));
}

function listedKinds(reader: ConfigReader, layers: number): readonly LayerKind[] | undefined {
  const { fields } = reader;
  // DeepSeek V4: every layer has the window; the ratios contain the rest.
  if (Array.isArray(fields['compress_ratios'])) return Array.from({ length: layers }, () => 'sliding');
  for (const field of ['layer_types', 'layers_block_type', 'hybrid_override_pattern']) {
    const value = fields[field];
    const words = typeof value === 'string' ? [...value] : value;
    if (!Array.isArray(words) || words.length === 0) continue;
    if (words.length !== layers) {
      reader.fail(field, `has ${words.length} entries for ${layers} layers`);
      return [];
    }
    return words.map((word) => kindOfWord(reader, field, word));
  }
  const { linear_attn_config: linear } = fields;
  const stateLayers = isList(linear, 'kda_layers');
  if (stateLayers !== undefined) {
    // Layers count from 1 in this list.
    return Array.from({ length: layers }, (_, index) => (stateLayers.includes(index + 1) ? 'state' : 'full'));
  }
  const { attn_type_list: attention } = fields;
  return Array.isArray(attention) && attention.length === layers
    ? attention.map((type) => (type === 0 ? 'state' : 'full'))
    : undefined;
}

function isList(settings: unknown, field: string): readonly unknown[] | undefined {
  const value = typeof settings === 'object' && settings !== null ? Reflect.get(settings, field) : undefined;
  return Array.isArray(value) ? value : undefined;
}

function kindOfWord(reader: ConfigReader, field: string, word: unknown): LayerKind {
  if (typeof word === 'string' && Object.hasOwn(kindOf, word)) return kindOf[word]!;
  reader.fail(
    field,
    `contains a type of layer that this version does not support: ${shown(word)}`,
    "Use a newer version of this package, or set fit to 'unchecked' and choose the GPUs yourself.",
  );
  return 'full';
}

function derivedKinds(reader: ConfigReader, layers: number): readonly LayerKind[] {
  const each = (kindAt: (index: number) => LayerKind) =>
    Array.from({ length: layers }, (_, index) => kindAt(index));
  if (reader.has('attention_chunk_size')) return each(chunkedOrFull(reader));
  const interval = reader.optionalCount('full_attention_interval');
  if (interval !== undefined || linearFamily.test(reader.family)) {
    return each((index) => ((index + 1) % (interval ?? 4) === 0 ? 'full' : 'state'));
  }
  const windowed = Math.min(layers, windowedLayers(reader, layers));
  return each((index) => (index < windowed ? 'sliding' : 'full'));
}

/**
 * Llama 4: layers without rotary positions have full attention, every fourth one unless the file
 * lists them.
 */
function chunkedOrFull(reader: ConfigReader): (index: number) => LayerKind {
  const { no_rope_layers: listed } = reader.fields;
  const interval = reader.optionalCount('no_rope_layer_interval') ?? 4;
  if (Array.isArray(listed) && listed.length > 0)
    return (index) => (listed[index] === 0 ? 'full' : 'chunked');
  return (index) => ((index + 1) % interval === 0 ? 'full' : 'chunked');
}

/**
 * Number of layers with a window. The result is a number because the order of the layers does not
 * change the memory.
 */
function windowedLayers(reader: ConfigReader, layers: number): number {
  const { fields, family } = reader;
  // Qwen2 and Qwen3 set a window that they do not use.
  if (!reader.has('sliding_window') || fields['use_sliding_window'] === false) return 0;
  // transformers writes the name with an underscore next to the types of the layers (Gemma 3).
  const pattern = fields['sliding_window_pattern'] ?? fields['_sliding_window_pattern'];
  if (typeof pattern === 'number' && pattern > 1) return layers - Math.floor(layers / pattern);
  if (Object.hasOwn(fullLayerEvery, family)) return layers - Math.floor(layers / fullLayerEvery[family]!);
  // Qwen: the first layers have full attention.
  const full = fields['max_window_layers'];
  if (fields['use_sliding_window'] === true && typeof full === 'number') return Math.max(0, layers - full);
  return allWindowed.has(family) ? layers : 0;
}
