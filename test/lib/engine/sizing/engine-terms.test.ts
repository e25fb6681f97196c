import type { EngineBatch } from '../../../../lib/engine/sizing/engine-batch';
import type { EngineSettings } from '../../../../lib/engine/sizing/engine-settings';
import { engineTerms } from '../../../../lib/engine/sizing/engine-terms';
import { findEngineVersion } from '../../../../lib/facts/engine-versions';
import type { ModelFacts } from '../../../../lib/facts/model-facts';

const gib = 2 ** 30;
const noFloor = { value: 0, below: 0, above: 0 };
const qwen: ModelFacts = {
  id: 'Qwen/Qwen3-14B',
  weightsBytes: 27.51 * gib,
  layers: 40,
  hiddenSize: 5120,
  attentionHeads: 40,
  kv: { type: 'heads', kvHeads: 8, headDim: 128 },
  maxPositions: 40_960,
  dtype: 'bfloat16',
  gated: false,
  vocabularySize: 151_936,
  intermediateSize: 17_408,
};
const batch = (version = '0.32', maxNumSeqs = 1024): EngineBatch => ({
  version: findEngineVersion(version)!,
  maxNumSeqs,
  maxNumBatchedTokens: 8192,
});

function gibOf(
  name: string,
  model: ModelFacts = qwen,
  of: EngineBatch = batch(),
  settings: EngineSettings = {},
  tensorParallelSize = 1,
): number | undefined {
  const terms = engineTerms(model, of, { tensorParallelSize, pipelineParallelSize: 1 }, settings);
  const found = terms.find((term) => term.name === name);
  return found && found.bytes / gib;
}

describe('activations', () => {
  it('are the logits of a batch: 2.23 GiB in the log of 0.17', () => {
    expect(gibOf('activations', qwen, batch('0.17'))).toBeCloseTo(2.23, 1);
  });

  it('are more than twice as much before 0.17: 5.64 GiB in the log of Qwen3-32B with 0.11', () => {
    expect(gibOf('activations', qwen, batch('0.11'))).toBeCloseTo(5.6, 1);
  });

  it('have a minimum', () => {
    expect(gibOf('activations', qwen, batch('0.32', 8))).toBe(1.25);
  });

  it('have no logits in a model for embeddings', () => {
    expect(gibOf('activations', { ...qwen, task: 'embed' })).toBe(1.25);
  });

  const tokens = (maxNumBatchedTokens: number) => ({ ...batch('0.32', 8), maxNumBatchedTokens });

  it('are three widths and four hidden states for each token of a large batch', () => {
    const expected = (65_536 * (3 * 17_408 + 4 * 5120) * 2) / gib;
    expect(gibOf('activations', qwen, tokens(65_536))).toBeCloseTo(expected, 3);
  });

  it('divide the widths among GPUs, and not the hidden states', () => {
    const expected = (65_536 * ((3 * 17_408) / 4 + 4 * 5120) * 2) / gib;
    expect(gibOf('activations', qwen, tokens(65_536), {}, 4)).toBeCloseTo(expected, 3);
  });

  it('are those of a log of granite-3.1-8b, whose logits are small: 0.85 GiB', () => {
    const granite = { ...qwen, hiddenSize: 4096, intermediateSize: 12_800, vocabularySize: 49_155 };
    const small = { ...tokens(8192), version: { ...batch().version, activationFloorGiB: noFloor } };
    expect(gibOf('activations', granite, small)).toBeCloseTo(0.85, 1);
  });

  it('have work areas for each expert of a token', () => {
    const experts = { ...qwen, intermediateSize: 768, experts: { count: 128, intermediateSize: 768 } };
    const expected = (65_536 * (4 * 2 * 5120 + 4 * 5120) * 2) / gib;
    expect(gibOf('activations', experts, tokens(65_536))).toBeCloseTo(expected, 3);
  });

  it('have the range of all vocabularies if it is not known', () => {
    const { vocabularySize: _, ...unknown } = qwen;
    const [known, range] = [qwen, unknown].map(
      (model) => engineTerms(model, batch(), { tensorParallelSize: 1, pipelineParallelSize: 1 }, {})[0]!,
    );
    expect(range!.above).toBeGreaterThan(known!.above * 5);
    expect(range!.below).toBeGreaterThan(known!.below * 2);
  });

  it('have the logits of drafts with speculation', () => {
    const more =
      gibOf('activations', qwen, batch(), { speculativeTokens: 1 })! - gibOf('activations', qwen, batch())!;
    expect(more * gib).toBeCloseTo(1024 * 151_936 * 4, -2);
  });
});

