import type { SyntaxNode } from '@lezer/common';
import type { LRParser } from '@lezer/lr';
import type { KnownMetric } from './known-metrics';

// Its types are those of an ES module only; what Node.js loads here is CommonJS.
const { parser }: { readonly parser: LRParser } = require('@prometheus-io/lezer-promql');

/** What an expression reads, and what is wrong with it. */
export interface PromQlReport {
  readonly problems: readonly string[];
  readonly metrics: readonly string[];
  /** Labels of the result. */
  readonly labels: readonly string[];
}

type Metrics = ReadonlyMap<string, KnownMetric>;
type Labels = ReadonlySet<string>;

/** Functions whose result has no label of what went in. */
const withoutLabels = ['vector', 'scalar', 'time', 'pi', 'absent', 'absent_over_time'];
const setOperators = ['And', 'Or', 'Unless'];

/**
 * Reads an expression with the grammar of Prometheus' own editor, and follows the labels through it: each metric has to be known, each
 * matcher has to be on one of its labels, and each label of `by`, `without`, `on` and `ignoring` has to be there where it is named.
 */
export function readPromQl(text: string, known: Metrics): PromQlReport {
  const reader = new Reader(text, known);
  const tree = parser.parse(text);
  tree.iterate({
    enter: (node) => {
      if (node.type.isError)
        reader.problems.push(`not PromQL at ${node.from}: ${text.slice(node.from, node.from + 20)}`);
    },
  });
  const root = tree.topNode.firstChild;
  const labels = reader.problems.length === 0 && root !== null ? [...reader.labelsOf(root)] : [];
  return { problems: reader.problems, metrics: [...reader.metrics].sort(), labels };
}

class Reader {
  readonly problems: string[] = [];
  readonly metrics = new Set<string>();

  constructor(
    private readonly text: string,
    private readonly known: Metrics,
  ) {}

  labelsOf(node: SyntaxNode): Labels {
    switch (node.name) {
      case 'VectorSelector':
        return this.selector(node);
      case 'AggregateExpr':
        return this.aggregation(node);
      case 'BinaryExpr':
        return this.binary(node);
      case 'FunctionCall':
        return this.call(node);
      case 'NumberDurationLiteral':
      case 'StringLiteral':
        return new Set();
      default:
        // Parentheses, ranges, offsets, signs: the labels of what is in them.
        return union(children(node).map((child) => (isExpression(child) ? this.labelsOf(child) : new Set())));
    }
  }

  private selector(node: SyntaxNode): Labels {
    const name = this.textOf(node.getChild('Identifier'));
    this.metrics.add(name);
    const metric = this.known.get(name);
    if (metric === undefined) {
      this.problems.push(`unknown metric ${name}`);
      return new Set();
    }
    for (const matcher of node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []) {
      const label = this.textOf(matcher.getChild('LabelName'));
      if (!metric.labels.includes(label)) this.problems.push(`${name} has no label ${label}`);
    }
    return new Set(metric.labels);
  }

  private aggregation(node: SyntaxNode): Labels {
    const inner = union(
      expressionsOf(node.getChild('FunctionCallBody')).map((child) => this.labelsOf(child)),
    );
    const modifier = node.getChild('AggregateModifier');
    if (modifier === null) return new Set();
    const named = this.names(modifier.getChild('GroupingLabels'));
    this.require(named, inner, this.textOf(node));
    return modifier.getChild('By') === null ? minus(inner, named) : new Set(named);
  }

  private binary(node: SyntaxNode): Labels {
    const [left, right] = expressionsOf(node).map((child) => this.labelsOf(child));
    if (left === undefined || right === undefined) return new Set();
    const isSet = setOperators.some((operator) => node.getChild(operator) !== null);
    const clause = node.getChild('MatchingModifierClause');
    const named = this.names(clause?.getChild('GroupingLabels') ?? null);
    const isOn = clause?.getChild('On') !== null && clause !== null;
    if (clause !== null) {
      this.require(named, left, this.textOf(node));
      this.require(named, right, this.textOf(node));
    }
    if (node.getChild('Or') !== null) return union([left, right]);
    if (isSet) return left;
    // A number in an operation with series changes none of their labels.
    if (left.size === 0 || right.size === 0) return union([left, right]);
    const included = this.names(clause?.getChildren('GroupingLabels')[1] ?? null);
    if (clause?.getChild('GroupLeft')) return union([left, new Set(included)]);
    if (clause?.getChild('GroupRight')) return union([right, new Set(included)]);
    return isOn ? new Set(named) : minus(left, named);
  }

  private call(node: SyntaxNode): Labels {
    const name = this.textOf(node.getChild('FunctionIdentifier'));
    const args = expressionsOf(node.getChild('FunctionCallBody'));
    const inner = union(args.map((child) => this.labelsOf(child)));
    if (withoutLabels.includes(name)) return new Set();
    if (name === 'histogram_quantile') {
      this.require(['le'], inner, this.textOf(node));
      return minus(inner, ['le']);
    }
    if (name === 'label_replace') {
      const [target, , source] = children(node.getChild('FunctionCallBody')!)
        .filter((child) => child.name === 'StringLiteral')
        .map((child) => JSON.parse(this.textOf(child)) as string);
      if (source !== undefined && source !== '') this.require([source], inner, this.textOf(node));
      return union([inner, new Set([target!])]);
    }
    return inner;
  }

  private require(named: readonly string[], labels: Labels, where: string): void {
    for (const label of named)
      if (!labels.has(label)) this.problems.push(`there is no label ${label} in: ${where}`);
  }

  private names(grouping: SyntaxNode | null): readonly string[] {
    return (grouping?.getChildren('LabelName') ?? []).map((child) => this.textOf(child));
  }

  private textOf(node: SyntaxNode | null): string {
    return node === null ? '' : this.text.slice(node.from, node.to);
  }
}

const expressionNames =
  /^(AggregateExpr|BinaryExpr|FunctionCall|MatrixSelector|NumberDurationLiteral|OffsetExpr|ParenExpr|StepInvariantExpr|StringLiteral|SubqueryExpr|UnaryExpr|VectorSelector)$/;

const isExpression = (node: SyntaxNode) => expressionNames.test(node.name);

function children(node: SyntaxNode): readonly SyntaxNode[] {
  const all: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) all.push(child);
  return all;
}

const expressionsOf = (node: SyntaxNode | null) => (node === null ? [] : children(node).filter(isExpression));

const union = (sets: readonly Labels[]): Labels => new Set(sets.flatMap((set) => [...set]));

const minus = (labels: Labels, named: readonly string[]): Labels =>
  new Set([...labels].filter((label) => !named.includes(label)));
