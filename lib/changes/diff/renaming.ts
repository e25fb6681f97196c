import { isJsonObject } from '../../values/json';
import type { NamePair } from './name-pair';

/**
 * Characters of a private area of Unicode, which no name contains
 * (unicode.org/charts/PDF/UE000.pdf).
 */
const [begin, end] = ['\uE000', '\uE001'];

export function placeholderOf(index: number): string {
  return `${begin}${index}${end}`;
}

/** Replaces the names of one side with placeholders, and back. */
export interface Renaming {
  rename<T>(value: T): T;
  /** Replaces placeholders with the names of this side. */
  show<T>(value: T): T;
}

/**
 * The renaming of one side. A name may have two partners: clusters of an environment share a
 * namespace that another environment names after itself. These names get one placeholder, and
 * `originals` selects the right name on the way back.
 *
 * @param originals every original text of this side.
 * @param isKept selects texts that both sides contain unchanged. They may contain a name by chance:
 * `/dev/shm` and an environment `dev`.
 */
export function renaming(
  pairs: readonly NamePair[],
  side: 'first' | 'second',
  originals: ReadonlySet<string> = new Set(),
  isKept: (text: string) => boolean = () => false,
): Renaming {
  const classes = classesOf(pairs);
  const names = new Map(pairs.map((pair, index) => [pair[side], placeholderOf(classes[index]!)]));
  // Longest first, so `my-aks-dev` is not replaced as `my-aks` with a suffix.
  const alternatives = [...names.keys()].sort((a, b) => b.length - a.length).map(escaped);
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${alternatives.join('|')})(?![A-Za-z0-9])`, 'g');
  const rename = (text: string): string =>
    alternatives.length === 0 || (isKept(text) && !names.has(text))
      ? text
      : text.replace(pattern, (name) => names.get(name)!);
  const namesOf = (placed: string): readonly string[] =>
    [...names].filter(([, placeholder]) => placeholder === placed).map(([name]) => name);
  const show = (text: string): string => {
    const placed = [...new Set(text.match(placeholders) ?? [])];
    const ways = placed.reduce<readonly string[]>(
      (some, each) =>
        some.flatMap((way) => namesOf(each).map((name) => way.replaceAll(each, name))).slice(0, maxWays),
      [text],
    );
    return ways.find((way) => originals.has(way)) ?? ways[0]!;
  };
  return {
    rename: <T>(value: T): T => mapTexts(value, rename) as T,
    show: <T>(value: T): T => mapTexts(value, show) as T,
  };
}

const placeholders = new RegExp(`${begin}\\d+${end}`, 'g');
/** Limit of name combinations for one text. */
const maxWays = 64;

/** The class of each pair: the index of the first pair that shares a name with it. */
function classesOf(pairs: readonly NamePair[]): readonly number[] {
  const classes: number[] = [];
  for (const [index, { first, second }] of pairs.entries()) {
    const before = pairs.findIndex((pair) => pair.first === first || pair.second === second);
    classes.push(before < index ? classes[before]! : index);
  }
  return classes;
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Maps every text in a value, keys included. */
function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, map));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [map(key), mapTexts(each, map)]));
}

/** Collects every text in a value, keys included. */
export function textsIn(value: unknown, into: Set<string> = new Set()): Set<string> {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const each of value) textsIn(each, into);
  else if (isJsonObject(value)) {
    for (const [key, each] of Object.entries(value)) {
      into.add(key);
      textsIn(each, into);
    }
  }
  return into;
}
