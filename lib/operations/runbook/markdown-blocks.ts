/** A name or command in a line of text. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** Names in a line of text; `none` for no name. */
export function codes(texts: readonly string[], none = ''): string {
  return texts.length === 0 ? none : texts.map(code).join(', ');
}

/** Lines to paste into a shell. Empty lines apart from one another stay; conditional lines may be `undefined`. */
export function shell(...lines: readonly (string | undefined)[]): string {
  return ['```sh', ...lines.filter((line) => line !== undefined), '```'].join('\n');
}

/** A table; nothing where it would have no row. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string | undefined {
  if (rows.length === 0) return undefined;
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A bar ends a cell, inside of code as well. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export function bullets(items: readonly (string | undefined)[]): string {
  return items
    .filter((item) => item !== undefined)
    .map((item) => `- ${item}`)
    .join('\n');
}

export function steps(items: readonly (string | undefined)[]): string {
  return items
    .filter((item) => item !== undefined)
    .map((item, index) => `${index + 1}. ${item}`)
    .join('\n');
}
