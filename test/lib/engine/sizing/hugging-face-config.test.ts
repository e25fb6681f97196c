import fc from 'fast-check';
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
  const config = { ...llama, vocab_size: 128_256, intermediate_size: 14_336 };
  const { model, problems } = read(config, known.weightsBytes);
  expect(problems).toEqual([]);
  expect(model).toEqual({ ...known, id: 'my-org/model', gated: false });
});

test('without KV heads every attention head has its own', () => {
  const { num_key_value_heads: _, ...multiHead } = llama;
  expect(read(multiHead).model?.kv).toEqual({ type: 'heads', kvHeads: 32, headDim: 128 });
});

test('a given head dimension counts', () => {
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

test('the language model of one that hears and speaks', () => {
  const thinker_config = { text_config: llama, audio_config: { d_model: 1024 } };
  expect(read({ thinker_config, talker_config: {} }).model).toMatchObject({
    layers: 32,
    modalities: ['audio'],
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

test('layers with a window, by the pattern that transformers writes', () => {
  const config = { ...llama, num_hidden_layers: 62, sliding_window: 1024, _sliding_window_pattern: 6 };
  expect(read(config).model?.slidingWindow).toEqual({ layers: 52, tokens: 1024 });
});

test('types of layers come before the pattern that transformers writes together with them', () => {
  const layer_types = Array.from({ length: 32 }, (_, i) => (i % 2 ? 'full_attention' : 'sliding_attention'));
  const { model, problems } = read({
    ...llama,
    sliding_window: 128,
    layer_types,
    _sliding_window_pattern: 6,
  });
  expect(problems).toEqual([]);
  expect(model?.slidingWindow?.layers).toBe(16);
});

test('an encoder has no cache, whatever its attention', () => {
  const modernBert = {
    model_type: 'modernbert',
    architectures: ['ModernBertForMaskedLM'],
    num_hidden_layers: 22,
    hidden_size: 768,
    num_attention_heads: 12,
    max_position_embeddings: 8192,
    local_attention: 128,
    global_attn_every_n_layers: 3,
    sparse_pred_ignore_index: -100,
  };
  const { model, problems } = read(modernBert);
  expect(problems).toEqual([]);
  expect(model?.layersWithoutCache).toBe(22);
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

test('a context that already has its length', () => {
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
    'missing in a model that hears',
    { thinker_config: { text_config: { ...llama, num_attention_heads: undefined } } },
    ['thinker_config.text_config.num_attention_heads: is missing'],
  ],
  [
    'types of other layers',
    { ...llama, layer_types: ['linear_attention'] },
    ['layer_types: has 1 entries for 32 layers'],
  ],
  ['half of MLA', { ...llama, kv_lora_rank: 512 }, ['qk_rope_head_dim: is missing']],
])('%s gives no model, and reports the field', (_, config, lines) => {
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

/** Facts of a language model with these fields in addition. */
const factsWith = (more: object) => read({ ...llama, ...more }).model;
/** Entries of a list of layers, repeated. */
const layersOf = (period: readonly string[], times: number) =>
  Array.from({ length: times }, () => period).flat();

describe('hybrid models', () => {
  const gatedDeltaNet = {
    model_type: 'qwen3_5_text',
    num_hidden_layers: 64,
    linear_conv_kernel_dim: 4,
    linear_key_head_dim: 128,
    linear_num_key_heads: 16,
    linear_num_value_heads: 48,
    linear_value_head_dim: 128,
  };

  it('of Qwen have full attention in every fourth layer', () => {
    expect(factsWith(gatedDeltaNet)?.constantStateLayers).toBe(48);
  });

  it('of Qwen have full attention at the interval', () => {
    expect(factsWith({ ...gatedDeltaNet, full_attention_interval: 8 })?.constantStateLayers).toBe(56);
  });

  it('keep the inputs of the convolution in 16 bits and the state in the type of the file', () => {
    // 3 x (2 x 2048 + 6144) x 2 bytes, and 48 x 128 x 128 x 4 bytes.
    expect(factsWith({ ...gatedDeltaNet, mamba_ssm_dtype: 'float32' })?.stateBytesPerLayer).toBe(
      61_440 + 3_145_728,
    );
  });

  it('keep the state in 16 bits if the file has no type', () => {
    expect(factsWith(gatedDeltaNet)?.stateBytesPerLayer).toBe(61_440 + 1_572_864);
  });

  const nemotron = {
    model_type: 'nemotron_h',
    num_hidden_layers: 56,
    hybrid_override_pattern: 'M-M-M-MM-M-M-M*-M-M-M*-M-M-M-M*-M-M-M-M*-M-MM-M-M-M-M-M-',
    mamba_num_heads: 128,
    mamba_head_dim: 80,
    ssm_state_size: 128,
    n_groups: 8,
    conv_kernel: 4,
  };

  it('of Nemotron-H have state space, attention and feed-forward layers', () => {
    expect(factsWith(nemotron)).toMatchObject({
      layers: 56,
      constantStateLayers: 27,
      layersWithoutCache: 25,
    });
  });

  it('of Nemotron-H keep the state in 32 bits', () => {
    // 3 x (10240 + 2048) x 2 bytes, and 10240 x 128 x 4 bytes.
    expect(factsWith(nemotron)?.stateBytesPerLayer).toBe(73_728 + 5_242_880);
  });

  it('of Nemotron 3 list the types of their layers, without a number', () => {
    const { num_hidden_layers: _, hybrid_override_pattern: __, ...rest } = nemotron;
    const layers_block_type = layersOf(['mamba', 'moe', 'attention', 'mlp'], 3);
    const { num_hidden_layers: ___, ...base } = llama;
    expect(read({ ...base, ...rest, layers_block_type }).model).toMatchObject({
      layers: 12,
      constantStateLayers: 3,
      layersWithoutCache: 6,
    });
  });

  it('of Kimi list the layers with linear attention from 1 on', () => {
    const linear_attn_config = {
      kda_layers: [1, 2, 3],
      num_heads: 96,
      head_dim: 128,
      short_conv_kernel_size: 4,
    };
    expect(factsWith({ num_hidden_layers: 4, linear_attn_config })).toMatchObject({
      constantStateLayers: 3,
      stateBytesPerLayer: 3 * 3 * 96 * 128 * 2 + 96 * 128 * 128 * 4,
    });
  });

  it('of MiniMax list 1 for full attention', () => {
    expect(factsWith({ num_hidden_layers: 4, attn_type_list: [0, 0, 0, 1] })?.constantStateLayers).toBe(3);
  });

  it('with a type of layer that is not known give no model', () => {
    const layer_types = layersOf(['full_attention', 'holographic_attention'], 16);
    expect(read({ ...llama, layer_types })).toEqual({
      model: undefined,
      problems: [
        'layer_types: contains a type of layer that this version does not support: "holographic_attention"',
      ],
    });
  });
});

describe('chunks of Llama 4', () => {
  it('are in three of four layers', () => {
    expect(factsWith({ num_hidden_layers: 48, attention_chunk_size: 8192 })?.slidingWindow).toEqual({
      layers: 36,
      tokens: 8192,
      kind: 'chunked',
    });
  });

  it('are in the layers with rotary positions', () => {
    const config = { num_hidden_layers: 4, attention_chunk_size: 8192, no_rope_layers: [1, 0, 1, 0] };
    expect(factsWith(config)?.slidingWindow?.layers).toBe(2);
  });
});

describe('Gemma 4', () => {
  const gemma = {
    num_hidden_layers: 12,
    num_attention_heads: 32,
    num_key_value_heads: 16,
    head_dim: 256,
    sliding_window: 1024,
    layer_types: layersOf([...Array(5).fill('sliding_attention'), 'full_attention'], 2),
  };

  it('has other heads in the layers with full attention', () => {
    const model = factsWith({ ...gemma, global_head_dim: 512, num_global_key_value_heads: 4 });
    expect(model?.kv).toEqual({ type: 'heads', kvHeads: 4, headDim: 512 });
    expect(model?.slidingWindow?.kv).toEqual({ type: 'heads', kvHeads: 16, headDim: 256 });
  });

  it('keeps the number of heads if the file has no other', () => {
    expect(factsWith({ ...gemma, global_head_dim: 512 })?.kv).toMatchObject({ kvHeads: 16, headDim: 512 });
  });

  it('has last layers that read the cache of an earlier one', () => {
    expect(factsWith({ ...gemma, num_kv_shared_layers: 6 })).toMatchObject({
      layersWithoutCache: 6,
      slidingWindow: { layers: 5 },
    });
  });

  it('lets the tokens of an image see each other where the file sets it', () => {
    expect(factsWith({ ...gemma, use_bidirectional_attention: 'vision' })?.bidirectionalImageTokens).toBe(
      true,
    );
  });
});

describe('sparse attention', () => {
  it('keeps a key in every layer of DeepSeek V3.2', () => {
    const model = factsWith({ index_head_dim: 128 });
    expect([model?.indexHeadDim, model?.indexLayers]).toEqual([128, undefined]);
  });

  it('keeps a key in some layers of GLM-5.2', () => {
    const config = {
      num_hidden_layers: 78,
      index_head_dim: 128,
      index_topk_freq: 4,
      index_skip_topk_offset: 3,
    };
    expect(factsWith(config)?.indexLayers).toBe(21);
  });

  it.each(['deepseek_sparse_attention', 'indexed_attention', 'minimax_m3_sparse'])(
    'of type %s keeps every token',
    (type) => {
      const model = factsWith({
        num_hidden_layers: 4,
        index_head_dim: 128,
        layer_types: layersOf([type], 4),
      });
      expect(model).toMatchObject({ layers: 4, indexHeadDim: 128 });
    },
  );

  it('keeps a key where a pattern sets it', () => {
    const config = { num_hidden_layers: 4, index_head_dim: 128, index_topk_pattern: 'FSFS' };
    expect(factsWith(config)?.indexLayers).toBe(2);
  });

  const latent = {
    num_hidden_layers: 6,
    head_dim: 512,
    qk_rope_head_dim: 64,
    num_key_value_heads: 1,
    sliding_window: 128,
    index_head_dim: 128,
    compress_ratios: [0, 0, 4, 128, 4, 128, 0],
  };

  it('of DeepSeek V4 has a ratio for each layer, without those for prediction', () => {
    expect(factsWith(latent)?.compressRatios).toEqual([0, 0, 4, 128, 4, 128]);
  });

  it('of DeepSeek V4 keeps one vector and a window in every layer', () => {
    expect(factsWith(latent)).toMatchObject({
      kv: { type: 'mla', kvLoraRank: 448, ropeHeadDim: 64 },
      slidingWindow: { layers: 6, tokens: 128 },
    });
  });

  it('of DeepSeek V4 has the window whatever the types of the layers', () => {
    const layer_types = layersOf(['compressed_sparse_attention'], 6);
    expect(factsWith({ ...latent, layer_types })?.slidingWindow?.layers).toBe(6);
  });

  it('of DeepSeek V4 keeps a key in layers with a ratio of 4', () => {
    expect(factsWith(latent)?.indexLayers).toBe(2);
  });

  it('of MiniMax M3 is in some layers', () => {
    const sparse_attention_config = {
      use_sparse_attention: true,
      sparse_index_dim: 128,
      sparse_attention_freq: [0, 0, 1, 1],
    };
    expect(factsWith({ num_hidden_layers: 4, sparse_attention_config })).toMatchObject({
      indexHeadDim: 128,
      indexLayers: 2,
    });
  });
});

test.each<[string, object, readonly string[]]>([
  ['a number', { cross_layer_kv_sharing: 2 }, ['cross_layer_kv_sharing']],
  ['a list', { hybrid_layer_pattern: [0, 1] }, ['hybrid_layer_pattern']],
  ['an object', { block_configs: [{ attention: { no_op: true } }] }, ['block_configs']],
  [
    'another shape',
    { swa_head_dim: 192, swa_num_key_value_heads: 8 },
    ['swa_head_dim', 'swa_num_key_value_heads'],
  ],
])('%s of attention that is not known is never plain attention', (_, more, fields) => {
  expect(read({ ...llama, ...more })).toEqual({
    model: undefined,
    problems: fields.map(
      (field) =>
        `${field}: is a field that this version does not support, and it may change the memory of the KV cache`,
    ),
  });
});

test.each<[string, object]>([
  ['null', { cross_layer_kv_sharing: null }],
  ['false', { use_mystery_attention: false }],
  ['an empty list', { hybrid_layer_pattern: [] }],
  ['a note of transformers', { _attn_implementation_autoset: true }],
  ['the choice of a kernel', { use_mamba_kernels: true }],
])('%s switches nothing on', (_, more) => {
  expect(read({ ...llama, ...more }).problems).toEqual([]);
});

describe('experts', () => {
  it('have a width of their own', () => {
    const model = factsWith({ num_experts: 128, moe_intermediate_size: 768, intermediate_size: 6144 });
    expect(model?.experts).toEqual({ count: 128, intermediateSize: 768 });
    expect(model?.intermediateSize).toBe(6144);
  });

  it('have the width of the file if there is no other', () => {
    expect(factsWith({ num_local_experts: 8, intermediate_size: 14_336 })?.experts).toEqual({
      count: 8,
      intermediateSize: 14_336,
    });
  });

  it.each<[string, object, number | undefined]>([
    ['Qwen', { shared_expert_intermediate_size: 512 }, 512],
    ['a model of Qwen without one', { shared_expert_intermediate_size: 0 }, undefined],
    ['GLM', { n_shared_experts: 2 }, 1536],
    ['Nemotron', { n_shared_experts: 1, moe_shared_expert_intermediate_size: 3712 }, 3712],
    ['a model without one', {}, undefined],
  ])('share one of the width of %s', (_, fields, expected) => {
    const model = factsWith({ num_experts: 128, moe_intermediate_size: 768, ...fields });
    expect(model?.sharedExpertSize).toBe(expected);
  });

  it('are none in a dense model of the same family', () => {
    expect(factsWith({ num_experts: null, intermediate_size: 14_336 })?.experts).toBeUndefined();
  });
});

test.each([
  ['gemma2', true],
  ['gemma3', true],
  ['gemma3_text', true],
  ['glm4', true],
  ['gemma4', undefined],
  ['glm4_moe', undefined],
])('%s refuses float16: %s', (model_type, expected) => {
  expect(factsWith({ model_type })?.noFloat16).toBe(expected);
});

const group = { group_0: { weights: { type: 'float', num_bits: 8 } } };
const cacheScheme = { num_bits: 8, type: 'float' };

test.each<[string, object | undefined, true | undefined]>([
  ['fp8', { quant_method: 'fp8' }, true],
  ['modelopt', { quant_method: 'modelopt', quant_algo: 'NVFP4' }, true],
  [
    'modelopt with several formats and a cache',
    { quant_method: 'modelopt_mixed', kv_cache_scheme: cacheScheme },
    true,
  ],
  ['modelopt with several formats', { quant_method: 'modelopt_mixed' }, undefined],
  [
    'compressed-tensors with a cache',
    { quant_method: 'compressed-tensors', config_groups: group, kv_cache_scheme: cacheScheme },
    true,
  ],
  [
    'compressed-tensors',
    { quant_method: 'compressed-tensors', config_groups: group, kv_cache_scheme: null },
    undefined,
  ],
  ['awq', { quant_method: 'awq' }, undefined],
  ['no quantization', undefined, undefined],
])('scales of an FP8 cache in files of %s', (_, quantization_config, expected) => {
  expect(factsWith({ quantization_config })?.fp8CacheScales).toBe(expected);
});

test.each<[string, object, number | undefined]>([
  ['awq', { quant_method: 'awq', bits: 4, group_size: 128 }, 128],
  ['gptq', { quant_method: 'gptq', bits: 4, group_size: 32 }, 32],
  ['gptq by channel', { quant_method: 'gptq', bits: 4, group_size: -1 }, undefined],
  ['compressed-tensors', tensors({ type: 'int', num_bits: 4, group_size: 128 }), 128],
  ['NVFP4', tensors({ type: 'float', num_bits: 4, group_size: 16 }), undefined],
  ['fp8', { quant_method: 'fp8' }, undefined],
])('groups of weights in files of %s', (_, quantization_config, expected) => {
  expect(factsWith({ quantization_config })?.weightGroupSize).toBe(expected);
});

test('blocks of FP8 weights', () => {
  const quantization_config = { quant_method: 'fp8', weight_block_size: [128, 128] };
  expect(factsWith({ quantization_config })?.weightBlockSize).toBe(128);
});

test.each<[string, object, string]>([
  ['integers of four bits in packs', tensors({ type: 'int', num_bits: 4 }), 'int4'],
  ['NVFP4 and FP8', tensors({ type: 'float', num_bits: 8 }, { type: 'float', num_bits: 4 }), 'nvfp4'],
  ['MXFP4', { ...tensors({ type: 'float', num_bits: 4 }), format: 'mxfp4-pack-quantized' }, 'mxfp4'],
  ['bitsandbytes', { quant_method: 'bitsandbytes', load_in_4bit: true }, 'bitsandbytes'],
  [
    'a mix of modelopt with NVFP4',
    {
      quant_method: 'modelopt',
      quant_algo: 'MIXED_PRECISION',
      quantized_layers: { 'layers.0': { quant_algo: 'FP8' }, 'layers.1': { quant_algo: 'NVFP4' } },
    },
    'nvfp4',
  ],
])('weights in %s', (_, quantization_config, format) => {
  expect(factsWith({ quantization_config })?.quantization).toBe(format);
});

describe('embeddings', () => {
  it('are one matrix if the file sets it', () => {
    expect(factsWith({ tie_word_embeddings: true })?.tiedEmbeddings).toBe(true);
  });

  it('are one matrix in Gemma without a word in the file', () => {
    expect(factsWith({ model_type: 'gemma2' })?.tiedEmbeddings).toBe(true);
  });

  it('are two in Llama without a word in the file', () => {
    expect(factsWith({ model_type: 'llama' })?.tiedEmbeddings).toBeUndefined();
  });

  it('are what the language model has, not the whole', () => {
    const config = { tie_word_embeddings: false, text_config: { ...llama, tie_word_embeddings: true } };
    expect(read(config).model?.tiedEmbeddings).toBe(true);
  });
});

test.each<[string, string | undefined]>([
  ['LlamaForCausalLM', undefined],
  ['Qwen3_5ForConditionalGeneration', undefined],
  ['XLMRobertaModel', 'embed'],
  ['XLMRobertaForSequenceClassification', 'rerank'],
])('the task of %s', (architecture, task) => {
  expect(factsWith({ architectures: [architecture] })?.task).toBe(task);
});

describe('an encoder', () => {
  const encoder = { ...llama, model_type: 'xlm-roberta', max_position_embeddings: 8194, pad_token_id: 1 };

  it('keeps no cache', () => {
    expect(read(encoder).model?.layersWithoutCache).toBe(32);
  });

  it('counts positions from the one after padding', () => {
    expect(read(encoder).model?.maxPositions).toBe(8192);
  });
});

test.each<[string, object, readonly string[] | undefined]>([
  ['text', {}, undefined],
  ['images', { vision_config: {} }, ['image']],
  ['images and video', { vision_config: {}, video_token_id: 1 }, ['image', 'video']],
  ['images and audio', { vision_config: {}, audio_config: {} }, ['image', 'audio']],
  ['images and sound', { vision_config: {}, sound_config: {} }, ['image', 'audio']],
  ['images but no audio', { vision_config: {}, audio_config: null }, ['image']],
  ['audio of Phi', { embd_layer: { audio_embd_layer: {} } }, ['audio']],
])('a model of %s', (_, more, modalities) => {
  expect(factsWith(more)?.modalities).toEqual(modalities);
});

test('a window as long as the context is none', () => {
  expect(factsWith({ model_type: 'phi3', sliding_window: 262_144 })?.slidingWindow).toBeUndefined();
});

test.each([
  ['num_nextn_predict_layers', 1],
  ['mtp_num_hidden_layers', 1],
  ['num_mtp_modules', 3],
])('layers for prediction from %s', (field, layers) => {
  expect(factsWith({ [field]: layers })?.predictionLayers).toBe(layers);
});

test('the fields of the files become facts of the model', () => {
  const files = { id: 'a/b', weightsBytes: 1, gated: true, licence: 'MIT', task: 'embed' as const };
  expect(modelFromHuggingFaceConfig(llama, files, ProblemList.create())).toMatchObject(files);
});

describe('any file', () => {
  const field = fc.constantFrom(
    ...['num_hidden_layers', 'layer_types', 'hybrid_override_pattern', 'compress_ratios', 'kv_lora_rank'],
    ...[
      'linear_attn_config',
      'sparse_attention_config',
      'quantization_config',
      'rope_scaling',
      'text_config',
    ],
    ...['num_kv_shared_layers', 'attention_chunk_size', 'index_topk_freq', 'architectures', 'head_dim'],
  );

  it('gives a model or a problem, and never both or an exception', () => {
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), (more) => {
        const { model, problems } = read({ ...llama, ...more });
        expect((model === undefined) !== (problems.length === 0)).toBe(true);
      }),
    );
  });

  it('gives each layer one kind of cache', () => {
    const word = fc.constantFrom('full_attention', 'sliding_attention', 'linear_attention', 'moe');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 60 }), (layer_types) => {
        const count = (kind: string) => layer_types.filter((each) => each === kind).length;
        const config = { ...llama, num_hidden_layers: layer_types.length, sliding_window: 128, layer_types };
        const { slidingWindow, constantStateLayers = 0, layersWithoutCache = 0 } = read(config).model!;
        expect([slidingWindow?.layers ?? 0, constantStateLayers, layersWithoutCache]).toEqual([
          count('sliding_attention'),
          count('linear_attention'),
          count('moe'),
        ]);
      }),
    );
  });
});
