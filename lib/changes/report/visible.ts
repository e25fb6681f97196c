/**
 * A text in one line in which every character is visible. Invisible characters, among them terminal
 * control sequences and characters that reverse the direction of text, are escaped.
 */
export function visible(text: string): string {
  return text
    .replace(/\r?\n/g, '⏎')
    .replace(/\t/g, '→')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`);
}
