import type { SyntaxNode } from '@lezer/common';
import { childrenOf, PromQlError, unquote } from './parse-promql';

/** One matcher of a selector: `model_name="phi"`. */
export interface LabelMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** The series that a query reads. */
export interface SeriesSelector {
  /** Name of the metric; undefined if the selector has none. */
  readonly metric: string | undefined;
  readonly matchers: readonly LabelMatcher[];
}

/**
 * Reads a `VectorSelector` node.
 *
 * @throws {PromQlError} if Prometheus rejects the selector
 */
export function seriesSelector(node: SyntaxNode, textOf: (node: SyntaxNode) => string): SeriesSelector {
  const identifier = node.getChild('Identifier');
  const all = childrenOf(node.getChild('LabelMatchers'));
  // A quoted name without an operator is the metric: {"http.requests", code="500"}.
  const quoted = all.filter(({ name }) => name === 'QuotedLabelName').map((each) => unquote(textOf(each)));
  const matchers = all.flatMap((each) =>
    each.name.endsWith('LabelMatcher') ? [matcherOf(each, textOf)] : [],
  );
  const named = [
    ...quoted,
    ...matchers.filter(({ label }) => label === '__name__').map(({ value }) => value),
  ];
  if (identifier !== null && named.length > 0)
    throw new PromQlError(`the selector has two metric names, "${textOf(identifier)}" and "${named[0]}"`);
  const name = identifier === null ? quoted[0] : textOf(identifier);
  if (name === undefined && matchers.every(acceptsEmpty))
    throw new PromQlError('the selector needs a metric name or a matcher that excludes the empty value');
  const isExact = ({ label, operator }: LabelMatcher) => label === '__name__' && operator === '=';
  return { metric: name ?? matchers.find(isExact)?.value, matchers };
}

function matcherOf(node: SyntaxNode, textOf: (node: SyntaxNode) => string): LabelMatcher {
  const [label, operator, value] = childrenOf(node).map((each) => textOf(each));
  const matcher = {
    label: node.name === 'QuotedLabelMatcher' ? unquote(label!) : label!,
    operator: operator as LabelMatcher['operator'],
    value: unquote(value!),
  };
  if (matcher.operator.includes('~')) checkPattern(matcher.value);
  return matcher;
}

/** Prometheus uses RE2, which has neither lookaround nor back-references. */
function checkPattern(pattern: string): void {
  if (/\(\?<?[=!]|\\[1-9]/.test(pattern))
    throw new PromQlError(`the regular expression "${pattern}" uses a lookaround or a back-reference`);
  if (isOfGo.test(pattern)) return;
  try {
    new RegExp(pattern);
  } catch {
    throw new PromQlError(`"${pattern}" is not a valid regular expression`);
  }
}

/** Syntax that JavaScript does not have: flags, named groups, classes and anchors of Go. */
const isOfGo = /\(\?|\[\[|\\[AzQECpP]/;

/** Whether a series without the label matches. */
function acceptsEmpty({ operator, value }: LabelMatcher): boolean {
  switch (operator) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return matchesEmpty(value);
    case '!~':
      return !matchesEmpty(value);
  }
}

function matchesEmpty(pattern: string): boolean {
  return !isOfGo.test(pattern) && new RegExp(`^(?:${pattern})$`).test('');
}
