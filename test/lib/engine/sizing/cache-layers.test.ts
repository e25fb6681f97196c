import { cacheLayersOf } from '../../../../lib/engine/sizing/cache-layers';
import type { ModelFacts } from '../../../../lib/facts/model-facts';

const base: ModelFacts = {
  id: 'test',
  weightsBytes: 1e9,
  layers: 30,
  hiddenSize: 1024,
  attentionHeads: 16,
  kv: { type: 'heads', kvHeads: 8, headDim: 128 },
  maxPositions: 8192,
  dtype: 'bfloat16',
  gated: false,
};

it('every layer keeps keys and values of its heads', () => {
  expect(cacheLayersOf(base, 1, {})).toEqual([{ kind: 'full', layers: 30, tokenBytes: 2 * 8 * 128 * 2 }]);
});

it('GPUs share the heads, with one head at least', () => {
  expect(cacheLayersOf(base, 16, {})).toMatchObject([{ tokenBytes: 2 * 128 * 2 }]);
});

it('layers by what they keep, without those that keep nothing', () => {
  const model: ModelFacts = {
    ...base,
    slidingWindow: { layers: 10, tokens: 1024, kv: { type: 'heads', kvHeads: 2, headDim: 256 } },
    constantStateLayers: 6,
    stateBytesPerLayer: 1000,
    layersWithoutCache: 4,
  };
  expect(cacheLayersOf(model, 2, {})).toEqual([
    { kind: 'full', layers: 10, tokenBytes: 2 * 4 * 128 * 2 },
    { kind: 'sliding', layers: 10, tokens: 1024, tokenBytes: 2 * 256 * 2 },
    { kind: 'state', layers: 6, stateBytes: 500 },
  ]);
});

it('a chunk is a kind of its own', () => {
  const model: ModelFacts = { ...base, slidingWindow: { layers: 20, tokens: 8192, kind: 'chunked' } };
  expect(cacheLayersOf(model, 1, {})[1]).toMatchObject({ kind: 'chunked', layers: 20, tokens: 8192 });
});

describe('sparse attention', () => {
  const sparse: ModelFacts = {
    ...base,
    kv: { type: 'mla', kvLoraRank: 512, ropeHeadDim: 64 },
    indexHeadDim: 128,
  };
  it('keeps an index key of one byte a dimension and a scale: GLM-5.1 logs 1,284 bytes', () => {
    expect(cacheLayersOf(sparse, 8, {})).toMatchObject([{ tokenBytes: 576 * 2 + 132 }]);
  });

  it('keeps 656 bytes and the key with an FP8 cache', () => {
    expect(cacheLayersOf(sparse, 8, { kvCacheDtype: 'fp8' })).toMatchObject([{ tokenBytes: 656 + 132 }]);
  });

  it('keeps an entry for several tokens, and index keys where the ratio is small', () => {
    const model: ModelFacts = {
      ...sparse,
      compressRatios: [0, 4, 4, 128],
      slidingWindow: { layers: 4, tokens: 128 },
    };
    expect(cacheLayersOf(model, 1, {})).toEqual([
      { kind: 'full', layers: 2, tokenBytes: (1152 + 132) / 4 },
      { kind: 'full', layers: 1, tokenBytes: 1152 / 128 },
      { kind: 'sliding', layers: 4, tokens: 128, tokenBytes: 1152 },
    ]);
  });
});

it('layers for speculation keep every token', () => {
  expect(cacheLayersOf(base, 1, {}, 1)).toMatchObject([{ layers: 31 }]);
});
