import { predictionWeights } from '../../../../lib/engine/sizing/prediction-layers';
import { loadedWeights } from '../../../../lib/engine/sizing/weights';
import type { ModelFacts } from '../../../../lib/facts/model-facts';
import { findModel } from '../../../../lib/facts/models';

const of = (id: string, more: Partial<ModelFacts> = {}) => {
  const model = { ...findModel(id)!, ...more };
  return predictionWeights(model, loadedWeights(model)!);
};

test('a model without such layers has no weights of them', () => {
  expect(of('microsoft/phi-4').bytes).toBe(0);
});

test('a dense model has them in its files', () => {
  const { bytes, isInFiles } = of('Qwen/Qwen3.6-27B');
  expect([Math.round((bytes / 2 ** 30) * 10) / 10, isInFiles]).toEqual([0.7, true]);
});

test('a model of experts has them if its files are large enough for them', () => {
  expect(of('Qwen/Qwen3-Next-80B-A3B-Instruct', { predictionLayers: 1 }).isInFiles).toBe(true);
});

test('MiniMax-M2 does not have the three layers of its configuration', () => {
  expect(of('MiniMaxAI/MiniMax-M2.7', { predictionLayers: 3 }).isInFiles).toBe(false);
});
