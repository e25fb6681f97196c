import type { ProblemList } from './problem-list';

/** Adds a problem unless the number is whole and in the range. */
export function requireInteger(
  problems: ProblemList,
  key: string,
  value: number,
  range: { readonly min: number; readonly max: number; readonly unit: string },
): void {
  if (Number.isInteger(value) && value >= range.min && value <= range.max) return;
  const allowed =
    range.max === Number.POSITIVE_INFINITY ? `${range.min} or more` : `${range.min} to ${range.max}`;
  problems.add(key, `${shown(value)} is not allowed`, `Give a whole number of ${range.unit}, ${allowed}.`);
}

/** As a reader sees what it is: a text that looks like a number has its quotes, as it does in JSON. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** Adds a problem for every entry whose key was there before. `path(i)` says where the i-th one is. */
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
    else
      problems.add(
        path(index),
        `the ${what} "${key}" is there twice, first at ${path(first)}`,
        'Give each its own name.',
      );
  });
}

/** Adds a problem if a rule says one about the value. */
export function requireRule(
  problems: ProblemList,
  key: string,
  problem: string | undefined,
  fix: string,
): void {
  if (problem !== undefined) problems.add(key, problem, fix);
}

/** A list that is longer is not shown beside a good guess. */
const manyNames = 12;

/** "Known: a, b." for a message about a name that is not there; says the nearest first if one is near. */
export function knownNames(given: string, names: readonly string[]): string {
  if (names.length === 0) return 'None is defined.';
  const guess = nearestName(given, names);
  if (guess !== '' && names.length > manyNames) return guess;
  return `${guess === '' ? '' : `${guess} `}Known: ${names.join(', ')}.`;
}

/** `Did you mean "a"?` where a name is near; else nothing. */
export function nearestName(given: string, names: readonly string[]): string {
  const nearest = names.find(
    (name) => name.toLowerCase() === given.toLowerCase() || differsByOne(name, given),
  );
  return nearest === undefined ? '' : `Did you mean "${nearest}"?`;
}

/** One letter more, less, other, or two swapped. */
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
