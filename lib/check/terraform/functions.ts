import { isJsonObject, type JsonObject } from '../../values/json';
import { canonical, EvaluationError, number } from './conversions';
import { isKnown, Unknown, type Value, withoutLocation } from './known-value';

type Call = (...args: readonly Value[]) => Value;

/**
 * Result of a Terraform function; unknown for a function that is not in the table, and for unknown
 * arguments that decide the result.
 *
 * @param text source text of the call, for the unknown result.
 * @throws {EvaluationError} if the arguments are not valid.
 * @see https://developer.hashicorp.com/terraform/language/functions (2026-11)
 */
export function callFunction(name: string, args: readonly Value[], text: string): Value {
  const structural = structuralFunctions[name];
  if (structural !== undefined) {
    return args.some((each) => each instanceof Unknown) ? Unknown.of(text) : structural(...args);
  }
  const scalar = knownFunctions[name];
  if (scalar === undefined || !args.every(isKnown)) return Unknown.of(text);
  return scalar(...args.map(plainOf));
}

/** Functions on the structure of their arguments: elements may be unknown. */
const structuralFunctions: Readonly<Record<string, Call>> = {
  concat: (...lists) => lists.flatMap(list),
  merge: (...maps) =>
    Object.assign({}, ...maps.map((each) => (each === null ? {} : map(each)))) as JsonObject,
  flatten: (each) => list(each).map(withoutLocation).flat(Number.POSITIVE_INFINITY),
  keys: (each) => Object.keys(map(each)).sort(),
  values: (each) =>
    Object.entries(map(each))
      .sort(byKey)
      .map(([, value]) => value),
  length: (each) => (typeof each === 'string' ? [...each].length : size(each)),
  tolist: (each) => list(each),
  tomap: (each) => map(each),
  compact: (each) => known(list(each)).filter((item) => item !== null && item !== ''),
  element: (each, at) => {
    const items = list(each);
    if (items.length === 0) throw new EvaluationError('element needs a list with an element');
    return items[number(at) % items.length];
  },
  lookup: (each, key, ...otherwise) => {
    const found = map(each)[text(key)];
    if (found !== undefined) return found;
    if (otherwise.length === 0) throw new EvaluationError('lookup finds no such key');
    return otherwise[0];
  },
  one: (each) => {
    const items = list(each);
    if (items.length > 1) throw new EvaluationError('one needs at most one element');
    return items[0] ?? null;
  },
  slice: (each, from, to) => list(each).slice(number(from), number(to)),
  reverse: (each) => [...list(each)].reverse(),
  zipmap: (names, items) =>
    Object.fromEntries(known(list(names)).map((name, index) => [text(name), list(items)[index]])),
  coalesce: (...each) => {
    const found = each.find((item) => item !== null && item !== '');
    if (found === undefined) throw new EvaluationError('coalesce finds no value');
    return found;
  },
  coalescelist: (...each) => each.find((item) => list(item).length > 0) ?? [],
  sensitive: (each) => each,
  nonsensitive: (each) => each,
  ephemeralasnull: () => null,
  setproduct: (...sets) => {
    const count = sets.reduce<number>((product, each) => product * list(each).length, 1);
    if (count > longestList) throw new EvaluationError('the product is too long');
    return sets.reduce<readonly (readonly Value[])[]>(
      (all, each) => all.flatMap((before) => list(each).map((item) => [...before, item])),
      [[]],
    );
  },
  chunklist: (each, count) => {
    const items = list(each);
    const width = Math.max(1, number(count));
    return Array.from({ length: Math.ceil(items.length / width) }, (_, at) =>
      items.slice(at * width, (at + 1) * width),
    );
  },
  matchkeys: (items, names, wanted) =>
    list(items).filter((_, index) => known(list(wanted)).includes(list(names)[index])),
};

