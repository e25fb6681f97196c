import { modelFromHuggingFaceConfig } from '../../../../lib/engine/sizing/hugging-face-config';
import { findModel } from '../../../../lib/facts/models';
import { ProblemList } from '../../../../lib/problems/problem-list';

function read(config: unknown, weightsBytes = 1e9) {
  const problems = ProblemList.create();
  const model = modelFromHuggingFaceConfig(config, { id: 'my-org/model', weightsBytes }, problems);
  return { model, problems: problems.problems.map(({ path, message }) => `${path}: ${message}`) };
}

const llama = {
  num_hidden_layers: 32,
  hidden_size: 4096,
  num_attention_heads: 32,
  num_key_value_heads: 8,
  max_position_embeddings: 131_072,
  torch_dtype: 'bfloat16',
};

test('a fine-tune of a known model is the same model under another name', () => {
  const { licence: _, ...known } = findModel('meta-llama/Llama-3.1-8B-Instruct')!;
  const { model, problems } = read(llama, known.weightsBytes);
  expect(problems).toEqual([]);
  expect(model).toEqual({ ...known, id: 'my-org/model', gated: false });
});

test('without KV heads every attention head has its own', () => {
  const { num_key_value_heads: _, ...multiHead } = llama;
  expect(read(multiHead).model?.kv).toEqual({ type: 'heads', kvHeads: 32, headDim: 128 });
});

test('a head dimension that is said counts', () => {
  expect(read({ ...llama, head_dim: 256 }).model?.kv).toMatchObject({ headDim: 256 });
});

test('the compressed vector of MLA', () => {
  const { model } = read({ ...llama, kv_lora_rank: 512, qk_rope_head_dim: 64 });
  expect(model?.kv).toEqual({ type: 'mla', kvLoraRank: 512, ropeHeadDim: 64 });
});

test('the language model of one that reads images', () => {
  expect(read({ text_config: llama, torch_dtype: 'float16' }).model).toMatchObject({
    layers: 32,
    dtype: 'float16',
  });
});

test('layers with a window, by their types', () => {
  const layer_types = Array.from({ length: 32 }, (_, i) => (i % 2 ? 'full_attention' : 'sliding_attention'));
  expect(read({ ...llama, sliding_window: 128, layer_types }).model?.slidingWindow).toEqual({
    layers: 16,
    tokens: 128,
  });
});

test('layers with a window, by a pattern', () => {
  const config = { ...llama, num_hidden_layers: 62, sliding_window: 1024, sliding_window_pattern: 6 };
  expect(read(config).model?.slidingWindow).toEqual({ layers: 52, tokens: 1024 });
});

test('a window that is switched off', () => {
  expect(
    read({ ...llama, sliding_window: 4096, use_sliding_window: false }).model?.slidingWindow,
  ).toBeUndefined();
});

test('layers with a state of constant size', () => {
  const layer_types = Array.from({ length: 32 }, (_, i) =>
    i % 4 === 3 ? 'full_attention' : 'linear_attention',
  );
  expect(read({ ...llama, layer_types }).model?.constantStateLayers).toBe(24);
});

const tensors = (...weights: readonly object[]) => ({
  quant_method: 'compressed-tensors',
  config_groups: Object.fromEntries(weights.map((each, index) => [`group_${index}`, { weights: each }])),
});

test.each<[string, unknown, string | undefined]>([
  ['not', undefined, undefined],
  ['by a name of its own', { quant_method: 'fp8' }, 'fp8'],
  ['by a longer name', { quant_method: 'fbgemm_fp8' }, 'fp8'],
  ['by an algorithm', { quant_method: 'modelopt', quant_algo: 'NVFP4' }, 'nvfp4'],
  ['in groups of one type', tensors({ type: 'float', num_bits: 8 }), 'fp8'],
  ['in groups of integers', tensors({ type: 'int', num_bits: 8 }), 'int8'],
  [
    'in groups of several types',
    tensors({ type: 'int', num_bits: 8 }, { type: 'int', num_bits: 4 }),
    'other',
  ],
  ['in no group', { quant_method: 'compressed-tensors' }, 'other'],
  ['by a method that has no name here', { quant_method: 'aqlm' }, 'other'],
])('weights that are quantized %s', (_, quantization_config, quantization) => {
  expect(read({ ...llama, quantization_config }).model?.quantization).toBe(quantization);
});

test('a context that YaRN makes longer', () => {
  const rope_scaling = { rope_type: 'yarn', factor: 4, original_max_position_embeddings: 32_768 };
  const config = { ...llama, max_position_embeddings: 32_768, rope_scaling };
  expect(read(config).model?.maxPositions).toBe(131_072);
});

