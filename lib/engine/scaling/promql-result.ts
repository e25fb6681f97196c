/** What a PromQL expression gives, as far as a scaler cares. */
export interface PromQlResult {
  /** `one`: exactly one series (or a number), whatever the labels are. `several`: there may be more. */
  readonly series: 'one' | 'several';
  /**
   * `total`: grows with the work and not with the replicas (sum, count). `level`: an average, ratio, maximum or
   * percentile. `number`: a constant. `unknown`: a series as it is.
   */
  readonly amount: 'total' | 'level' | 'number' | 'unknown';
  /** Why it is no expression; undefined if it reads as one. */
  readonly problem?: string;
}

/**
 * Reads a PromQL expression far enough to say what it gives: aggregations, functions, operators, selectors.
 * It is not a validator: names of metrics and functions are taken as they come.
 * Source: prometheus.io/docs/prometheus/latest/querying/operators (2026-11).
 */
export function promQlResult(query: string): PromQlResult {
  try {
    const reader = new Reader(tokens(query));
    const { series, amount } = reader.expression();
    reader.end();
    return { series, amount };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { series: 'several', amount: 'unknown', problem: `"${query}" is not PromQL: ${error.message}` };
  }
}

class SyntaxProblem extends Error {}

/** A result, and the one label that an aggregation kept. */
interface Reading extends PromQlResult {
  readonly onlyLabel?: string;
}

const totals = ['sum', 'count'];
const levels = ['avg', 'min', 'max', 'group', 'stddev', 'stdvar', 'quantile'];
const manySeries = ['topk', 'bottomk', 'limitk', 'limit_ratio', 'count_values'];
const aggregations = [...totals, ...levels, ...manySeries];
/** Words between two operands. */
const wordOperators = ['and', 'or', 'unless', 'atan2'];
const comparisons = ['==', '!=', '<=', '>=', '<', '>'];
const matching = ['on', 'ignoring', 'group_left', 'group_right'];

const constant: Reading = { series: 'one', amount: 'number' };

const tokenPattern =
  /\s+|#[^\n]*|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[a-z0-9]*)|([A-Za-z_:][A-Za-z0-9_:]*)|(==|!=|<=|>=|=~|!~|[-+*/%^<>=(){}[\],@:])/gy;

function tokens(query: string): string[] {
  const found: string[] = [];
  tokenPattern.lastIndex = 0;
  while (tokenPattern.lastIndex < query.length) {
    const at = tokenPattern.lastIndex;
    const match = tokenPattern.exec(query);
    if (match === null) throw new SyntaxProblem(`"${query[at]}" at character ${at + 1} has no place in it`);
    const token = match[1] ?? match[2] ?? match[3] ?? match[4];
    if (token !== undefined) found.push(token);
  }
  return found;
}

/** Precedence does not matter here: only whether operands give one series and what they count. */
class Reader {
  private position = 0;

  constructor(private readonly all: readonly string[]) {}

  end(): void {
    if (this.next !== undefined) throw new SyntaxProblem(`"${this.next}" comes after its end`);
  }

  expression(): Reading {
    let result = this.operand();
    for (let operator = this.operator(); operator !== undefined; operator = this.operator()) {
      while (this.next === 'bool' || matching.includes(this.next ?? '')) {
        this.position++;
        if (this.next === '(') this.labels();
      }
      result = combined(operator, result, this.operand());
    }
    return result;
  }

  private operand(): Reading {
    while (this.next === '-' || this.next === '+') this.position++;
    const token = this.take('an operand');
    let result: Reading;
    if (token === '(') {
      result = this.expression();
      this.expect(')');
    } else if (token === '{') {
      this.skipTo('}');
      result = { series: 'several', amount: 'unknown' };
    } else if (/^[.\d]/.test(token) || /^(inf|nan)$/i.test(token)) {
      result = constant;
    } else if (/^[A-Za-z_:]/.test(token)) {
      result = this.named(token);
    } else {
      throw new SyntaxProblem(`"${token}" stands where an operand is wanted`);
    }
    this.modifiers();
    return result;
  }

