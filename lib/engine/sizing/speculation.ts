import type { ModelFacts } from '../../facts/model-facts';
import type { EngineSettings, SpeculativeMethod } from './engine-settings';
import type { MemoryTerm } from './memory-term';
import type { Parallelism } from './parallelism';
import type { SettingProblem } from './plan-settings';

/** Settings of speculative decoding. */
export type SpeculationSettings = Pick<EngineSettings, 'speculativeTokens' | 'speculativeMethod'>;

/** Layers of a draft head. */
const headLayers = 1;

/** The method of an engine; undefined without speculation. */
export function speculativeMethodOf(
  { predictionLayers = 0 }: Pick<ModelFacts, 'predictionLayers'>,
  { speculativeTokens, speculativeMethod }: SpeculationSettings,
): SpeculativeMethod | undefined {
  if (speculativeTokens === undefined) return undefined;
  return speculativeMethod ?? (predictionLayers > 0 ? 'mtp' : 'eagle');
}

/** Layers of the draft, each with a KV cache of its own. */
export function draftLayersOf(model: ModelFacts, settings: SpeculationSettings): number {
  const method = speculativeMethodOf(model, settings);
  if (method === 'mtp') return model.predictionLayers ?? 0;
  return method === 'eagle' ? headLayers : 0;
}

/**
 * Error of a draft, as a share of its size: its heads and embeddings, which it may share with the
 * model.
 */
const draftError = 0.5;

/**
 * Weights of the draft; undefined without one. Layers for prediction are in the files of the model,
 * which the weights contain.
 */
export function draftTerm(
  model: ModelFacts,
  { tensorParallelSize }: Parallelism,
  settings: SpeculationSettings,
): MemoryTerm | undefined {
  if (draftLayersOf(model, settings) === 0) return undefined;
  const ofLayer = Math.ceil(model.weightsBytes / model.layers / tensorParallelSize);
  const bytes = speculativeMethodOf(model, settings) === 'mtp' ? 0 : ofLayer;
  return {
    name: 'draft',
    bytes,
    below: bytes * draftError,
    above: ofLayer * draftError,
    source: 'one layer',
  };
}

/**
 * Why the engine does not accept the speculation; undefined if it does. A draft needs a model that
 * generates, and `mtp` one whose files have layers for it: with another model vLLM ends at startup
 * with "Unsupported speculative method: 'mtp'".
 *
 * @see vLLM 0.32 `config/speculative.py` `__post_init__`, `hf_config_override` (2026-11)
 */
export function speculationProblem(
  model: ModelFacts,
  settings: SpeculationSettings,
): SettingProblem | undefined {
  const method = speculativeMethodOf(model, settings);
  if (method === undefined) return undefined;
  if ((model.task ?? 'generate') !== 'generate') {
    return {
      key: 'speculativeTokens',
      message: `${model.id} generates no tokens that a draft could predict`,
      fix: ({ speculativeTokens }) => `Remove ${speculativeTokens.name}.`,
    };
  }
  if (method !== 'mtp' || (model.predictionLayers ?? 0) > 0) return undefined;
  return {
    key: 'speculativeMethod',
    message: `the files of ${model.id} have no layers for multi-token prediction, so vLLM ends at startup with the method mtp`,
    fix: ({ speculativeMethod }) =>
      `Remove ${speculativeMethod.name}, or use a draft head for the model (method eagle3) or ngram.`,
  };
}