/** Functions on values that are wholly known. */
const knownFunctions: Readonly<Record<string, Call>> = {
  toset: (each) => distinct(list(each)).sort(),
  distinct: (each) => distinct(list(each)),
  contains: (each, item) => list(each).some((candidate) => same(candidate, item)),
  index: (each, item) => {
    const at = list(each).findIndex((candidate) => same(candidate, item));
    if (at === -1) throw new EvaluationError('index finds no such element');
    return at;
  },
  sort: (each) => list(each).map(text).sort(),
  setunion: (...sets) => distinct(sets.flatMap(list)).sort(),
  setintersection: (first, ...rest) =>
    distinct(list(first)).filter((item) =>
      rest.every((each) => list(each).some((other) => same(other, item))),
    ),
  setsubtract: (first, second) =>
    distinct(list(first)).filter((item) => !list(second).some((other) => same(other, item))),
  transpose: (each) => {
    const result: Record<string, string[]> = {};
    for (const [key, names] of Object.entries(map(each))) {
      for (const name of list(names).map(text)) result[name] = [...(result[name] ?? []), key].sort();
    }
    return result;
  },
  range: (...bounds) => range(bounds.map(number)),
  sum: (each) =>
    list(each)
      .map(number)
      .reduce((total, item) => total + item, 0),
  alltrue: (each) => list(each).every((item) => item === true || item === 'true'),
  anytrue: (each) => list(each).some((item) => item === true || item === 'true'),
  min: (...each) => Math.min(...each.map(number)),
  max: (...each) => Math.max(...each.map(number)),
  ceil: (each) => Math.ceil(number(each)),
  floor: (each) => Math.floor(number(each)),
  abs: (each) => Math.abs(number(each)),
  pow: (base, exponent) => number(base) ** number(exponent),
  signum: (each) => Math.sign(number(each)),
  parseint: (each, base) => Number.parseInt(text(each), number(base)),
  tostring: (each) => (each === null ? null : text(each)),
  tonumber: (each) => (each === null ? null : number(each)),
  tobool: (each) => (each === null ? null : each === true || each === 'true'),
  lower: (each) => text(each).toLowerCase(),
  upper: (each) => text(each).toUpperCase(),
  title: (each) => text(each).replace(/\b\p{L}/gu, (letter) => letter.toUpperCase()),
  trimspace: (each) => text(each).trim(),
  trim: (each, cut) => trimEnd(trimStart(text(each), text(cut)), text(cut)),
  trimprefix: (each, prefix) =>
    text(each).startsWith(text(prefix)) ? text(each).slice(text(prefix).length) : text(each),
  trimsuffix: (each, suffix) =>
    text(suffix) !== '' && text(each).endsWith(text(suffix))
      ? text(each).slice(0, -text(suffix).length)
      : text(each),
  chomp: (each) => text(each).replace(/[\r\n]+$/, ''),
  startswith: (each, prefix) => text(each).startsWith(text(prefix)),
  endswith: (each, suffix) => text(each).endsWith(text(suffix)),
  strcontains: (each, part) => text(each).includes(text(part)),
  strrev: (each) => [...text(each)].reverse().join(''),
  join: (separator, ...lists) => lists.flatMap(list).map(text).join(text(separator)),
  split: (separator, each) => text(each).split(text(separator)),
  replace: (each, part, by) => replaced(text(each), text(part), text(by)),
  substr: (each, offset, length) => {
    const letters = [...text(each)];
    const from = number(offset) < 0 ? letters.length + number(offset) : number(offset);
    return letters.slice(from, number(length) < 0 ? undefined : from + number(length)).join('');
  },
  indent: (spaces, each) => text(each).replace(/\n(?=.)/g, `\n${' '.repeat(number(spaces))}`),
  format: (pattern, ...each) => format(text(pattern), each),
  formatlist: (pattern, ...each) => {
    const lists = each.map((item) => (Array.isArray(item) ? item : undefined));
    const length = lists.find((item) => item !== undefined)?.length ?? 1;
    return Array.from({ length }, (_, at) =>
      format(
        text(pattern),
        each.map((item, index) => lists[index]?.[at] ?? item),
      ),
    );
  },
  jsonencode: (each) => JSON.stringify(each),
  jsondecode: (each) => parsed(text(each)),
  cidrsubnet: (prefix, newBits, net) => cidrSubnet(text(prefix), number(newBits), number(net)),
  cidrhost: (prefix, host) =>
    cidrSubnet(text(prefix), 32 - prefixLength(text(prefix)), number(host)).replace(/\/32$/, ''),
};

/** Deep copy without locations. */
function plainOf(value: Value): Value {
  const plain = withoutLocation(value);
  if (Array.isArray(plain)) return plain.map(plainOf);
  if (!isJsonObject(plain)) return plain;
  return Object.fromEntries(Object.entries(plain).map(([key, each]) => [key, plainOf(each)]));
}

function list(value: Value): readonly Value[] {
  const plain = withoutLocation(value);
  if (Array.isArray(plain)) return plain;
  throw new EvaluationError('a list is needed');
}

function map(value: Value): Record<string, Value> {
  const plain = withoutLocation(value);
  if (isJsonObject(plain) && !(plain instanceof Unknown)) return plain as Record<string, Value>;
  throw new EvaluationError('a map is needed');
}

function size(value: Value): number {
  return Array.isArray(value) ? value.length : Object.keys(map(value)).length;
}

