/** A row of the comparison: a label with the value of each environment. */
export interface Row {
  readonly label: string;
  readonly first: string;
  readonly second: string;
}

/** The width of a terminal and its style of titles. */
export interface Screen {
  /** Columns. */
  readonly width: number;
  readonly title: (text: string) => string;
}

/** Spaces between columns. */
const gap = 2;
/** Minimum width that is readable. */
const minColumn = 12;

/**
 * Formats rows in columns. If the width is too small, values are cut; of two long values the output
 * shows the part in which they differ.
 */
export function columns(rows: readonly Row[], indent: number, { width }: Screen): readonly string[] {
  if (rows.length === 0) return [];
  const longest = (texts: readonly string[]) => Math.max(...texts.map(length));
  const room = Math.max(width - indent - 2 * gap, 3 * minColumn);
  const fullWidths = [
    longest(rows.map(({ label }) => label)),
    longest(rows.map(({ first }) => first)),
    longest(rows.map(({ second }) => second)),
  ] as const;
  const [labelWidth, firstWidth, secondWidth] = widths(fullWidths, room);
  return rows.map(({ label, first, second }) => {
    const [a, b] = excerpts(first, second, firstWidth, secondWidth);
    const cells = [padded(cutStart(label, labelWidth), labelWidth), padded(a, firstWidth), b];
    return `${' '.repeat(indent)}${cells.join(' '.repeat(gap))}`.trimEnd();
  });
}

/**
 * Formats rows in columns. A row that is too wide has its values below the label, each after the
 * name of its environment.
 */
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
  const fullWidth =
    longest(rows.map(({ label }) => label)) +
    longest(rows.map(({ first }) => first)) +
    longest(rows.map(({ second }) => second));
  return indent + fullWidth + 2 * gap <= width;
}

function stacked(
  { label, first, second }: Row,
  names: readonly [string, string],
  indent: number,
  { width }: Screen,
): readonly string[] {
  const start = ' '.repeat(indent);
  const nameWidth = Math.max(...names.map(length));
  const room = Math.max(width - indent - 2 - nameWidth - gap, minColumn);
  const values = excerpts(first, second, room, room);
  return [
    `${start}${cutStart(label, width - indent)}`,
    ...names.map((name, index) => `${start}  ${padded(name, nameWidth)}  ${values[index]}`.trimEnd()),
  ];
}

/**
 * The full widths if there is room. Otherwise the label gets two fifths of the room at most, and
 * the values share the rest.
 */
function widths(
  [label, first, second]: readonly [number, number, number],
  room: number,
): readonly [number, number, number] {
  if (label + first + second <= room) return [label, first, second];
  const labelWidth = Math.min(label, Math.max(minColumn, Math.floor(room * 0.4)));
  const left = room - labelWidth;
  const half = Math.floor(left / 2);
  if (first <= half) return [labelWidth, first, left - first];
  if (second <= half) return [labelWidth, left - second, second];
  return [labelWidth, half, left - half];
}

/** Cuts two values that are too long before their first difference. */
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

/** Cuts the start, because the end of a path identifies it. */
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