it('NCCL is used between GPUs only', () => {
  expect(gibOf('CUDA')).toBeCloseTo(0.25, 6);
  expect(gibOf('CUDA')).toBeLessThan(gibOf('CUDA and NCCL', qwen, batch(), {}, 2)!);
});

it('experts have activations of their own', () => {
  expect(gibOf('experts')).toBeUndefined();
  expect(gibOf('experts', { ...qwen, experts: { count: 8, intermediateSize: 768 } })).toBeGreaterThan(0);
});

describe('CUDA graphs', () => {
  it('are inside of the share from 0.20 on', () => {
    expect(gibOf('CUDA graphs')).toBeGreaterThan(0);
    expect(gibOf('CUDA graphs', qwen, batch('0.19'))).toBeUndefined();
  });

  it('do not exist in eager mode', () => {
    expect(gibOf('CUDA graphs', qwen, batch(), { enforceEager: true })).toBeUndefined();
  });

  it('are larger with layers of a constant state', () => {
    const hybrid = { ...qwen, constantStateLayers: 30 };
    expect(gibOf('CUDA graphs', hybrid)).toBeGreaterThan(gibOf('CUDA graphs')!);
  });
});

describe('LoRA slots', () => {
  // Inputs of query, key, value, gate and up, outputs of the attention output and of down.
  const whole = 7 * 5120;
  // Outputs of query, key, value, gate and up, inputs of the attention output and of down.
  const divided = 5120 + 2 * 1024 + 2 * 17_408 + 5120 + 17_408;

  it('divide the outputs of some projections and the inputs of the others among GPUs', () => {
    const lora = { adapters: 1, rank: 16 };
    const values = 40 * 16 * (whole + divided / 4);
    expect(gibOf('LoRA slots', qwen, batch(), { lora }, 4)! * gib).toBe(values * 2);
  });

  it('have two matrices for each projection of each layer', () => {
    const lora = { adapters: 1, rank: 16 };
    const values = 40 * 16 * (whole + divided);
    expect(gibOf('LoRA slots', qwen, batch(), { lora })! * gib).toBe(values * 2);
  });

  it('grow with adapters and rank', () => {
    const of = (adapters: number, rank: number) =>
      gibOf('LoRA slots', qwen, batch(), { lora: { adapters, rank } })!;
    expect([of(4, 16) / of(1, 16), of(1, 64) / of(1, 16)]).toEqual([4, 4]);
  });

  it('have the matrices of every expert', () => {
    const lora = { adapters: 1, rank: 16 };
    const experts = { ...qwen, experts: { count: 64, intermediateSize: 768 } };
    expect(gibOf('LoRA slots', experts, batch(), { lora })).toBeGreaterThan(
      gibOf('LoRA slots', qwen, batch(), { lora })!,
    );
  });
});

it('a draft has the weights of a layer, unless the files of the model have it', () => {
  const settings = { speculativeTokens: 2 };
  expect(gibOf('draft', qwen, batch(), settings)).toBeCloseTo(27.51 / 40, 5);
  expect(gibOf('draft', { ...qwen, predictionLayers: 1 }, batch(), settings)).toBe(0);
});

it('an encoder adds to a small peak only', () => {
  const model: ModelFacts = { ...qwen, modalities: ['image'] };
  expect(gibOf('encoder', model, batch('0.32', 256))).toBe(0.5);
  expect(gibOf('encoder', model)).toBeUndefined();
});
