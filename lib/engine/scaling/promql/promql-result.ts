import type { SyntaxNode } from '@lezer/common';
import { type PromQlType, promQlFunctions } from '../../../facts/promql-functions';
import { childrenOf, PromQlError, parsePromQl, unquote } from './parse-promql';
import { type SeriesSelector, seriesSelector } from './series-selector';

/** Result of a PromQL expression, as far as a scaler needs it. */
export interface PromQlResult {
  /** KEDA reads instant vectors only. */
  readonly type: PromQlType;
  /**
   * `one`: exactly one series or a number, whatever labels the metric has. `several`: one or more
   * series.
   */
  readonly series: 'one' | 'several';
  /**
   * `total`: grows with the work and not with the replicas (sum, count). `level`: an average,
   * ratio, maximum or percentile. `number`: a constant. `unknown`: a series without aggregation.
   */
  readonly amount: 'total' | 'level' | 'number' | 'unknown';
  /** Series that the expression reads. */
  readonly selectors: readonly SeriesSelector[];
  /** Why Prometheus rejects the expression; undefined if it is valid. */
  readonly problem?: string;
}

/**
 * Parses a PromQL expression and derives its result. Reports syntax and type errors as Prometheus
 * does, in the same cases. Experimental functions, which a server enables by a feature flag, are
 * valid.
 *
 * @see prometheus/prometheus `promql/parser/parse.go`, 3.16 (2026-11);
 * prometheus.io/docs/prometheus/latest/querying/operators
 */
export function promQlResult(query: string): PromQlResult {
  const selectors: SeriesSelector[] = [];
  try {
    const { type, series, amount } = new Reader(query, selectors).read(parsePromQl(query));
    return { type, series, amount, selectors };
  } catch (error) {
    if (!(error instanceof PromQlError)) throw error;
    return {
      type: 'vector',
      series: 'several',
      amount: 'unknown',
      selectors,
      problem: `"${query}" is not valid PromQL: ${error.message}`,
    };
  }
}

interface Reading extends Pick<PromQlResult, 'type' | 'series' | 'amount'> {
  /** The only label that an aggregation keeps. */
  readonly onlyLabel?: string;
}

const totals = ['sum', 'count'];
const scalarParameter = ['topk', 'bottomk', 'limitk', 'limit_ratio', 'quantile'];
/** Aggregations that keep several series. */
const selections = ['topk', 'bottomk', 'limitk', 'limit_ratio', 'count_values'];
const comparisons = ['==', '!=', '<=', '>=', '<', '>'];
const setOperators = ['and', 'or', 'unless'];

const typeNames: Record<PromQlType, string> = {
  scalar: 'a scalar',
  vector: 'an instant vector',
  matrix: 'a range vector',
  string: 'a string',
};

class Reader {
  constructor(
    private readonly query: string,
    private readonly selectors: SeriesSelector[],
  ) {}

