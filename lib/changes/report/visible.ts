/**
 * A text in one line, with every sign in it seen: those that are not (among them the ones that turn a text around, or that a terminal obeys) are
 * written as JSON does.
 */
export function visible(text: string): string {
  return text
    .replace(/\r?\n/g, '⏎')
    .replace(/\t/g, '→')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`);
}
