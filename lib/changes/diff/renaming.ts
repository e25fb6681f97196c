import { isJsonObject } from '../../values/json';
import type { NamePair } from './name-pair';

/** From a private area of Unicode, which no name has (unicode.org/charts/PDF/UE000.pdf). */
const [begin, end] = ['\uE000', '\uE001'];

export function placeholderOf(index: number): string {
  return `${begin}${index}${end}`;
}

/** Puts what names have in common in the place of the names of one side, and back. */
export interface Renaming {
  rename<T>(value: T): T;
  /** With the names of this side again. */
  show<T>(value: T): T;
}

/**
 * One name may be paired with two: clusters of one environment share a namespace, which elsewhere is called as the environment is. All of these
 * are one then, and which of them it was, `originals` tells.
 *
 * @param originals every text of this side, as it was.
 * @param isKept texts that both sides have letter by letter: they mean the same already, though a name may be in them by chance (`/dev/shm`
 * where an environment is called `dev`).
 */
export function renaming(
  pairs: readonly NamePair[],
  side: 'first' | 'second',
  originals: ReadonlySet<string> = new Set(),
  isKept: (text: string) => boolean = () => false,
): Renaming {
  const classes = classesOf(pairs);
  const names = new Map(pairs.map((pair, index) => [pair[side], placeholderOf(classes[index]!)]));
  // The longest first: `my-aks-dev` is not `my-aks` with something behind it.
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
        some.flatMap((way) => namesOf(each).map((name) => way.replaceAll(each, name))).slice(0, mostWays),
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
/** To read one text; more names for one thing nobody has. */
const mostWays = 64;

/** For each pair the first that has a name of it: pairs that share a name are of one class. */
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

/** Every text in a value, keys included. */
function mapTexts(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === 'string') return map(value);
  if (Array.isArray(value)) return value.map((each) => mapTexts(each, map));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [map(key), mapTexts(each, map)]));
}

/** Every text in a value, keys included. */
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