  read(node: SyntaxNode): Reading {
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { type: 'scalar', series: 'one', amount: 'number' };
      case 'StringLiteral':
        unquote(this.textOf(node));
        return { type: 'string', series: 'one', amount: 'unknown' };
      case 'VectorSelector':
        this.selectors.push(seriesSelector(node, this.textOf));
        return { type: 'vector', series: 'several', amount: 'unknown' };
      case 'MatrixSelector':
        return this.matrix(node);
      case 'SubqueryExpr':
        this.checkDurations(node);
        return { ...this.expect(node.firstChild!, 'vector', 'a subquery'), type: 'matrix' };
      case 'OffsetExpr':
      case 'StepInvariantExpr':
      case 'AnchoredExpr':
      case 'SmoothedExpr':
        return this.modified(node);
      case 'UnaryExpr':
        return this.operand(node.lastChild!);
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'FunctionCall':
        return this.call(node);
      case 'BinaryExpr':
        return this.binary(node);
      default:
        // A parenthesis: its only expression is the one between the brackets.
        return this.read(node.firstChild!);
    }
  }

  private readonly textOf = (node: SyntaxNode): string => this.query.slice(node.from, node.to);

  private expect(node: SyntaxNode, type: PromQlType, where: string): Reading {
    const reading = this.read(node);
    if (reading.type !== type)
      throw new PromQlError(
        `${where} needs ${typeNames[type]}, and "${this.textOf(node)}" is ${typeNames[reading.type]}`,
      );
    return reading;
  }

  /** A range applies to a selector without modifiers; everything else needs a subquery. */
  private matrix(node: SyntaxNode): Reading {
    const inner = node.firstChild!;
    if (inner.name !== 'VectorSelector')
      throw new PromQlError(
        `the range "${this.query.slice(inner.to, node.to)}" does not follow a selector; a subquery has a colon: [5m:]`,
      );
    this.checkDurations(node);
    return { ...this.read(inner), type: 'matrix' };
  }

  private checkDurations(node: SyntaxNode): void {
    for (const duration of node.getChildren('DurationExpr').map(this.textOf)) {
      // Expressions of durations, such as step() + 5m, are experimental and are not evaluated here.
      if (/^-|^[0.]+(?:ms|[smhdwy])?$/.test(duration))
        throw new PromQlError(`the duration ${duration} must be longer than 0`);
    }
  }

  /** `offset`, `@`, `anchored`, `smoothed`: each once, on a selector, a range or a subquery. */
  private modified(node: SyntaxNode): Reading {
    let inner = node.firstChild!;
    while (inner.name !== node.name && /^(Offset|StepInvariant|Anchored|Smoothed)Expr$/.test(inner.name))
      inner = inner.firstChild!;
    if (!['VectorSelector', 'MatrixSelector', 'SubqueryExpr'].includes(inner.name))
      throw new PromQlError(
        `"${this.query.slice(node.firstChild!.to, node.to).trim()}" must follow a selector, a range or a subquery, once`,
      );
    return this.read(node.firstChild!);
  }

  private operand(node: SyntaxNode): Reading {
    const reading = this.read(node);
    if (reading.type !== 'scalar' && reading.type !== 'vector')
      throw new PromQlError(
        `"${this.textOf(node)}" is ${typeNames[reading.type]}; an operand is a scalar or an instant vector`,
      );
    return reading;
  }

  private aggregation(node: SyntaxNode): Reading {
    const name = this.textOf(node.getChild('AggregateOp')!).toLowerCase();
    const args = expressionsIn(node.getChild('FunctionCallBody'));
    const hasParameter = scalarParameter.includes(name) || name === 'count_values';
    const count = hasParameter ? 2 : 1;
    if (args.length !== count)
      throw new PromQlError(`${name}() has ${args.length} arguments and needs ${count}`);
    if (hasParameter) this.expect(args[0]!, name === 'count_values' ? 'string' : 'scalar', `${name}()`);
    const inner = this.expect(args.at(-1)!, 'vector', `${name}()`);
    const modifier = node.getChild('AggregateModifier');
    const labels = this.labelsIn(modifier?.getChild('GroupingLabels') ?? null);
    const keepsLabels = modifier !== null && (modifier.getChild('Without') !== null || labels.length > 0);
    return {
      type: 'vector',
      series: inner.series === 'several' && (keepsLabels || selections.includes(name)) ? 'several' : 'one',
      amount: totals.includes(name) ? 'total' : 'level',
      ...(labels.length === 1 && modifier?.getChild('By') ? { onlyLabel: labels[0] } : {}),
    };
  }

  private call(node: SyntaxNode): Reading {
    const name = this.textOf(node.getChild('FunctionIdentifier')!);
    const { parameters, min, max, returns } = promQlFunctions.get(name)!;
    const args = expressionsIn(node.getChild('FunctionCallBody'));
    if (args.length < min || args.length > max) {
      const range =
        max === Number.POSITIVE_INFINITY ? `${min} or more` : min === max ? min : `${min} to ${max}`;
      throw new PromQlError(`${name}() has ${args.length} arguments and needs ${range}`);
    }
    const readings = args.map((arg, index) =>
      this.expect(arg, (parameters[index] ?? parameters.at(-1))!, `${name}()`),
    );
    return { ...resultOf(name, readings), type: returns };
  }

  private binary(node: SyntaxNode): Reading {
    const [leftNode, rightNode] = [node.firstChild!, node.lastChild!];
    const [left, right] = [this.operand(leftNode), this.operand(rightNode)];
    const operator = this.textOf(leftNode.nextSibling!).toLowerCase();
    const hasScalar = left.type === 'scalar' || right.type === 'scalar';
    const matching = node.getChild('MatchingModifierClause');
    if (node.getChild('BoolModifier') !== null) {
      if (!comparisons.includes(operator)) throw new PromQlError(`"bool" does not apply to ${operator}`);
    } else if (comparisons.includes(operator) && left.type === 'scalar' && right.type === 'scalar') {
      throw new PromQlError(`a comparison of two scalars needs bool: ${operator} bool`);
    }
    if (setOperators.includes(operator)) {
      if (hasScalar) throw new PromQlError(`${operator} needs an instant vector on both sides`);
      if (matching?.getChild('GroupLeft') || matching?.getChild('GroupRight'))
        throw new PromQlError(`${operator} allows neither group_left nor group_right`);
    }
    const [on = null, included = null] = matching?.getChildren('GroupingLabels') ?? [];
    const labels = this.labelsIn(on);
    if (hasScalar && labels.length > 0)
      throw new PromQlError('on and ignoring need an instant vector on both sides');
    const both = matching?.getChild('On') && this.labelsIn(included).find((label) => labels.includes(label));
    if (both) throw new PromQlError(`the label ${both} is in both on and group_left or group_right`);
    return { ...combined(operator, left, right), type: left.type === 'scalar' ? right.type : left.type };
  }

  private labelsIn(grouping: SyntaxNode | null): readonly string[] {
    return childrenOf(grouping).flatMap((each) => {
      if (each.name === 'LabelName') return [this.textOf(each)];
      return each.name === 'QuotedLabelName' ? [unquote(this.textOf(each))] : [];
    });
  }
}

