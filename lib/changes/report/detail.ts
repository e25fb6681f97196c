import type { Markup } from './markup';

/** How much a report shows; it counts the rest. */
export interface Detail {
  /** Maximum characters of a value or a name. */
  readonly characters: number;
  /** Maximum rows of a table or a list. */
  readonly rows: number;
  /** Maximum fields of an object. */
  readonly fields: number;
  /** Maximum names of objects with the same change. */
  readonly names: number;
  /** Maximum rows of risks. */
  readonly risks: number;
}

/** Without limits. */
export const everything: Detail = {
  characters: Number.POSITIVE_INFINITY,
  rows: Number.POSITIVE_INFINITY,
  fields: Number.POSITIVE_INFINITY,
  names: Number.POSITIVE_INFINITY,
  risks: Number.POSITIVE_INFINITY,
};

/** From full detail to almost none. Risks are truncated last. */
export const details: readonly Detail[] = [
  { characters: 400, rows: 2000, fields: 400, names: 10, risks: 2000 },
  { characters: 200, rows: 300, fields: 60, names: 5, risks: 2000 },
  { characters: 120, rows: 100, fields: 25, names: 3, risks: 2000 },
  { characters: 100, rows: 40, fields: 12, names: 3, risks: 2000 },
  { characters: 80, rows: 15, fields: 6, names: 3, risks: 2000 },
  { characters: 60, rows: 5, fields: 3, names: 2, risks: 2000 },
  { characters: 60, rows: 0, fields: 0, names: 1, risks: 2000 },
  { characters: 60, rows: 0, fields: 0, names: 1, risks: 150 },
  { characters: 40, rows: 0, fields: 0, names: 1, risks: 40 },
  { characters: 30, rows: 0, fields: 0, names: 1, risks: 0 },
];

/**
 * The first rows, and a row that counts the rest.
 *
 * @param counts number of things in each row. @default 1
 */
export function limited(
  rows: readonly (readonly Markup[])[],
  max: number,
  what: string,
  counts: readonly number[] = rows.map(() => 1),
): readonly (readonly Markup[])[] {
  // One more row is not longer than the row that counts it.
  if (rows.length <= max + 1 && max > 0) return rows;
  if (rows.length <= max) return rows;
  const columns = rows[0]?.length ?? 0;
  const left = counts.slice(max).reduce((sum, each) => sum + each, 0);
  const rest: readonly Markup[] = [
    [restText(left, what, max > 0)],
    ...Array.from({ length: columns - 1 }, () => ['']),
  ];
  return [...rows.slice(0, max), rest];
}

/** `… and 2 more objects`, `1 object, not shown`. */
export function restText(count: number, what: string, isMore: boolean): string {
  const one = what.replace(/s$/, '');
  return isMore
    ? `… and ${count} more ${count === 1 ? one : what}`
    : `${counted(count, one, what)}, not shown`;
}

/** Seconds for people: `2 min 30 s`. */
export function duration(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return `${rest} s`;
  return rest === 0 ? `${minutes} min` : `${minutes} min ${rest} s`;
}

/** `1 object`, `2 objects`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
