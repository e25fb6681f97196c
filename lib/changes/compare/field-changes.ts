import { isJsonObject, type JsonObject } from '../../values/json';
import { isEqual } from './equality';
import type { FieldChange } from './field-change';
import { compareLists } from './list-changes';
import { fieldOf, type Place, type Semantics } from './place';
import { isSameQuantity } from './quantities';
import { compareTexts } from './text-changes';

/**
 * Maps with free keys: each entry is a change of its own, and an empty map equals a missing one.
 */
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
 * Compares two values by their meaning: objects in any order of keys, lists by the names of their
 * entries, command lines by their flags, quantities by their amount, and configuration inside a
 * text field by field.
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
    : [normalized(beforeValue, place), normalized(afterValue, place)];
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

/**
 * Kubernetes and Terraform treat null as unset. Terraform writes a block as an object or as a list
 * of one.
 */
function normalized(value: unknown, { semantics, fields }: Place): unknown {
  if (semantics === 'data') return value;
  if (maps.has(fields.at(-1) ?? '')) return value ?? {};
  if (semantics === 'terraform' && Array.isArray(value) && value.length === 1 && isJsonObject(value[0]))
    return value[0];
  return value ?? undefined;
}

function isSeveralBlocks(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1 && value.every(isJsonObject);
}

/** A single block as a list, to compare it with several blocks. */
function blocksOf(value: unknown): unknown {
  return isJsonObject(value) ? [value] : (value ?? undefined);
}

function isSame(before: unknown, after: unknown, { semantics, fields }: Place): boolean {
  if (semantics === 'kubernetes') return isSameQuantity(fields, before, after);
  // Terraform converts between text, number and boolean.
  return semantics === 'terraform' && isScalar(before) && isScalar(after) && String(before) === String(after);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function compareObjects(before: JsonObject, after: JsonObject, place: Place): readonly FieldChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => compare(ownOf(before, key), ownOf(after, key), fieldOf(place, key)));
}

/** Ignores inherited properties: a file may have a key `constructor`. */
function ownOf(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
