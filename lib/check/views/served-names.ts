import { listAt } from '../../values/json';
import { type Engine, flagOf, modelOf } from './engine-arguments';

/** Names that a vLLM server answers to: those that it is told, else its model; undefined if they cannot be known. */
export function servedNamesOf(engine: Engine): readonly string[] | undefined {
  // Adapters have names of their own, and come and go.
  if (engine.isOpaque || engine.flags.has('enable-lora') || engine.flags.has('lora-modules'))
    return undefined;
  const first = flagOf(engine, 'served-model-name');
  const model = modelOf(engine);
  if (first === undefined) return model === undefined ? undefined : [model];
  // The flag takes several words; those after the first are not its value to a reader of flags.
  const words = ['command', 'args'].flatMap((field) => listAt(engine.container.json, field).map(String));
  const start = words.indexOf('--served-model-name');
  if (start === -1) return [first];
  const end = words.findIndex((word, index) => index > start && word.startsWith('-'));
  return words.slice(start + 1, end === -1 ? undefined : end);
}
