import type { ProblemList } from '../problems/problem-list';
import { knownNames, nearestName } from '../problems/value-rules';

/**
 * Changes to a base.
 *
 * - An object is merged field by field, unless the change has another `type`: it then replaces the
 *   object.
 * - A list of named entries takes an object with a change for each name.
 * - Any other value, and a list, replaces the value of the base.
 * - `null` removes a field or an entry of the base.
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
 * Applies changes to a base, and leaves both unmodified.
 *
 * The base contains the entries of all environments: an environment cannot add an entry, only
 * remove one with `null`. So one list shows every entry that exists.
 *
 * @param problems gets a problem for each entry that the base does not have, and for each `null`
 * that removes nothing.
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
    if (change !== null) merged[key] = merge(merged[key], change, problems.at(key));
    else if (key in merged) delete merged[key];
    else {
      problems.add(
        key,
        'null removes a field of the base, but the base does not set this field',
        `${nearestName(key, Object.keys(merged))} Delete this line, or correct the name.`.trim(),
      );
    }
  }
  return merged;
}

/** Keeps the order of the base: Azure and Kubernetes ignore it, but it keeps diffs small. */
function mergeEntries(
  entries: readonly NamedEntry[],
  changes: JsonObject,
  problems: ProblemList,
): readonly unknown[] {
  const names = entries.map(({ name }) => name);
  for (const name of Object.keys(changes).filter((each) => !names.includes(each))) {
    problems.add(name, 'the base has no entry with this name', knownNames(name, names, 'entries'));
  }
  return entries.flatMap((entry) => {
    const change = changes[entry.name];
    if (change === null) return [];
    if (change === undefined) return [entry];
    return [merge(entry, change, problems.at(entry.name))];
  });
}

/**
 * Whether the change selects another `type`. The fields of `{ type: 'blob', account }` mean nothing
 * to `{ type: 'hugging-face' }`.
 */
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
