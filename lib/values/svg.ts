type AttributeValue = string | number | undefined;

/**
 * Renders an element. Text attributes are escaped, numbers are rounded; `children` are rendered
 * elements.
 */
export function element(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  ...children: readonly string[]
): string {
  const rendered = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value!)}"`)
    .join('');
  return children.length === 0
    ? `<${name}${rendered}/>`
    : `<${name}${rendered}>${children.join('')}</${name}>`;
}

/** Escapes text for XML. Characters that XML 1.0 does not allow are removed. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** Rounds to a tenth of a pixel, so that every machine renders the same text. */
export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10 + 0);
}

/**
 * Estimates the width of a text in pixels: a sans-serif letter is 0.58 of its font size wide on
 * average.
 */
export function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.58;
}

/** Cuts a text that does not fit the width, and adds an ellipsis. */
export function fitted(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  return `${text.slice(0, Math.max(0, Math.floor(width / (fontSize * 0.58)) - 1)).trimEnd()}…`;
}
