/** Inline code of Markdown. */
export function code(text: string): string {
  return `\`${text}\``;
}

/** Comma-separated inline code; `none` if the list is empty. */
export function codes(texts: readonly string[], none = ''): string {
  return texts.length === 0 ? none : texts.map(code).join(', ');
}

/** Fenced shell block. `undefined` lines are dropped; empty lines stay. */
export function shell(...lines: readonly (string | undefined)[]): string {
  return ['```sh', ...lines.filter((line) => line !== undefined), '```'].join('\n');
}

/** Markdown table; undefined without rows. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string | undefined {
  if (rows.length === 0) return undefined;
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

/** A bar ends a cell even inside inline code. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

/** Bulleted list. `undefined` items are dropped. */
export function bullets(items: readonly (string | undefined)[]): string {
  return items
    .filter((item) => item !== undefined)
    .map((item) => `- ${item}`)
    .join('\n');
}
