/**
 * Advance widths in thousandths of the font size. Those of DejaVu Sans, the widest font that a browser takes for `sans-serif` on common
 * systems, so that text that fits here fits everywhere (measured in Chromium with DejaVu Sans 2.37, 2026-11).
 */
const widths: Readonly<Record<string, number>> = {
  ...each('ijl', 278),
  ...each('f', 352),
  ...each('t', 393),
  ...each('r', 412),
  ...each(' .,·', 318),
  ...each(":;/\\|'-", 361),
  ...each('()[]', 391),
  ...each('_', 500),
  ...each('szc', 550),
  ...each('kvxy', 592),
  ...each('w', 818),
  ...each('m', 975),
  ...each('M', 863),
  ...each('W@%', 1000),
  ...each('GOQDHNUC', 788),
  ...each('IJ', 295),
  ...each('–', 500),
  ...each('×→=+<>~', 838),
};

/** Of what the table does not have: letters and digits of Latin, and everything else as wide as it is high. */
const latin = 700;
const other = 1050;
/** How much wider the bold cut is at most, for the narrow letters. */
const bold = 1.2;

function each(letters: string, width: number): Record<string, number> {
  return Object.fromEntries([...letters].map((letter) => [letter, width]));
}

export interface Font {
  readonly size: number;
  readonly bold?: boolean;
}

/** How wide a text is at most, pixels. */
export function widthOf(text: string, font: Font): number {
  let sum = 0;
  for (const letter of text) sum += widths[letter] ?? (/[!-~]/.test(letter) ? latin : other);
  return (sum / 1000) * font.size * (font.bold ? bold : 1);
}

/** The text, cut with an ellipsis where it would not fit. */
export function cut(text: string, width: number, font: Font): string {
  if (widthOf(text, font) <= width) return text;
  const letters = [...text];
  while (letters.length > 0 && widthOf(`${letters.join('')}…`, font) > width) letters.pop();
  return `${letters.join('').trimEnd()}…`;
}

/**
 * The text in lines that fit. Breaks at spaces, and after `/` and `-` where a word alone is too long; the last of `maxLines` is cut.
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

/** A word that fits, or its parts. */
function pieces(word: string, width: number, font: Font): readonly { text: string; joined: boolean }[] {
  if (widthOf(word, font) <= width) return [{ text: word, joined: false }];
  const parts = word.match(/[^/-]*[/-]|[^/-]+/g) ?? [word];
  return parts.map((text, index) => ({ text, joined: index > 0 }));
}
