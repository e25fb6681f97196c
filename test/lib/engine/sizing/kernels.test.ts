import fc from 'fast-check';
import { missingKernels } from '../../../../lib/engine/sizing/kernels';
import type { KvShape, ModelFacts } from '../../../../lib/facts/model-facts';

const gpus = {
  T4: { model: 'T4', computeCapability: '7.5' },
  A100: { model: 'A100', computeCapability: '8.0' },
  A10: { model: 'A10', computeCapability: '8.6' },
  L40S: { model: 'L40S', computeCapability: '8.9' },
  H100: { model: 'H100', computeCapability: '9.0' },
  GB200: { model: 'GB200', computeCapability: '10.0' },
  'RTX PRO 6000': { model: 'RTX PRO 6000', computeCapability: '12.0' },
} as const;
type Gpu = keyof typeof gpus;

const heads = (headDim: number): KvShape => ({ type: 'heads', kvHeads: 8, headDim });
const mla: KvShape = { type: 'mla', kvLoraRank: 512, ropeHeadDim: 64 };

function modelWith(facts: Partial<ModelFacts>): ModelFacts {
  return {
    id: 'org/model',
    weightsBytes: 2 ** 34,
    layers: 32,
    hiddenSize: 4096,
    attentionHeads: 32,
    kv: heads(128),
    maxPositions: 131_072,
    dtype: 'float16',
    gated: false,
    ...facts,
  };
}

const missing = (facts: Partial<ModelFacts>, gpu: Gpu, settings: Parameters<typeof missingKernels>[2] = {}) =>
  missingKernels(modelWith(facts), gpus[gpu], settings);
const keys = (facts: Partial<ModelFacts>, gpu: Gpu, settings: Parameters<typeof missingKernels>[2] = {}) =>
  missing(facts, gpu, settings).map(({ key }) => key);

const sinks = { attentionSinks: true, kv: heads(64) };
const imageTokens = { bidirectionalImageTokens: true, kv: heads(256) };
const fp8 = { kvCacheDtype: 'fp8' };

describe('an FP8 KV cache', () => {
  it.each<[string, Partial<ModelFacts>]>([
    ['attention sinks', sinks],
    ['bidirectional image tokens', imageTokens],
    ['heads of size 96', { kv: heads(96) }],
    [
      'heads of size 80 in the layers with a window',
      { slidingWindow: { layers: 4, tokens: 512, kv: heads(80) } },
    ],
    ['MLA', { kv: mla }],
  ])('of a model with %s needs a GPU with FP8', (_, facts) => {
    const without = (Object.keys(gpus) as Gpu[]).filter((gpu) => keys(facts, gpu, fp8).length > 0);
    expect(without).toEqual(['T4', 'A100', 'A10']);
  });

  it.each([64, 128, 256, 512])('of a model with heads of size %d needs Ampere', (size) => {
    const without = (Object.keys(gpus) as Gpu[]).filter(
      (gpu) => keys({ kv: heads(size) }, gpu, fp8).length > 0,
    );
    expect(without).toEqual(['T4']);
  });

  it('of e5m2 has no kernel for MLA on any GPU', () => {
    const settings = { kvCacheDtype: 'fp8_e5m2' };
    const without = (Object.keys(gpus) as Gpu[]).filter((gpu) => keys({ kv: mla }, gpu, settings).length > 0);
    expect(without).toEqual(Object.keys(gpus));
  });

  it('of e5m2 is refused for files that bring scales of the cache, on every GPU', () => {
    const settings = { kvCacheDtype: 'fp8_e5m2' };
    const without = (facts: Partial<ModelFacts>) =>
      (Object.keys(gpus) as Gpu[]).filter((gpu) => keys(facts, gpu, settings).length > 0);
    expect(without({ quantization: 'fp8', fp8CacheScales: true })).toEqual(Object.keys(gpus));
    expect(without({ quantization: 'fp8' })).toEqual(['T4']);
    expect(keys({ quantization: 'fp8', fp8CacheScales: true }, 'H100', fp8)).toEqual([]);
  });

  it.each<[string, Partial<ModelFacts>, Gpu, string]>([
    ['sinks', sinks, 'A100', 'fp8'],
    ['a head size', { kv: heads(96) }, 'A10', 'fp8_e4m3'],
    ['image tokens', imageTokens, 'A10', 'fp8'],
    ['MLA', { kv: mla }, 'A100', 'fp8'],
    ['MLA with e5m2', { kv: mla }, 'H100', 'fp8_e5m2'],
    ['files with scales', { fp8CacheScales: true }, 'H100', 'fp8_e5m2'],
    ['Turing', {}, 'T4', 'fp8'],
  ])('is explained for %s', (_, facts, gpu, kvCacheDtype) => {
    expect(missing(facts, gpu, { kvCacheDtype })).toMatchSnapshot();
  });
});

