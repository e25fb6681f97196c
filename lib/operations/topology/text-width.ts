/**
 * Advance widths of DejaVu Sans in thousandths of the font size. It is the widest font that
 * browsers use for `sans-serif` on common systems, so text that fits in it fits everywhere
 * (measured in Chromium with DejaVu Sans 2.37, 2026-11).
 */
const widths: Readonly<Record<string, number>> = {
  ...each('ijlI', 295),
  ...each('f', 352),
  ...each('tr()[]', 412),
  ...each(' .,·', 318),
  ...each(":;/\\|'-!", 401),
  ...each('_–J', 560),
  ...each('scz', 550),
  ...each('kvxyL', 592),
  ...each('abdeghnopquT0123456789', 637),
  ...each('EFPS', 670),
  ...each('w', 818),
  ...each('mMW@%', 1020),
  ...each('×→=+<>~#^', 840),
  ...each('…', 1000),
};

/**
 * Widths of characters that the table does not contain: other ASCII characters, and all others,
 * which are as wide as high.
 */
const ascii = 790;
const other = 1050;

/** Factor of the bold cut, which widens narrow letters most. */
const boldFactor = (width: number) => (width < 450 ? 1.25 : 1.13);

function each(letters: string, width: number): Record<string, number> {
  return Object.fromEntries([...letters].map((letter) => [letter, width]));
}

export interface Font {
  readonly size: number;
  readonly bold?: boolean;
}

/** Maximum width of a text, pixels. */
export function widthOf(text: string, font: Font): number {
  let sum = 0;
  for (const letter of text) {
    const width = widths[letter] ?? (/[!-~]/.test(letter) ? ascii : other);
    sum += width * (font.bold ? boldFactor(width) : 1);
  }
  return (sum / 1000) * font.size;
}

/** Text, cut with an ellipsis if it does not fit. */
export function cut(text: string, width: number, font: Font): string {
  if (widthOf(text, font) <= width) return text;
  const letters = [...text];
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, font) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/**
 * Text in lines that fit. Breaks at spaces, and after `/` and `-` in a word that is too long; cuts
 * the last of `maxLines`.
 */
export function wrap(text: string, width: number, font: Font, maxLines: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((word) => pieces(word, width, font))) {
    const longer = line + (line === '' || word.joined ? '' : ' ') + word.text;
    if (line === '' || widthOf(longer, font) <= width) line = longer;
    else {
      lines.push(line);
      line = word.text;
    }
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines.map((each) => cut(each, width, font));
  const kept = lines.slice(0, maxLines).map((each) => cut(each, width, font));
  return [...kept.slice(0, -1), cut(`${kept.at(-1)!.replace(/…$/, '')} …`, width, font)];
}

/** The word if it fits, otherwise its parts. */
function pieces(word: string, width: number, font: Font): readonly { text: string; joined: boolean }[] {
  if (widthOf(word, font) <= width) return [{ text: word, joined: false }];
  const parts = word.match(/[^/-]*[/-]|[^/-]+/g) ?? [word];
  return parts.map((text, index) => ({ text, joined: index > 0 }));
}
