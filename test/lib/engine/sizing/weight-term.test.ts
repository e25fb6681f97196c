import { weightTerm } from '../../../../lib/engine/sizing/weight-term';
import type { ModelFacts } from '../../../../lib/facts/model-facts';

const gib = 2 ** 30;
const alone = { tensorParallelSize: 1, pipelineParallelSize: 1 };
const base = {
  maxPositions: 131_072,
  dtype: 'bfloat16',
  gated: false,
  kv: { type: 'heads', kvHeads: 8, headDim: 128 },
} as const;
const llama: ModelFacts = {
  ...base,
  id: 'meta-llama/Llama-3.1-8B-Instruct',
  weightsBytes: 14.96 * gib,
  layers: 32,
  hiddenSize: 4096,
  attentionHeads: 32,
  vocabularySize: 128_256,
};
const gptOss20b: ModelFacts = {
  ...base,
  id: 'openai/gpt-oss-20b',
  weightsBytes: 12.8 * gib,
  layers: 24,
  hiddenSize: 2880,
  attentionHeads: 64,
  quantization: 'mxfp4',
  experts: { count: 32, intermediateSize: 2880 },
};
const gptOss120b: ModelFacts = {
  ...gptOss20b,
  id: 'openai/gpt-oss-120b',
  weightsBytes: 60.8 * gib,
  layers: 36,
  experts: { count: 128, intermediateSize: 2880 },
};
const gibOf = (...args: Parameters<typeof weightTerm>) => weightTerm(...args)!.bytes / gib;

describe('against logs of the engine, within 2.5 %', () => {
  it.each<[string, number, Parameters<typeof weightTerm>]>([
    ['16 bits', 14.99, [llama, alone]],
    ['FP8 at start: the embeddings stay', 8.49, [llama, alone, { quantization: 'fp8' }]],
    ['two GPUs', 7.51, [llama, { ...alone, tensorParallelSize: 2 }]],
    ['two stages of a pipeline', 7.51, [llama, { ...alone, pipelineParallelSize: 2 }]],
    ['MXFP4 on Hopper', 13.47, [gptOss20b, alone, {}, '9.0']],
    ['MXFP4 on Ampere', 13.72, [gptOss20b, alone, {}, '8.0']],
    ['MXFP4 on Hopper, 120b', 64.38, [gptOss120b, alone, {}, '9.0']],
    ['MXFP4 with Marlin, 120b', 65.97, [gptOss120b, alone, {}, '8.0']],
    ['MXFP4 on two GPUs', 7, [gptOss20b, { ...alone, tensorParallelSize: 2 }, {}, '9.0']],
  ])('%s', (_, logged, args) => {
    expect(Math.abs(gibOf(...args) / logged - 1)).toBeLessThan(0.025);
  });
});

it('the last of several stages has the output embeddings', () => {
  const four = { ...alone, pipelineParallelSize: 4 };
  const embeddings = 128_256 * 4096 * 2;
  const layers = 14.96 * gib - 2 * embeddings;
  expect(gibOf(llama, four)).toBeCloseTo(((layers / 4 + embeddings) * 1.004) / gib, 3);
});

it('a tied matrix is in the first and in the last stage', () => {
  const tied = { ...llama, tiedEmbeddings: true };
  const one = 128_256 * 4096 * 2;
  const stage = (14.96 * gib - one) / 4 + one;
  expect(gibOf(tied, { ...alone, pipelineParallelSize: 4 })).toBeCloseTo((stage * 1.004) / gib, 3);
});

it('bitsandbytes takes about a third of the weights', () => {
  const { vocabularySize: _, ...unknown } = llama;
  const share = gibOf(unknown, alone, { quantization: 'bitsandbytes' }) / gibOf(unknown, alone);
  expect(share).toBeGreaterThan(0.31);
  expect(share).toBeLessThan(0.4);
});

it('experts that are not known are padded by the share of gpt-oss', () => {
  const { experts: _, ...unknown } = gptOss20b;
  expect(gibOf(unknown, alone) / 12.8).toBeCloseTo(1.069, 3);
});

it('has a larger error for padded weights and with an encoder', () => {
  const errorOf = (model: ModelFacts) => weightTerm(model, alone)!.above / weightTerm(model, alone)!.bytes;
  expect(errorOf(gptOss20b)).toBeGreaterThan(errorOf(llama));
  expect(errorOf({ ...llama, modalities: ['image'] })).toBeGreaterThan(errorOf(llama));
});

it('is undefined for an unknown quantization', () => {
  expect(weightTerm(llama, alone, { quantization: 'new' })).toBeUndefined();
});