test('a context that already says its length', () => {
  const rope_scaling = { rope_type: 'llama3', factor: 8, original_max_position_embeddings: 8192 };
  expect(read({ ...llama, rope_scaling }).model?.maxPositions).toBe(131_072);
});

test.each([Number.NaN, 0, -1, 1.5, Number.POSITIVE_INFINITY])('%p bytes of weights are refused', (bytes) => {
  expect(read(llama, bytes)).toEqual({
    model: undefined,
    problems: [`weightsBytes: ${bytes} is not a number of bytes`],
  });
});

test.each<[string, unknown, readonly string[]]>([
  ['no object', 'config.json', [': is not the content of a config.json']],
  ['a missing field', { ...llama, num_hidden_layers: undefined }, ['num_hidden_layers: is missing']],
  [
    'a number as text',
    { ...llama, hidden_size: '4096' },
    ['hidden_size: "4096" is not a whole number greater than 0'],
  ],
  [
    'zero',
    { ...llama, num_attention_heads: 0 },
    ['num_attention_heads: 0 is not a whole number greater than 0'],
  ],
  [
    'a negative number',
    { ...llama, hidden_size: -1 },
    ['hidden_size: -1 is not a whole number greater than 0'],
  ],
  [
    'no number',
    { ...llama, max_position_embeddings: Number.NaN },
    ['max_position_embeddings: NaN is not a whole number greater than 0'],
  ],
  [
    'KV heads that do not divide',
    { ...llama, num_key_value_heads: 7 },
    ['num_key_value_heads: the number of attention heads, 32, is not a multiple of 7'],
  ],
  [
    'heads that do not divide the hidden size',
    { ...llama, num_attention_heads: 24 },
    ['num_attention_heads: the hidden size, 4096, is not a multiple of 24, and head_dim is missing'],
  ],
  [
    'a nested field',
    { text_config: { ...llama, num_attention_heads: undefined } },
    ['text_config.num_attention_heads: is missing'],
  ],
  [
    'types of other layers',
    { ...llama, layer_types: ['linear_attention'] },
    ['layer_types: has 1 entries for 32 layers'],
  ],
  ['half of MLA', { ...llama, kv_lora_rank: 512 }, ['qk_rope_head_dim: is missing']],
])('%s gives no model, and says where', (_, config, lines) => {
  expect(read(config)).toEqual({ model: undefined, problems: lines });
});

describe('layers with a window, by the family', () => {
  const windowOf = (more: object) =>
    read({ ...llama, sliding_window: 4096, ...more }).model?.slidingWindow?.layers;

  it('are half of Gemma 2', () => expect(windowOf({ model_type: 'gemma2', num_hidden_layers: 42 })).toBe(21));
  it('are all of Mistral', () => expect(windowOf({ model_type: 'mistral' })).toBe(32));
  it('are the last ones of Qwen, if at all', () => {
    expect(windowOf({ model_type: 'qwen2', use_sliding_window: true, max_window_layers: 28 })).toBe(4);
  });
  it('are none of a family that is not known: that counts too much, not too little', () => {
    expect(windowOf({ model_type: 'new' })).toBeUndefined();
  });
});

test("what Gemma 3's file leaves out is what transformers has", () => {
  const text_config = {
    model_type: 'gemma3_text',
    hidden_size: 2560,
    num_hidden_layers: 34,
    sliding_window: 1024,
  };
  const { model, problems } = read({ text_config });
  expect(problems).toEqual([]);
  const { kv, maxPositions, slidingWindow, attentionHeads } = findModel('google/gemma-3-4b-it')!;
  expect(model).toMatchObject({ kv, maxPositions, slidingWindow, attentionHeads });
});

test('a factor that makes no length is reported, and does not hang', () => {
  const rope_scaling = {
    type: 'yarn',
    factor: Number.POSITIVE_INFINITY,
    original_max_position_embeddings: 4096,
  };
  expect(read({ ...llama, rope_scaling })).toEqual({
    model: undefined,
    problems: ['rope_scaling: a factor of Infinity does not result in a valid context length'],
  });
});

test('nesting of a hundred thousand levels is reported in one sentence', () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 100_000; depth++) deep = [deep];
  expect(read({ ...llama, num_hidden_layers: deep }).problems).toEqual([
    'num_hidden_layers: a list is not a whole number greater than 0',
  ]);
});

test('a method that is no text is some method', () => {
  const quantization_config = { quant_method: { toString: 1, valueOf: 1 } };
  expect(read({ ...llama, quantization_config }).model?.quantization).toBe('other');
});
