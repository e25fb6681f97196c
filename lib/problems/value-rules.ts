import type { ProblemList } from './problem-list';

/**
 * A range of whole numbers, both ends included, and the word for the number: a unit (`seconds`) or
 * a noun (`port`).
 */
export type IntegerRange = { readonly min: number; readonly max: number } & (
  | {
      /** Unit, in the plural. */
      readonly unit: string;
    }
  | {
      /** What the number is, in the singular. */
      readonly noun: string;
    }
);

/** Adds a problem unless the number is whole and in the range. */
export function requireInteger(problems: ProblemList, key: string, value: number, range: IntegerRange): void {
  const { min, max } = range;
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const allowed = max === Number.POSITIVE_INFINITY ? `, ${min} or greater` : ` from ${min} to ${max}`;
  const what = 'unit' in range ? `number of ${range.unit}` : range.noun;
  problems.add(key, `${shown(value)} is not a valid ${what}`, `Use a whole number${allowed}.`);
}

/**
 * The value as the user wrote it: a string keeps its quotes, so that `"3"` is not mistaken for `3`.
 */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/**
 * Adds a problem for every entry whose key occurs earlier in the list.
 *
 * @param what noun for an entry, such as `node pool`.
 * @param path path of the entry at an index.
 */
export function requireUnique<T>(
  problems: ProblemList,
  what: string,
  entries: readonly T[],
  keyOf: (entry: T) => string,
  path: (index: number) => string,
): void {
  const seen = new Map<string, number>();
  entries.forEach((entry, index) => {
    const key = keyOf(entry);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else {
      problems.add(
        path(index),
        `duplicate ${what} "${key}", first used at ${problems.pathOf(path(first))}`,
        'Rename or remove one of them.',
      );
    }
  });
}

/** Adds the problem that a rule found, if it found one. */
export function requireRule(
  problems: ProblemList,
  key: string,
  problem: string | undefined,
  fix: string,
): void {
  if (problem !== undefined) problems.add(key, problem, fix);
}

/** Singular and plural of what a name refers to. */
export interface NounForms {
  readonly one: string;
  readonly many: string;
}

/**
 * Adds a problem unless the name is one of those that are defined: `"cpupol" is not a node pool.
 * Did you mean "cpupool"? Node pools: cpupool, gpupool.`
 *
 * @returns whether the name is defined.
 */
export function requireName(
  problems: ProblemList,
  key: string | number,
  name: string,
  names: readonly string[],
  noun: NounForms,
): boolean {
  if (names.includes(name)) return true;
  problems.add(key, notDefined(name, noun), knownNames(name, names, noun.many));
  return false;
}

/** `"cpupol" is not a node pool` */
export function notDefined(name: string, { one }: NounForms): string {
  return `"${name}" is not ${/^[aeiou]/i.test(one) ? 'an' : 'a'} ${one}`;
}

/** With a nearest name, a longer list is left out. */
const manyNames = 12;

/**
 * The nearest name and the list of names, for a message about a name that does not exist.
 *
 * @param what noun for the names, in the plural.
 */
export function knownNames(given: string, names: readonly string[], what = 'valid names'): string {
  if (names.length === 0) return `There are no ${what}.`;
  const nearest = nearestName(given, names);
  if (nearest !== '' && names.length > manyNames) return nearest;
  const listed = `${what[0]!.toUpperCase()}${what.slice(1)}: ${names.join(', ')}.`;
  return nearest === '' ? listed : `${nearest} ${listed}`;
}

/**
 * `Did you mean "a"?` if one of the names differs in one letter or only in case; otherwise an empty
 * string.
 */
export function nearestName(given: string, names: readonly string[]): string {
  // Any other letter is one letter away from a single letter.
  if (given.length < 2) return '';
  const lower = given.toLowerCase();
  const nearest =
    names.find((name) => name.toLowerCase() === lower) ??
    names.find((name) => differsByOne(name.toLowerCase(), lower));
  return nearest === undefined ? '' : `Did you mean "${nearest}"?`;
}

/**
 * Whether the words differ in one letter that is added, missing or different, or in two letters
 * that are swapped.
 */
function differsByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++;
  const restA = a.slice(start, a.length - end);
  const restB = b.slice(start, b.length - end);
  const isSwap = restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
  return isSwap || Math.max(restA.length, restB.length) <= 1;
}
