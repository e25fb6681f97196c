/** What is beside it in both environments. */
export interface Row {
  readonly label: string;
  readonly first: string;
  readonly second: string;
}

/** How wide a terminal is, and how it writes titles. */
export interface Screen {
  /** Columns. */
  readonly width: number;
  readonly title: (text: string) => string;
}

/** Between columns. */
const gap = 2;
/** Narrower, a column is no longer read. */
const leastColumn = 12;

/**
 * A label and two values a row, in columns as wide as they have to be. Where the width is not enough, values are cut; of two long ones the part in
 * which they differ is shown.
 */
export function columns(rows: readonly Row[], indent: number, { width }: Screen): readonly string[] {
  if (rows.length === 0) return [];
  const longest = (texts: readonly string[]) => Math.max(...texts.map(length));
  const room = Math.max(width - indent - 2 * gap, 3 * leastColumn);
  const wanted = [
    longest(rows.map(({ label }) => label)),
    longest(rows.map(({ first }) => first)),
    longest(rows.map(({ second }) => second)),
  ] as const;
  const [labelWidth, firstWidth, secondWidth] = widths(wanted, room);
  return rows.map(({ label, first, second }) => {
    const [a, b] = excerpts(first, second, firstWidth, secondWidth);
    const cells = [padded(cutStart(label, labelWidth), labelWidth), padded(a, firstWidth), b];
    return `${' '.repeat(indent)}${cells.join(' '.repeat(gap))}`.trimEnd();
  });
}

/** The same, but of a row that is too wide the values stand below the label, each behind the name of its environment. */
export function columnsOrLines(
  rows: readonly Row[],
  names: readonly [string, string],
  indent: number,
  screen: Screen,
): readonly string[] {
  const total = ({ label, first, second }: Row) => length(label) + length(first) + length(second);
  let narrow = rows;
  while (!fits(narrow, indent, screen)) {
    const widest = Math.max(...narrow.map(total));
    narrow = narrow.filter((row) => total(row) < widest);
  }
  const table = columns(narrow, indent, screen);
  return rows.flatMap((row) => {
    const line = table[narrow.indexOf(row)];
    return line === undefined ? stacked(row, names, indent, screen) : [line];
  });
}

function fits(rows: readonly Row[], indent: number, { width }: Screen): boolean {
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map(length));
  const wanted =
    longest(rows.map(({ label }) => label)) +
    longest(rows.map(({ first }) => first)) +
    longest(rows.map(({ second }) => second));
  return indent + wanted + 2 * gap <= width;
}

function stacked(
  { label, first, second }: Row,
  names: readonly [string, string],
  indent: number,
  { width }: Screen,
): readonly string[] {
  const start = ' '.repeat(indent);
  const nameWidth = Math.max(...names.map(length));
  const room = Math.max(width - indent - 2 - nameWidth - gap, leastColumn);
  const values = excerpts(first, second, room, room);
  return [
    `${start}${cutStart(label, width - indent)}`,
    ...names.map((name, index) => `${start}  ${padded(name, nameWidth)}  ${values[index]}`.trimEnd()),
  ];
}

/** All that they want, if there is room; else the values share what a label of at most two fifths leaves. */
function widths(
  [label, first, second]: readonly [number, number, number],
  room: number,
): readonly [number, number, number] {
  if (label + first + second <= room) return [label, first, second];
  const labelWidth = Math.min(label, Math.max(leastColumn, Math.floor(room * 0.4)));
  const left = room - labelWidth;
  const half = Math.floor(left / 2);
  if (first <= half) return [labelWidth, first, left - first];
  if (second <= half) return [labelWidth, left - second, second];
  return [labelWidth, half, left - half];
}

/** Of two values that are too long, what comes before their first difference is left out. */
function excerpts(
  first: string,
  second: string,
  firstWidth: number,
  secondWidth: number,
): readonly [string, string] {
  if (length(first) <= firstWidth && length(second) <= secondWidth) return [first, second];
  const [a, b] = [[...first], [...second]];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  const start = Math.max(0, same - 8);
  const part = (letters: readonly string[], width: number) => {
    if (letters.length <= width) return letters.join('');
    const isCut = start > 0 && start < letters.length;
    return cutEnd(isCut ? `…${letters.slice(start).join('')}` : letters.join(''), width);
  };
  return [part(a, firstWidth), part(b, secondWidth)];
}

function cutEnd(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `${letters.slice(0, width - 1).join('')}…`;
}

/** Of a path the end says more. */
function cutStart(text: string, width: number): string {
  const letters = [...text];
  return letters.length <= width ? text : `…${letters.slice(letters.length - width + 1).join('')}`;
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - length(text)));
}

function length(text: string): number {
  return [...text].length;
}
