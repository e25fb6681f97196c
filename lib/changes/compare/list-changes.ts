import { isJsonObject, type JsonObject, valueAt } from '../../values/json';
import { compareArguments } from './argument-changes';
import { isEqual, without } from './equality';
import type { FieldChange } from './field-change';
import { entryOf, type Place } from './place';

/**
 * Fields that identify an entry of a list; the first one that identifies every entry applies.
 * Kubernetes merges by most of them (kubernetes.io/docs/reference/using-api/server-side-apply,
 * "Merge strategy"; 2026-11). A Prometheus rule has one of two fields.
 */
const namingFields: readonly (readonly string[])[] = [
  ['name'],
  ['metadata.name'],
  ['secretName'],
  ['objectName'],
  ['mountPath'],
  ['devicePath'],
  ['containerPort'],
  ['port'],
  ['host'],
  ['path'],
  ['key'],
  ['topologyKey'],
  ['alert', 'record'],
  ['model_name'],
  ['category'],
  ['namespace'],
  ['kind'],
  ['type'],
  ['ip'],
];

type Compare = (before: unknown, after: unknown, place: Place) => readonly FieldChange[];

/**
 * Compares two lists by the names of their entries, otherwise by added and removed entries; if
 * these are equal, by their order.
 */
export function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  place: Place,
  compare: Compare,
): readonly FieldChange[] {
  const { path, fields } = place;
  const changes = changesOf(before, after, place, compare);
  // Entries that are equal by their meaning are in the same order.
  if (changes.length > 0 || isSameOrder(before, after, place, compare)) return changes;
  const naming = namingOf(before, after);
  const names = (list: readonly unknown[]) =>
    naming === undefined ? list : list.map((each) => nameOf(each, naming));
  const [old, now] = [names(before), names(after)];
  // `--port=80`, or `--port` followed by `80`.
  const only = without(old, now).length === 0 ? 'order' : 'spelling';
  return [{ path, fields, before: old, after: now, only }];
}

function changesOf(
  before: readonly unknown[],
  after: readonly unknown[],
  place: Place,
  compare: Compare,
): readonly FieldChange[] {
  const isCommandLine = ['args', 'command'].includes(place.fields.at(-1) ?? '');
  if (isCommandLine && [...before, ...after].every((each) => typeof each === 'string'))
    return compareArguments(before as readonly string[], after as readonly string[], place, compare);
  const naming = namingOf(before, after);
  return naming === undefined
    ? compareUnnamed(before, after, place, compare)
    : compareNamed(before, after, naming, place, compare);
}

function isSameOrder(
  before: readonly unknown[],
  after: readonly unknown[],
  place: Place,
  compare: Compare,
): boolean {
  return before.every((each, index) => compare(each, after[index], place).length === 0);
}

function namingOf(before: readonly unknown[], after: readonly unknown[]): readonly string[] | undefined {
  return namingFields.find((naming) =>
    [before, after].every((list) => {
      const names = list.map((each) => nameOf(each, naming));
      return !names.includes(undefined) && new Set(names).size === names.length;
    }),
  );
}

function nameOf(entry: unknown, naming: readonly string[]): string | undefined {
  if (!isJsonObject(entry)) return undefined;
  const name = naming
    .map((field) => valueAt(entry, field))
    .find((value) => value !== undefined && value !== '');
  return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined;
}

function compareNamed(
  before: readonly unknown[],
  after: readonly unknown[],
  naming: readonly string[],
  place: Place,
  compare: Compare,
): readonly FieldChange[] {
  const byName = (list: readonly unknown[]) => new Map(list.map((each) => [nameOf(each, naming)!, each]));
  const [old, now] = [byName(before), byName(after)];
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((name) => compare(old.get(name), now.get(name), entryOf(place, name)));
}

/**
 * Removes equal entries. If as many entries were removed as added, each pair counts as one changed
 * entry.
 */
function compareUnnamed(
  before: readonly unknown[],
  after: readonly unknown[],
  place: Place,
  compare: Compare,
): readonly FieldChange[] {
  const removed = without(before, after);
  const added = without(after, before);
  if (removed.length === added.length && [...removed, ...added].every(isJsonObject)) {
    return removed.flatMap((each, index) => {
      const at = before.findIndex((other) => isEqual(other, each as JsonObject));
      return compare(each, added[index], entryOf(place, at));
    });
  }
  if (removed.length + added.length === 0) return [];
  const one = (list: readonly unknown[]) => (list.length === 1 ? list[0] : list);
  return [
    {
      path: `${place.path}[]`,
      fields: place.fields,
      ...(removed.length === 0 ? {} : { before: one(removed) }),
      ...(added.length === 0 ? {} : { after: one(added) }),
    },
  ];
}