function text(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new EvaluationError('a text is needed');
}

function known(items: readonly Value[]): readonly Value[] {
  if (items.every(isKnown)) return items;
  throw new EvaluationError('the elements are unknown');
}

function byKey([one]: readonly [string, Value], [other]: readonly [string, Value]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function same(one: Value, other: Value): boolean {
  return canonical(one) === canonical(other);
}

function distinct(items: readonly Value[]): Value[] {
  return [...new Map(items.map((item) => [canonical(item), item])).values()];
}

/** Longer products help no reader of a report. */
const longestList = 10_000;
/** Terraform refuses ranges of more than 1,024 numbers. */
const longestRange = 1024;

function range(bounds: readonly number[]): readonly number[] {
  const [start, limit] = bounds.length === 1 ? [0, bounds[0]!] : [bounds[0]!, bounds[1]!];
  const step = bounds[2] ?? (limit >= start ? 1 : -1);
  const count = step === 0 ? Number.POSITIVE_INFINITY : Math.max(0, Math.ceil((limit - start) / step));
  if (!(count <= longestRange)) throw new EvaluationError('the range is too long');
  return Array.from({ length: count }, (_, index) => start + index * step);
}

function trimStart(value: string, cut: string): string {
  const letters = [...value];
  const at = letters.findIndex((letter) => !cut.includes(letter));
  return at === -1 ? '' : letters.slice(at).join('');
}

function trimEnd(value: string, cut: string): string {
  return [...trimStart([...value].reverse().join(''), cut)].reverse().join('');
}

/** Only simple patterns between slashes are evaluated: RE2 and JavaScript differ in others. */
function replaced(value: string, part: string, by: string): Value {
  const pattern = /^\/(.*)\/$/s.exec(part)?.[1];
  if (pattern === undefined) return value.replaceAll(part, () => by);
  if (!/^[\w\s.[\]\\^$+*?|-]*$/.test(pattern) || /[\\]\d/.test(pattern) || pattern.length > 100) {
    return new Unknown(`\${replace("${value}", "${part}", "${by}")}`);
  }
  try {
    return value.replace(new RegExp(pattern, 'g'), by.replace(/\$\{?(\d)\}?/g, '$$$1'));
  } catch {
    throw new EvaluationError('the pattern is not valid');
  }
}

function format(pattern: string, values: readonly Value[]): string {
  let at = 0;
  return pattern.replace(
    /%([-+ 0]*)(\d*)(?:\.(\d+))?([sdvqtfxX%])/g,
    (_, flags: string, width: string, precision: string | undefined, verb: string) => {
      if (verb === '%') return '%';
      const value = values[at++];
      if (value === undefined) throw new EvaluationError('format needs more arguments');
      const shown = formatted(value, verb, precision);
      const isLeft = flags.includes('-');
      if (isLeft) return shown.padEnd(Number(width));
      return shown.padStart(Number(width), flags.includes('0') && verb !== 's' ? '0' : ' ');
    },
  );
}

function formatted(value: Value, verb: string, precision: string | undefined): string {
  switch (verb) {
    case 'd':
      return String(Math.trunc(number(value)));
    case 'f':
      return number(value).toFixed(precision === undefined ? 6 : Number(precision));
    case 'x':
    case 'X': {
      const hex = Math.trunc(number(value)).toString(16);
      return verb === 'x' ? hex : hex.toUpperCase();
    }
    case 'q':
      return JSON.stringify(text(value));
    default:
      return typeof value === 'object' ? JSON.stringify(value) : text(value);
  }
}

function parsed(json: string): Value {
  try {
    return JSON.parse(json);
  } catch {
    throw new EvaluationError('the text is not JSON');
  }
}

function prefixLength(prefix: string): number {
  return Number(prefix.split('/')[1] ?? '32');
}

/** Only IPv4. */
function cidrSubnet(prefix: string, newBits: number, net: number): string {
  const parts = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(prefix)?.slice(1).map(Number);
  if (parts === undefined) throw new EvaluationError('an IPv4 range is needed');
  const length = parts[4]! + newBits;
  if (length > 32 || net < 0 || net >= 2 ** newBits) throw new EvaluationError('the range has no such part');
  const size = 2 ** (32 - parts[4]!);
  const address = parts.slice(0, 4).reduce((total, part) => total * 256 + part, 0);
  const base = address - (address % size) + net * 2 ** (32 - length);
  const octets = [24, 16, 8, 0].map((bits) => Math.floor(base / 2 ** bits) % 256);
  return `${octets.join('.')}/${length}`;
}
