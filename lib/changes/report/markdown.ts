import type { Markup } from './markup';
import { visible } from './visible';

/** The longest that a piece of code may be; the rest is counted. */
export interface Width {
  readonly characters: number;
}

/** A text as GitHub and Azure DevOps read it, in one line. */
export function toMarkdown(markup: Markup, width: Width): string {
  return markup.map((part) => (typeof part === 'string' ? part : codeSpan(part.code, width))).join('');
}

/** The same as a cell of a table, which a pipe ends even within a code span (github.github.com/gfm, "Tables (extension)", 2026-11). */
function toCell(markup: Markup, width: Width): string {
  return markup.map((part) => (typeof part === 'string' ? part : cellSpan(part.code, width))).join('');
}

/** A text from the files as a code span: nothing in one is read as Markdown or HTML. */
export function codeSpan(text: string, { characters }: Width): string {
  return spanOf(visible(shortened(text, characters)));
}

function cellSpan(text: string, { characters }: Width): string {
  const shown = visible(shortened(text, characters));
  // Parsers do not agree on what a backslash before a pipe is.
  return shown.includes('\\|') ? htmlCode(shown) : spanOf(shown).replaceAll('|', '\\|');
}

/** With more backticks around it than there are in it, and a space where the text would be taken for a part of them. */
function spanOf(shown: string): string {
  if (shown === '') return '`""`';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isPadded = /^`|`$/.test(shown) || /^ .*\S.* $/.test(shown);
  return isPadded ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/** Every sign that means something is an entity; a comment before it keeps what is around it from being an address. */
function htmlCode(shown: string): string {
  const letters = [...shown].map((letter) => {
    if (/[\p{L}\p{M}\p{N} ,;%/?⏎→…]/u.test(letter)) return letter;
    const entity = `&#${letter.codePointAt(0)};`;
    return /[.:@]/.test(letter) ? `<!-- -->${entity}` : entity;
  });
  return `<code>${letters.join('')}</code>`;
}

function shortened(text: string, characters: number): string {
  const letters = [...text];
  if (letters.length <= characters) return text;
  return `${letters.slice(0, characters).join('')}… (${letters.length} characters)`;
}

/** A table; none without rows. */
export function table(
  header: readonly string[],
  rows: readonly (readonly Markup[])[],
  width: Width,
): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(header),
    line(header.map(() => '---')),
    ...rows.map((row) => line(row.map((cell) => toCell(cell, width)))),
    '',
  ];
}
