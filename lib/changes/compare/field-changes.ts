import { isJsonObject, type JsonObject } from '../../values/json';
import { isEqual } from './equality';
import type { FieldChange } from './field-change';
import { compareLists } from './list-changes';
import { fieldOf, type Place, type Semantics } from './place';
import { isSameQuantity } from './quantities';
import { compareTexts } from './text-changes';

/** Maps whose keys are names that somebody chose: each entry is told by itself, and an empty one is none. */
const maps: ReadonlySet<string> = new Set([
  'annotations',
  'labels',
  'matchLabels',
  'nodeSelector',
  'data',
  'stringData',
  'binaryData',
  'node_labels',
  'tags',
  'configuration_settings',
]);

/**
 * What is different between two values by its meaning: keys in any order, lists by the names of their entries, command lines by their
 * flags, quantities by their amount, and configuration within a text field by field.
 */
export function fieldChanges(
  before: unknown,
  after: unknown,
  semantics: Semantics,
  path = '',
): readonly FieldChange[] {
  return compare(before, after, { path, fields: [], semantics });
}

function compare(beforeValue: unknown, afterValue: unknown, place: Place): readonly FieldChange[] {
  const isOfBlocks = place.semantics === 'terraform' && [beforeValue, afterValue].some(isSeveralBlocks);
  const [before, after] = isOfBlocks
    ? [blocksOf(beforeValue), blocksOf(afterValue)]
    : [wanted(beforeValue, place), wanted(afterValue, place)];
  if (isEqual(before, after) || isSame(before, after, place)) return [];
  if (isJsonObject(before) && isJsonObject(after)) return compareObjects(before, after, place);
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, place, compare);
  if (typeof before === 'string' && typeof after === 'string')
    return compareTexts(before, after, place, compare);
  const { path, fields } = place;
  return [
    { path, fields, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) },
  ];
}

/** Kubernetes and Terraform take null for nothing; Terraform has a block as an object, or as a list of one. */
function wanted(value: unknown, { semantics, fields }: Place): unknown {
  if (semantics === 'data') return value;
  if (maps.has(fields.at(-1) ?? '')) return value ?? {};
  if (semantics === 'terraform' && Array.isArray(value) && value.length === 1 && isJsonObject(value[0]))
    return value[0];
  return value ?? undefined;
}

function isSeveralBlocks(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1 && value.every(isJsonObject);
}

/** One block beside several is a list of one. */
function blocksOf(value: unknown): unknown {
  return isJsonObject(value) ? [value] : (value ?? undefined);
}

function isSame(before: unknown, after: unknown, { semantics, fields }: Place): boolean {
  if (semantics === 'kubernetes') return isSameQuantity(fields, before, after);
  // Terraform makes a number of a text, and a text of a boolean.
  return semantics === 'terraform' && isScalar(before) && isScalar(after) && String(before) === String(after);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function compareObjects(before: JsonObject, after: JsonObject, place: Place): readonly FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => compare(ownOf(before, key), ownOf(after, key), fieldOf(place, key)));
}

/** A file may well have a key `constructor`. */
function ownOf(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
