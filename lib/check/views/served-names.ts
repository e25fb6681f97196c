import { listAt } from '../../values/json';
import { type Engine, flagOf, modelOf } from './engine-arguments';

/**
 * Model names that a vLLM server serves: `--served-model-name`, or else the model; undefined if
 * unknown.
 */
export function servedNamesOf(engine: Engine): readonly string[] | undefined {
  // Adapters have separate names and change at runtime.
  if (engine.isOpaque || engine.flags.has('enable-lora') || engine.flags.has('lora-modules'))
    return undefined;
  const first = flagOf(engine, 'served-model-name');
  const model = modelOf(engine);
  if (first === undefined) return model === undefined ? undefined : [model];
  // The flag accepts several names. readFlags() keeps only the first.
  const words = ['command', 'args'].flatMap((field) => listAt(engine.container.json, field).map(String));
  const start = words.indexOf('--served-model-name');
  if (start === -1) return [first];
  const end = words.findIndex((word, index) => index > start && word.startsWith('-'));
  return words.slice(start + 1, end === -1 ? undefined : end);
}
