type AttributeValue = string | number | undefined;

/** An element with its attributes, text of them escaped and numbers rounded; `children` are elements already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  ...children: readonly string[]
): string {
  const said = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? rounded(value) : escaped(value!)}"`)
    .join('');
  return children.length === 0 ? `<${name}${said}/>` : `<${name}${said}>${children.join('')}</${name}>`;
}

/** Of text that anyone wrote: what XML 1.0 does not allow at all is left out. */
export function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

/** To a tenth of a pixel: finer is not seen, and the same everywhere. */
export function rounded(value: number): string {
  return String(Math.round(value * 10) / 10 + 0);
}

/** How wide a text is, about: a sans-serif letter takes 0.58 of its size. */
export function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.58;
}

/** The text, cut where it would not fit. */
export function fitted(text: string, width: number, fontSize: number): string {
  if (textWidth(text, fontSize) <= width) return text;
  return `${text.slice(0, Math.max(0, Math.floor(width / (fontSize * 0.58)) - 1)).trimEnd()}…`;
}
