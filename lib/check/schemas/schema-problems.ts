import type { ErrorObject } from 'ajv';
import { nearestName } from '../../problems/value-rules';
import { fieldPath, isJsonObject, textAt } from '../../values/json';
import type { Place } from './schema-places';

/** One difference between an object and its schema. */
export interface SchemaProblem {
  readonly kind: 'unknown field' | 'missing field' | 'wrong type' | 'value';
  /** Path of the field: `spec.template.spec.strategy`. */
  readonly field: string;
  /** What is wrong with it, the rest of a sentence whose subject is the field. */
  readonly wrong: string;
  readonly expected: string;
  readonly fix: string;
}

/** The problems that errors of the validator mean, each once. */
export function schemaProblems(
  errors: readonly ErrorObject[],
  object: unknown,
  root: Place,
): readonly SchemaProblem[] {
  const problems = errors.flatMap((error) => {
    const problem = problemOf(error, object, root);
    return problem === undefined ? [] : [problem];
  });
  return [...new Map(problems.map((problem) => [`${problem.kind} ${problem.field}`, problem])).values()];
}

function problemOf(error: ErrorObject, object: unknown, root: Place): SchemaProblem | undefined {
  const segments = error.instancePath.split('/').slice(1).map(unescaped);
  const parent = pathOf(segments, object);
  const params = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownField(segments, String(params['additionalProperty']), object, root);
    case 'required': {
      const name = String(params['missingProperty']);
      const field = fieldPath(parent, name);
      const wrong = 'is missing';
      return { kind: 'missing field', field, wrong, expected: `a value of ${name}`, fix: `Set ${field}.` };
    }
    case 'type': {
      const expected = typeNames([params['type']].flat().map(String));
      return {
        kind: 'wrong type',
        field: parent,
        wrong: `is ${describeAt(object, segments)} and must be ${expected}`,
        expected,
        fix: `Write ${parent} as ${expected}.`,
      };
    }
    case 'enum':
      return value(parent, object, segments, `one of ${(params['allowedValues'] as unknown[]).join(', ')}`);
    case 'pattern':
      return value(parent, object, segments, `a text that matches ${params['pattern']}`);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return value(parent, object, segments, `a number ${params['comparison']} ${params['limit']}`);
    case 'minLength':
    case 'maxLength':
    case 'minItems':
    case 'maxItems':
    case 'minProperties':
    case 'maxProperties': {
      const isMinimum = error.keyword.startsWith('min');
      const what = error.keyword.endsWith('Length')
        ? 'characters'
        : error.keyword.endsWith('Items')
          ? 'items'
          : 'fields';
      const bound = `${isMinimum ? 'at least' : 'at most'} ${params['limit']} ${what}`;
      return value(parent, object, segments, bound);
    }
    case 'anyOf':
    case 'oneOf':
    case 'not':
      return value(parent, object, segments, 'one of the combinations of fields that its schema allows');
    default:
      // `if` and the like accompany an error that is reported.
      return undefined;
  }
}

function value(field: string, object: unknown, segments: readonly string[], expected: string): SchemaProblem {
  const given = describeAt(object, segments);
  return {
    kind: 'value',
    field,
    wrong: `is ${given} and must be ${expected}`,
    expected,
    fix: `Correct ${field}.`,
  };
}

function unknownField(
  segments: readonly string[],
  name: string,
  object: unknown,
  root: Place,
): SchemaProblem {
  const places = placesAlong(root, segments);
  const place = places.at(-1);
  const parent = pathOf(segments, object);
  const field = fieldPath(parent, name);
  const given = valueAt(object, [...segments, name]);
  const nearest = /"(.*)"/.exec(place === undefined ? '' : nearestName(name, place.names))?.[1];
  const elsewhere = place === undefined ? undefined : otherPlace(places, segments, name, given, object);
  const fix =
    nearest !== undefined
      ? `Rename the field to ${nearest}.`
      : elsewhere !== undefined
        ? `Move the field to ${elsewhere}.`
        : 'Delete the field.';
  return {
    kind: 'unknown field',
    field,
    wrong: `is not a field of ${parent === '' ? 'the object' : parent}`,
    expected: place === undefined || place.names.length > 25 ? 'a known field' : place.names.join(', '),
    fix,
  };
}

/** The places on the way from the root, the root first. Stops where the schema ends. */
function placesAlong(root: Place, segments: readonly string[]): readonly Place[] {
  const places = [root];
  for (const segment of segments) {
    const next = places.at(-1)!.below(segment);
    if (next === undefined) break;
    places.push(next);
  }
  return places;
}

/**
 * Where a field of this name and form belongs: first in the parents, nearest first, then directly
 * below the place.
 */
function otherPlace(
  places: readonly Place[],
  segments: readonly string[],
  name: string,
  given: unknown,
  object: unknown,
): string | undefined {
  const fits = (place: Place) =>
    place.names.includes(name) && place.isObject(name) === (typeof given === 'object');
  for (let depth = places.length - 2; depth >= 0; depth--) {
    if (fits(places[depth]!)) return fieldPath(pathOf(segments.slice(0, depth), object), name);
  }
  const place = places.at(-1)!;
  const written = valueAt(object, segments);
  for (const child of place.names) {
    const below = place.below(child);
    const item = below?.below('0');
    const isList = item !== undefined && below?.names.length === 0;
    const found = isList ? item : below;
    if (found === undefined || !fits(found)) continue;
    // Fields that are not there would be a guess.
    if (!isJsonObject(written) || !(child in written)) continue;
    const parent = fieldPath(pathOf(segments, object), child);
    return fieldPath(isList ? `${parent}[0]` : parent, name);
  }
  return undefined;
}

function valueAt(object: unknown, segments: readonly string[]): unknown {
  let found: unknown = object;
  for (const segment of segments) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[segment];
  }
  return found;
}

/** Path with `[0]` for the items of lists. */
function pathOf(segments: readonly string[], object: unknown): string {
  let path = '';
  segments.forEach((segment, index) => {
    const isItem = Array.isArray(valueAt(object, segments.slice(0, index)));
    path = isItem ? `${path}[${segment}]` : fieldPath(path, segment);
  });
  return path;
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** Findings appear in logs, so they do not contain the values of a Secret. */
function describeAt(object: unknown, segments: readonly string[]): string {
  const value = valueAt(object, segments);
  return textAt(object, 'kind') === 'Secret' && typeof value === 'string' ? 'a text' : describe(value);
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `the text ${JSON.stringify(value.slice(0, 60))}`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isJsonObject(value)) return 'an object';
  return `the ${typeof value} ${String(value)}`;
}

const nouns: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'an integer',
  number: 'a number',
  boolean: 'true or false',
  object: 'an object',
  array: 'a list',
};

function typeNames(types: readonly string[]): string {
  return types
    .flatMap((each) => each.split(','))
    .map((each) => nouns[each] ?? each)
    .join(' or ');
}
