import { settingForms } from '../../../../lib/engine/sizing/plan-settings';
import {
  draftLayersOf,
  draftTerm,
  speculationProblem,
  speculativeMethodOf,
} from '../../../../lib/engine/sizing/speculation';
import { findModel } from '../../../../lib/facts/models';

const phi = findModel('microsoft/phi-4')!;
const deepseek = findModel('deepseek-ai/DeepSeek-V3.2')!;
const embedder = findModel('BAAI/bge-m3')!;
const parallelism = { tensorParallelSize: 2, pipelineParallelSize: 1 };
const forms = settingForms(
  (setting) => setting,
  (name, value) => `${name}: ${value}`,
);

it.each([
  ['no tokens', phi, {}, undefined],
  ['a model with layers for prediction', deepseek, { speculativeTokens: 1 }, 'mtp'],
  ['a model without them', phi, { speculativeTokens: 1 }, 'eagle'],
  ['a method that is set', deepseek, { speculativeTokens: 1, speculativeMethod: 'ngram' as const }, 'ngram'],
])('the method of %s', (_, model, settings, method) => {
  expect(speculativeMethodOf(model, settings)).toBe(method);
});

it.each([
  ['mtp', deepseek.predictionLayers],
  ['eagle', 1],
  ['ngram', 0],
] as const)('%s has %p layers with a cache', (speculativeMethod, layers) => {
  expect(draftLayersOf(deepseek, { speculativeTokens: 1, speculativeMethod })).toBe(layers);
});

describe('draftTerm', () => {
  it('has the weights of a layer for a draft head', () => {
    const term = draftTerm(phi, parallelism, { speculativeTokens: 1 });
    expect(term?.bytes).toBe(Math.ceil(phi.weightsBytes / phi.layers / 2));
  });

  it('has no weights for layers in the files of the model', () => {
    expect(draftTerm(deepseek, parallelism, { speculativeTokens: 1 })?.bytes).toBe(0);
  });

  it('does not exist for drafts from the text', () => {
    const settings = { speculativeTokens: 1, speculativeMethod: 'ngram' } as const;
    expect(draftTerm(phi, parallelism, settings)).toBeUndefined();
  });
});

describe('speculationProblem', () => {
  it('refuses mtp for a model without layers for prediction', () => {
    const problem = speculationProblem(phi, { speculativeTokens: 1, speculativeMethod: 'mtp' });
    expect(`${problem?.message} | ${problem?.fix(forms)}`).toBe(
      'the files of microsoft/phi-4 have no layers for multi-token prediction, so vLLM ends at startup with the method mtp | Remove speculativeMethod, or use a draft head for the model (method eagle3) or ngram.',
    );
  });

  it('accepts mtp for a model with them', () => {
    expect(speculationProblem(deepseek, { speculativeTokens: 1, speculativeMethod: 'mtp' })).toBeUndefined();
  });

  it('refuses any draft for a model that generates no tokens', () => {
    expect(speculationProblem(embedder, { speculativeTokens: 1 })?.key).toBe('speculativeTokens');
  });
});
