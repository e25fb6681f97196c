import fc from 'fast-check';
import {
  largestTensorParallelSize,
  sharedExpertProblem,
  tensorParallelProblem,
  validTensorParallelSizes,
} from '../../../../lib/engine/sizing/tensor-parallel';
import type { ModelFacts } from '../../../../lib/facts/model-facts';
import { findModel } from '../../../../lib/facts/models';

function modelWith(facts: Partial<ModelFacts>): ModelFacts {
  return {
    id: 'org/model',
    weightsBytes: 2 ** 34,
    layers: 32,
    hiddenSize: 4096,
    attentionHeads: 64,
    kv: { type: 'heads', kvHeads: 8, headDim: 128 },
    maxPositions: 131_072,
    dtype: 'bfloat16',
    gated: false,
    ...facts,
  };
}

const experts = (intermediateSize: number) => ({ experts: { count: 128, intermediateSize } });
const blocks = { weightBlockSize: 128 };
const sizes = (facts: Partial<ModelFacts>) => validTensorParallelSizes(modelWith(facts), 8);

describe('the sizes of a model are limited by', () => {
  it.each<[string, Partial<ModelFacts>, readonly number[]]>([
    [
      'its attention heads',
      { attentionHeads: 14, kv: { type: 'mla', kvLoraRank: 512, ropeHeadDim: 64 } },
      [1, 2, 7],
    ],
    ['KV heads that are divided', { kv: { type: 'heads', kvHeads: 8, headDim: 128 } }, [1, 2, 4, 8]],
    [
      'KV heads that are stored on several GPUs',
      { kv: { type: 'heads', kvHeads: 2, headDim: 128 } },
      [1, 2, 4, 8],
    ],
    [
      'KV heads that are neither divided nor stored on several GPUs',
      { attentionHeads: 40, kv: { type: 'heads', kvHeads: 10, headDim: 128 } },
      [1, 2, 5],
    ],
    [
      'blocks in experts of width 1536 (MiniMax-M2.7, Qwen3-235B)',
      { ...experts(1536), ...blocks },
      [1, 2, 4],
    ],
    ['blocks in experts of width 512 (Qwen3.6-35B-A3B)', { ...experts(512), ...blocks }, [1, 2, 4]],
    ['blocks in experts of width 768 (Qwen3-30B-A3B)', { ...experts(768), ...blocks }, [1, 2]],
    ['blocks in dense layers', { intermediateSize: 8960, ...blocks }, [1, 2]],
    [
      'blocks in the output of attention',
      { attentionHeads: 8, kv: { type: 'heads', kvHeads: 8, headDim: 64 }, ...blocks },
      [1, 2, 4],
    ],
    [
      'groups in dense layers (Qwen2.5-14B-AWQ)',
      { intermediateSize: 13_824, weightGroupSize: 128 },
      [1, 2, 4],
    ],
    [
      'groups in the output of attention',
      { attentionHeads: 8, kv: { type: 'heads', kvHeads: 8, headDim: 64 }, weightGroupSize: 128 },
      [1, 2, 4],
    ],
    ['a width that does not divide', { intermediateSize: 4100 }, [1, 2, 4]],
  ])('%s', (_, facts, expected) => {
    expect(sizes(facts)).toEqual(expected);
  });

  it.each<[string, Partial<ModelFacts>]>([
    ['experts of whole blocks (DeepSeek-R1, 2048)', { ...experts(2048), ...blocks }],
    ['experts without blocks', experts(1536)],
    ['dense layers of whole blocks (18432)', { intermediateSize: 18_432, ...blocks }],
    ['unknown widths', blocks],
    ['groups of whole layers', { intermediateSize: 13_824, weightGroupSize: 13_824 }],
    ['groups in experts', { ...experts(1408), weightGroupSize: 128 }],
  ])('nothing else with %s', (_, facts) => {
    expect(sizes(facts)).toEqual([1, 2, 4, 8]);
  });
});

