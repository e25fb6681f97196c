import type { Markup } from './markup';
import { visible } from './visible';

/** Maximum characters of a code span; the report counts the rest. */
export interface Width {
  readonly characters: number;
}

/** A text in one line of Markdown for GitHub and Azure DevOps. */
export function toMarkdown(markup: Markup, width: Width): string {
  return markup.map((part) => (typeof part === 'string' ? part : codeSpan(part.code, width))).join('');
}

/**
 * A text as a cell of a table. A pipe ends a cell even inside a code span (github.github.com/gfm,
 * "Tables (extension)", 2026-11).
 */
function toCell(markup: Markup, width: Width): string {
  return markup.map((part) => (typeof part === 'string' ? part : cellSpan(part.code, width))).join('');
}

/** A text from the compared files as a code span, in which Markdown and HTML have no effect. */
export function codeSpan(text: string, { characters }: Width): string {
  return spanOf(visible(shortened(text, characters)));
}

function cellSpan(text: string, { characters }: Width): string {
  const shown = visible(shortened(text, characters));
  // Parsers disagree about a backslash before a pipe.
  return shown.includes('\\|') ? htmlCode(shown) : spanOf(shown).replaceAll('|', '\\|');
}

/**
 * Surrounds a text with more backticks than it contains, and with spaces if it starts or ends with
 * one.
 */
function spanOf(shown: string): string {
  if (shown === '') return '`""`';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isPadded = /^`|`$/.test(shown) || /^ .*\S.* $/.test(shown);
  return isPadded ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}

/**
 * Writes every special character as an entity. A comment before `.`, `:` and `@` prevents automatic
 * links.
 */
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

/** A table; empty without rows. */
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
