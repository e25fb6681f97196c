import fc from 'fast-check';
import { checkModelFacts, type ModelFacts } from '../../../lib/facts/model-facts';
import { ProblemList } from '../../../lib/problems/problem-list';

const model: ModelFacts = {
  id: 'my-org/model',
  weightsBytes: 1e9,
  layers: 32,
  hiddenSize: 4096,
  attentionHeads: 32,
  kv: { type: 'heads', kvHeads: 8, headDim: 128 },
  maxPositions: 8192,
  dtype: 'bfloat16',
  gated: false,
};

function told(more: Partial<ModelFacts>): readonly string[] {
  const problems = ProblemList.create();
  checkModelFacts({ ...model, ...more }, problems);
  return problems.problems.map(({ path, message }) => `${path}: ${message}`);
}

test('facts without a mistake have no problem', () => expect(told({})).toEqual([]));

test.each<[string, Partial<ModelFacts>, readonly string[]]>([
  [
    'more layers with a special cache than layers',
    { constantStateLayers: 20, layersWithoutCache: 13 },
    ['layers: 33 layers have a window, a constant state or no cache, but the model has only 32 layers'],
  ],
  ['ratios of other layers', { compressRatios: [4, 128] }, ['compressRatios: has 2 entries for 32 layers']],
  [
    'more layers with a key than layers',
    { indexHeadDim: 128, indexLayers: 33 },
    ['indexLayers: 33 layers keep a key for sparse attention, but the model has 32 layers'],
  ],
  [
    'a window whose heads do not divide',
    { slidingWindow: { layers: 8, tokens: 128, kv: { type: 'heads', kvHeads: 5, headDim: 128 } } },
    ['slidingWindow.kv.kvHeads: the number of attention heads, 32, is not a multiple of the 5 KV heads'],
  ],
  [
    'an expert without a width',
    { experts: { count: 8, intermediateSize: 0 } },
    ['experts.intermediateSize: 0 is not a valid number of dimensions'],
  ],
  [
    'a state of no bytes',
    { stateBytesPerLayer: 0 },
    ['stateBytesPerLayer: 0 is not a valid number of bytes'],
  ],
  ['half a word', { vocabularySize: 0.5 }, ['vocabularySize: 0.5 is not a valid number of entries']],
])('%s', (_, more, lines) => expect(told(more)).toEqual(lines));

test('any split of the layers over the kinds of cache is valid', () => {
  const share = fc.nat({ max: 10 });
  fc.assert(
    fc.property(share, share, share, (windowed, constantStateLayers, layersWithoutCache) => {
      const slidingWindow = windowed === 0 ? undefined : { layers: windowed, tokens: 128 };
      expect(told({ slidingWindow, constantStateLayers, layersWithoutCache })).toEqual([]);
    }),
  );
});