function expressionsIn(body: SyntaxNode | null): readonly SyntaxNode[] {
  return childrenOf(body).filter(({ type }) => type.is('Expr'));
}

function resultOf(name: string, args: readonly Reading[]): Omit<Reading, 'type'> {
  if (args.length === 0) return { series: 'one', amount: 'number' };
  if (name === 'scalar' || name === 'vector') return { ...args[0]!, series: 'one' };
  if (name === 'absent' || name === 'absent_over_time') return { series: 'one', amount: 'level' };
  // The function removes the label `le`: one series remains only if no other label was kept.
  if (name === 'histogram_quantile')
    return { series: args[1]!.onlyLabel === 'le' ? 'one' : args[1]!.series, amount: 'level' };
  const { series, amount } = args.find(({ type }) => type === 'vector' || type === 'matrix') ?? args[0]!;
  return { series, amount };
}

function combined(operator: string, left: Reading, right: Reading): Omit<Reading, 'type'> {
  const series = left.series === 'one' && right.series === 'one' ? 'one' : 'several';
  if (left.amount === 'number' && right.amount === 'number') return { series, amount: 'number' };
  // A number scales a total, which remains a total.
  if (right.amount === 'number') return { series, amount: left.amount };
  if (left.amount === 'number') return { series, amount: operator === '/' ? 'level' : right.amount };
  if (operator === '/' || operator === '%') return { series, amount: 'level' };
  return { series, amount: left.amount === right.amount ? left.amount : 'level' };
}
