/** A Markdown table with a head such as `| Run | Model |`. */
export function table(head: string, rows: readonly (readonly string[])[]): string {
  const columns = head.split('|').length - 2;
  return [head, `|${'---|'.repeat(columns)}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

/** GiB with two decimals; empty for an unknown value. */
export function gib(value: number | undefined): string {
  return value === undefined ? '' : value.toFixed(2);
}

/** A difference in GiB with its sign. */
export function signed(value: number | undefined): string {
  return value === undefined ? '' : `${value < 0 ? '' : '+'}${value.toFixed(2)}`;
}

/** A share as a percentage with one decimal. */
export function percent(value: number | undefined): string {
  return value === undefined ? '' : `${(value * 100).toFixed(1)} %`;
}