  private named(name: string): Reading {
    if (aggregations.includes(name.toLowerCase()) && ['(', 'by', 'without'].includes(this.next ?? '')) {
      return this.aggregation(name.toLowerCase());
    }
    if (this.next === '(') return this.call(name);
    if (this.next === '{') {
      this.position++;
      this.skipTo('}');
    }
    return { series: 'several', amount: 'unknown' };
  }

  private aggregation(name: string): Reading {
    const before = this.grouping();
    const args = this.arguments();
    if (args.length === 0) throw new SyntaxProblem(`${name}() has no argument`);
    const labels = before ?? this.grouping() ?? [];
    return {
      series: labels.length > 0 || manySeries.includes(name) ? 'several' : 'one',
      amount: totals.includes(name) ? 'total' : 'level',
      ...(labels.length === 1 ? { onlyLabel: labels[0] } : {}),
    };
  }

  /** Labels that are left; "without" leaves any. Undefined: there is no grouping here. */
  private grouping(): string[] | undefined {
    if (this.next !== 'by' && this.next !== 'without') return undefined;
    const isWithout = this.take('a grouping') === 'without';
    const labels = this.labels();
    return isWithout ? ['any', 'other'] : labels;
  }

  private call(name: string): Reading {
    const args = this.arguments();
    if (name === 'time' || name === 'pi') return constant;
    if (name === 'scalar' || name === 'vector') return { ...(args[0] ?? constant), series: 'one' };
    if (name === 'absent' || name === 'absent_over_time') return { series: 'one', amount: 'level' };
    // Its input keeps the label `le`; what is left is one series only if nothing else was kept.
    if (name === 'histogram_quantile') {
      return {
        series: args[1]?.onlyLabel === 'le' ? 'one' : (args[1]?.series ?? 'several'),
        amount: 'level',
      };
    }
    return (
      args.find(({ amount }) => amount !== 'number') ?? args[0] ?? { series: 'several', amount: 'unknown' }
    );
  }

  private arguments(): Reading[] {
    this.expect('(');
    const args: Reading[] = [];
    while (this.next !== ')') {
      if (/^["'`]/.test(this.next ?? '')) this.position++;
      else args.push(this.expression());
      if (this.next === ',') this.position++;
      else break;
    }
    this.expect(')');
    return args;
  }

  private labels(): string[] {
    this.expect('(');
    const labels: string[] = [];
    while (this.next !== ')') {
      labels.push(this.take('a label'));
      if (this.next === ',') this.position++;
    }
    this.expect(')');
    return labels;
  }

  private modifiers(): void {
    for (;;) {
      if (this.next === '[') {
        this.position++;
        this.skipTo(']');
      } else if (this.next === 'offset' || this.next === '@') {
        this.position++;
        this.skip('-');
        this.take('a time');
        if (this.is('(')) this.arguments();
      } else return;
    }
  }

  private operator(): string | undefined {
    const token = this.next;
    if (token === undefined) return undefined;
    const isOperator =
      /^[-+*/%^]$/.test(token) || comparisons.includes(token) || wordOperators.includes(token);
    if (!isOperator) return undefined;
    this.position++;
    return token;
  }

  private skipTo(end: string): void {
    while (this.take(`"${end}"`) !== end);
  }

  private is(token: string): boolean {
    return this.next === token;
  }

  private skip(token: string): void {
    if (this.is(token)) this.position++;
  }

  private get next(): string | undefined {
    return this.all[this.position];
  }

  private take(what: string): string {
    const token = this.next;
    if (token === undefined) throw new SyntaxProblem(`it ends where ${what} is wanted`);
    this.position++;
    return token;
  }

  private expect(token: string): void {
    if (this.take(`"${token}"`) !== token) throw new SyntaxProblem(`"${token}" is missing`);
  }
}

function combined(operator: string, left: Reading, right: Reading): Reading {
  const series = left.series === 'one' && right.series === 'one' ? 'one' : 'several';
  if (left.amount === 'number' && right.amount === 'number') return { series, amount: 'number' };
  // A number scales a total, and is no reason to call it something else.
  if (right.amount === 'number') return { series, amount: left.amount };
  if (left.amount === 'number') return { series, amount: operator === '/' ? 'level' : right.amount };
  if (operator === '/' || operator === '%') return { series, amount: 'level' };
  return { series, amount: left.amount === right.amount ? left.amount : 'level' };
}
