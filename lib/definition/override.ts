import type { ProblemList } from '../problems/problem-list';
import { knownNames } from '../problems/value-rules';

/**
 * What differs from a base. An object is merged field by field, unless it changes its `type`; a list of named entries is addressed by their names; every
 * other value, and a list that is given as a list, replaces the one of the base. `null` takes a field or an entry away.
 */
export type Override<T> = T extends readonly (infer Entry)[]
  ? Entry extends { readonly name: string }
    ? T | { readonly [name: string]: Override<Omit<Entry, 'name'>> | null }
    : T
  : T extends object
    ? { readonly [Key in keyof T]?: Override<T[Key]> | null }
    : T;

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The base with what an override changes in it; neither of the two is changed.
 *
 * An entry of one environment alone is in the base, and taken away with `null` in the others: so one list says all there is.
 *
 * @param problems gets a problem for each entry that the base does not have.
 */
export function override<T>(base: T, changes: Override<NoInfer<T>>, problems: ProblemList): T {
  return merge(base, changes, problems) as T;
}

function merge(base: unknown, changes: unknown, problems: ProblemList): unknown {
  if (!isObject(changes)) return changes;
  if (isNamedList(base)) return mergeEntries(base, changes, problems);
  const merged: Record<string, unknown> = isObject(base) && !isOtherType(base, changes) ? { ...base } : {};
  for (const [key, change] of Object.entries(changes)) {
    if (change === undefined) continue;
    if (change === null) delete merged[key];
    else merged[key] = merge(merged[key], change, problems.at(key));
  }
  return merged;
}

/** The order of the base stays: it means nothing to Azure and Kubernetes, but a reader of a diff is glad of it. */
function mergeEntries(
  entries: readonly NamedEntry[],
  changes: JsonObject,
  problems: ProblemList,
): readonly unknown[] {
  const names = entries.map(({ name }) => name);
  for (const name of Object.keys(changes).filter((each) => !names.includes(each))) {
    problems.add(name, 'the base has no entry of this name', knownNames(name, names));
  }
  return entries.flatMap((entry) => {
    const change = changes[entry.name];
    if (change === null) return [];
    if (change === undefined) return [entry];
    return [merge(entry, change, problems.at(entry.name))];
  });
}

/** `{ type: 'blob', account }` in place of `{ type: 'hugging-face', token }`: the fields of one type mean nothing to another. */
function isOtherType(base: JsonObject, changes: JsonObject): boolean {
  return typeof changes['type'] === 'string' && changes['type'] !== base['type'];
}

interface NamedEntry {
  readonly name: string;
}

function isNamedList(value: unknown): value is readonly NamedEntry[] {
  return Array.isArray(value) && value.every((entry) => isObject(entry) && typeof entry['name'] === 'string');
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
