import { nearestName } from '../problems/value-rules';
import type { ModelFacts } from './model-facts';
import { allModels } from './models/all-models';

const byId = new Map(allModels.map((facts) => [facts.id.toLowerCase(), facts]));

/** Facts of a model; undefined for an unknown id. Hugging Face ids are not case-sensitive. */
export function findModel(id: string): ModelFacts | undefined {
  return byId.get(id.toLowerCase());
}

/**
 * Models with their facts. `npm run models` makes the table from the recorded fields of each
 * `config.json`, with their sources, in docs/model-configs. It reads them as
 * `modelFromHuggingFaceConfig()` reads the file of a user.
 */
export const knownModels: readonly ModelFacts[] = allModels;

/** Facts that differ between two models of the same family. */
const shape = {
  layers: 'layers',
  hiddenSize: 'hidden dimensions',
  attentionHeads: 'attention heads',
} as const;

/**
 * How the facts of a file differ from those of the model with its id; undefined if they agree, or
 * for an id that the table does not contain.
 */
export function otherModelProblem(facts: ModelFacts): string | undefined {
  const known = findModel(facts.id);
  if (known === undefined) return undefined;
  const [key] = (Object.keys(shape) as (keyof typeof shape)[]).filter((each) => facts[each] !== known[each]);
  return key === undefined
    ? undefined
    : `the file is of another model: it has ${facts[key]} ${shape[key]}, and ${known.id} has ${known[key]}`;
}

/** Problem of an unknown model. `facts`: the field that accepts its facts instead. */
export function unknownModel(id: string, facts: string): { readonly message: string; readonly fix: string } {
  const ids = allModels.map((each) => each.id);
  const [maker] = id.toLowerCase().split('/');
  const ofMaker = ids.filter((each) => each.toLowerCase().startsWith(`${maker}/`));
  const known = nearestName(id, ids) || (ofMaker.length === 0 ? '' : modelsOf(ofMaker));
  return {
    message: `"${id}" is not one of the ${allModels.length} models of lib/facts/models.ts, so its GPU memory is unknown`,
    fix: `${known === '' ? 'Set' : `${known} Or set`} ${facts}`,
  };
}

/** Models of a maker that a message lists at most. */
const listed = 8;

function modelsOf(ids: readonly string[]): string {
  const rest = ids.length > listed ? `, and ${ids.length - listed} more in docs/models.md` : '';
  return `Known models of ${ids[0]!.split('/')[0]}: ${ids.slice(0, listed).join(', ')}${rest}.`;
}