it('expert parallelism does not divide the width of an expert', () => {
  const model = modelWith({ ...experts(1536), ...blocks });
  expect(tensorParallelProblem(model, 8, { expertParallel: true })).toBeUndefined();
});

it('expert parallelism does not divide the width of an expert that is stated twice', () => {
  const model = modelWith({ ...experts(1536), intermediateSize: 1536, ...blocks });
  expect(tensorParallelProblem(model, 8, { expertParallel: true })).toBeUndefined();
  expect(tensorParallelProblem(model, 8)).toContain('its experts of width 1536');
});

it('expert parallelism divides the shared expert, also where it has the width of an expert (Qwen3.6-35B-A3B)', () => {
  const model = modelWith({ ...experts(512), intermediateSize: 512, sharedExpertSize: 512, ...blocks });
  expect(tensorParallelProblem(model, 8, { expertParallel: true })).toBe(
    'its shared experts of width 512 have 64 on each of 8 GPUs, which is not a multiple of the weight blocks of 128',
  );
});

it('expert parallelism divides dense layers', () => {
  const model = modelWith({ ...experts(1536), intermediateSize: 8960, ...blocks });
  expect(tensorParallelProblem(model, 8, { expertParallel: true })).toContain('its feed-forward layers');
});

it('a partial block on one GPU is whole', () => {
  expect(tensorParallelProblem(modelWith({ ...experts(1000), ...blocks }), 1)).toBeUndefined();
});

it.each<[Partial<ModelFacts>, number, string]>([
  [
    { ...experts(1536), ...blocks },
    8,
    'its experts of width 1536 have 192 on each of 8 GPUs, which is not a multiple of the weight blocks of 128',
  ],
  [
    { intermediateSize: 13_824, weightGroupSize: 128 },
    8,
    'its feed-forward layers of width 13824 have 1728 on each of 8 GPUs, which is not a multiple of the groups of 128 weights that share a scale',
  ],
  [{ intermediateSize: 4100 }, 8, 'its feed-forward layers of width 4100 cannot be divided among 8 GPUs'],
  [{}, 3, 'its 64 attention heads cannot be divided among 3 GPUs'],
  [{}, 1.5, '1.5 is not a number of GPUs'],
])('%j on %d GPUs: %s', (facts, size, message) => {
  expect(tensorParallelProblem(modelWith(facts), size)).toBe(message);
});

it('the largest size divides the GPUs and is valid', () => {
  const facts = fc.record({
    attentionHeads: fc.constantFrom(8, 14, 40, 64),
    intermediateSize: fc.integer({ min: 1, max: 20_000 }),
    weightBlockSize: fc.constantFrom(32, 128),
  });
  fc.assert(
    fc.property(facts, fc.integer({ min: 1, max: 8 }), (given, gpus) => {
      const model = modelWith({ ...given, kv: { type: 'mla', kvLoraRank: 512, ropeHeadDim: 64 } });
      const size = largestTensorParallelSize(model, gpus);
      expect([gpus % size, tensorParallelProblem(model, size)]).toEqual([0, undefined]);
    }),
  );
});

it.each([false, true])(
  'Qwen3.6-35B-A3B-FP8 runs on 4 GPUs at most with expert parallelism %s',
  (expertParallel) => {
    const model = findModel('Qwen/Qwen3.6-35B-A3B-FP8')!;
    expect(validTensorParallelSizes(model, 8, { expertParallel })).toEqual([1, 2, 4]);
  },
);

describe('engines of a pod', () => {
  const minimax = findModel('MiniMaxAI/MiniMax-M2.7')!;

  it('divide the width of the experts among all GPUs', () => {
    expect(sharedExpertProblem(minimax, 8)).toContain('192 on each of 8 GPUs');
    expect(sharedExpertProblem(minimax, 4)).toBeUndefined();
  });

  it('hold whole experts with expert parallelism', () => {
    expect(sharedExpertProblem(minimax, 8, { expertParallel: true })).toBeUndefined();
  });

  it('have a copy each of a model without experts', () => {
    expect(sharedExpertProblem(findModel('microsoft/phi-4')!, 7)).toBeUndefined();
  });
});
