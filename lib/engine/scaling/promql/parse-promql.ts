import type { SyntaxNode, Tree } from '@lezer/common';
import { promQlFunctions } from '../../../facts/promql-functions';
import { nearestName } from '../../../problems/value-rules';

/** Why a text is not valid PromQL. */
export class PromQlError extends Error {}

/**
 * Parses an expression with the grammar of Prometheus' own editor.
 *
 * @throws {PromQlError} on the first syntax error
 */
export function parsePromQl(query: string): SyntaxNode {
  const tree = promQlParser().parse(query);
  const error = firstError(tree);
  if (error !== undefined) throw new PromQlError(syntaxMessage(query, error));
  return tree.topNode.firstChild!;
}

/** Loads the grammar on first use: a platform without queries does not need it. */
function promQlParser(): { parse(text: string): Tree } {
  // The package's types are those of its ES module, and Node.js loads CommonJS here.
  return require('@prometheus-io/lezer-promql').parser;
}

function firstError(tree: Tree): SyntaxNode | undefined {
  let found: SyntaxNode | undefined;
  tree.iterate({
    enter: (node) => {
      if (found === undefined && node.type.isError) found = node.node;
      return found === undefined;
    },
  });
  return found;
}

function syntaxMessage(query: string, { from }: SyntaxNode): string {
  const rest = query.slice(from).trimStart();
  if (rest === '') return query.trim() === '' ? 'the expression is empty' : 'the expression is incomplete';
  const called = rest.startsWith('(') ? /[A-Za-z_]\w*\s*$/.exec(query.slice(0, from))?.[0].trim() : undefined;
  if (called !== undefined) return unknownFunction(called);
  const token = /^(?:[\w:.]+|\W)/.exec(rest)![0];
  return `unexpected "${token}" at character ${query.length - query.slice(from).trimStart().length + 1}`;
}

/** The grammar contains the names of all functions. */
function unknownFunction(name: string): string {
  return [`the function ${name}() does not exist.`, nearestName(name, [...promQlFunctions.keys()])]
    .join(' ')
    .trim();
}

/** Direct children of a node. */
export function childrenOf(node: SyntaxNode | null): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** Escapes of Go, by the quote that encloses the literal. */
const escapeSequence = String.raw`\\(?:[abfnrtv\\]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{3})`;
const literalPatterns: Readonly<Record<string, RegExp>> = {
  '"': new RegExp(String.raw`^"(?:[^"\\\n]|${escapeSequence}|\\")*"$`),
  "'": new RegExp(String.raw`^'(?:[^'\\\n]|${escapeSequence}|\\')*'$`),
  '`': /^`[^`]*`$/,
};

const controlCharacters: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * Value of a string literal.
 *
 * @throws {PromQlError} if the quotes or an escape are wrong: `"a\.b"` needs `"a\\.b"`
 * @see prometheus.io/docs/prometheus/latest/querying/basics, "String literals" (2026-11)
 */
export function unquote(literal: string): string {
  const quote = literal[0]!;
  if (!literalPatterns[quote]!.test(literal))
    throw new PromQlError(`the string ${literal} lacks its closing quote or has an invalid escape sequence`);
  const text = literal.slice(1, -1);
  if (quote === '`') return text;
  return text.replace(/\\(?:([xuU])([\da-fA-F]+)|([0-7]{3})|(.))/g, (_, kind, hex, octal, character) => {
    if (character !== undefined) return controlCharacters[character] ?? character;
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    const length = { x: 2, u: 4, U: 8 }[kind as 'x' | 'u' | 'U'];
    return `${String.fromCodePoint(Number.parseInt(hex.slice(0, length), 16))}${hex.slice(length)}`;
  });
}
