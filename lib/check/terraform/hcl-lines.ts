/**
 * The line of a field in HCL, or of the nearest existing parent. The parser gives no positions, so
 * the text is read: block headers and attributes stand at the start of a line.
 *
 * @param path `['resource', type, name, …fields]`.
 */
export function hclLineOf(text: string, path: readonly (string | number)[]): number | undefined {
  const [kind, ...rest] = path.map(String);
  const labels = rest.slice(0, kind === 'resource' ? 2 : 1);
  const lines = text.split('\n');
  const header = new RegExp(
    `^\\s*${escaped(kind ?? '')}${labels.map((label) => `\\s+"?${escaped(label)}"?`).join('')}\\s*\\{`,
  );
  const start = lines.findIndex((line) => header.test(line));
  if (start === -1) return undefined;
  const end = lines.findIndex((line, index) => index > start && /^\}/.test(line));
  let at = start;
  for (const field of rest.slice(labels.length).filter((each) => !/^\d+$/.test(each))) {
    const named = new RegExp(`^\\s*(?:dynamic\\s+)?"?${escaped(field)}"?\\s*[={]`);
    const next = lines.findIndex(
      (line, index) => index > at && (end === -1 || index < end) && named.test(line),
    );
    if (next === -1) break;
    at = next;
  }
  return at + 1;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