it.each([sinks, imageTokens, { kv: heads(96) }, { kv: mla }])(
  'a cache of 16 bits runs everywhere: %j',
  (facts) => {
    expect((Object.keys(gpus) as Gpu[]).filter((gpu) => keys(facts, gpu).length > 0)).toEqual([]);
  },
);

it('sparse MLA needs Hopper, whatever the type of the cache', () => {
  const sparse = { kv: mla, indexHeadDim: 128 };
  expect((Object.keys(gpus) as Gpu[]).filter((gpu) => keys(sparse, gpu).includes('model'))).toEqual([
    'T4',
    'A100',
    'A10',
    'L40S',
  ]);
});

it.each<[NonNullable<ModelFacts['quantization']>, readonly Gpu[]]>([
  ['fp8', []],
  ['int8', []],
  ['awq', []],
  ['gptq', []],
  ['nvfp4', []],
  ['mxfp4', ['T4']],
  ['other', []],
])('%s weights have no kernels on %j', (quantization, without) => {
  expect(
    (Object.keys(gpus) as Gpu[]).filter((gpu) => keys({ quantization }, gpu).includes('quantization')),
  ).toEqual(without);
});

it('bfloat16 needs Ampere', () => {
  expect((Object.keys(gpus) as Gpu[]).filter((gpu) => keys({ dtype: 'bfloat16' }, gpu).length > 0)).toEqual([
    'T4',
  ]);
});

describe('a model that refuses float16', () => {
  const gemma = { id: 'google/gemma-3-4b-it', dtype: 'bfloat16', noFloat16: true } as const;

  it.each(Object.keys(gpus) as Gpu[])('does so on %s', (gpu) => {
    expect(keys(gemma, gpu, { dtype: 'float16' })).toEqual(['dtype']);
  });

  it('runs in bfloat16, or in float32 on older GPUs', () => {
    expect(keys(gemma, 'A100')).toEqual([]);
    expect(keys(gemma, 'T4', { dtype: 'float32' })).toEqual([]);
  });

  it.each<[Gpu, 'float16' | undefined, string]>([
    ['T4', undefined, "Set dtype to 'float32', or use A10, A100 or newer GPUs."],
    ['T4', 'float16', "Set dtype to 'float32', or use A10, A100 or newer GPUs."],
    ['A100', 'float16', "Remove dtype, or set it to 'bfloat16'."],
  ])('gets other advice on %s with %s', (gpu, dtype, fix) => {
    expect(missing(gemma, gpu, dtype === undefined ? {} : { dtype })).toMatchObject([{ key: 'dtype', fix }]);
  });
});

it.each<[string, string, object, object, readonly string[]]>([
  ['V100', '7.0', {}, {}, ['model']],
  ['K80', '3.7', {}, {}, ['model']],
  ['T4', '7.5', {}, {}, []],
  ['V100 with a driver for CUDA 12', '7.0', { driverBranch: 570 }, {}, []],
  ['V100 with a version of vLLM for CUDA 12', '7.0', {}, { engineVersion: '0.19.0' }, []],
])(
  'CUDA 13 has no kernels for GPUs before Turing: %s',
  (model, computeCapability, driver, settings, expected) => {
    const found = missingKernels(modelWith({}), { model, computeCapability, ...driver }, settings);
    expect(found.map(({ key }) => key)).toEqual(expected);
  },
);

it('a driver that runs no image of the table is reported', () => {
  const problems = missingKernels(modelWith({}), { ...gpus.L40S, driverBranch: 470 }, {});
  expect(problems).toMatchSnapshot();
});

it.each([undefined, 0, 570, 580])('driver R%s is not reported', (driverBranch) => {
  const gpu = driverBranch === undefined ? gpus.A10 : { ...gpus.A10, driverBranch };
  expect(missingKernels(modelWith({}), gpu, {})).toEqual([]);
});

it('a newer GPU supports what an older one does', () => {
  const order = Object.keys(gpus) as Gpu[];
  const facts = fc.record({
    attentionSinks: fc.boolean(),
    bidirectionalImageTokens: fc.boolean(),
    kv: fc.constantFrom(heads(64), heads(80), heads(96), heads(128), heads(256), mla),
    dtype: fc.constantFrom('bfloat16' as const, 'float16' as const),
    quantization: fc.constantFrom('fp8' as const, 'mxfp4' as const, 'nvfp4' as const),
  });
  fc.assert(
    fc.property(
      facts,
      fc.constantFrom(undefined, 'fp8', 'fp8_e5m2'),
      fc.nat(order.length - 2),
      (given, kvCacheDtype, at) => {
        const settings = kvCacheDtype === undefined ? {} : { kvCacheDtype };
        const [older, newer] = [keys(given, order[at]!, settings), keys(given, order[at + 1]!, settings)];
        expect(newer.filter((key) => !older.includes(key))).toEqual([]);
      },
    ),
  );
});
