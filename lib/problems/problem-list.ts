/** One problem of the user's input. */
export interface Problem {
  /** Path of the value, as the user writes it: `nodePools[2].maxNodes`. */
  readonly path: string;
  /** What is wrong: the given value, and why it is not valid. Without a period at the end. */
  readonly message: string;
  /** What to change. One or more sentences. */
  readonly fix: string;
  /** Environments in which the problem occurs. @default none: the input has no environments */
  readonly environments?: readonly string[];
}

/**
 * Collects problems, so that one run reports all of them.
 *
 * `at()` returns a list for a nested path, which adds to the same collection.
 */
export class ProblemList {
  private constructor(
    private readonly collected: Problem[],
    private readonly prefix: string,
    private readonly names: Readonly<Record<string, string>> = {},
  ) {}

  static create(): ProblemList {
    return new ProblemList([], '');
  }

  /**
   * A list for rules that use other names for a field than the user: `{ timezone: 'timeZone' }`.
   * Applies to the next segment of the path only.
   */
  naming(names: Readonly<Record<string, string>>): ProblemList {
    return new ProblemList(this.collected, this.prefix, names);
  }

  /** A list whose paths start with `segment`. A number is an index. */
  at(segment: string | number): ProblemList {
    return new ProblemList(this.collected, this.pathOf(segment));
  }

  /**
   * Adds a problem at `segment` below the path of this list. An empty string stands for the path
   * itself. A problem that two rules find is added once.
   */
  add(segment: string | number, message: string, fix: string): void {
    const path = this.pathOf(segment);
    if (this.collected.some((problem) => problem.path === path && problem.message === message)) return;
    this.collected.push({ path, message, fix });
  }

  /** The full path of `segment` below the path of this list. */
  pathOf(segment: string | number): string {
    return joinPath(this.prefix, typeof segment === 'string' ? (this.names[segment] ?? segment) : segment);
  }

  get problems(): readonly Problem[] {
    return this.collected;
  }

  get isEmpty(): boolean {
    return this.collected.length === 0;
  }

  /** @throws {DefinitionError} with every collected problem, if there is any. */
  throwIfAny(subject: string): void {
    if (!this.isEmpty) throw new DefinitionError(subject, [...this.collected]);
  }
}

function joinPath(prefix: string, segment: string | number): string {
  if (typeof segment === 'number') return `${prefix}[${segment}]`;
  if (segment === '') return prefix;
  return prefix === '' || segment.startsWith('[') ? `${prefix}${segment}` : `${prefix}.${segment}`;
}

/**
 * An error in the user's input. Its message is written for users: print `message` without the
 * stack.
 */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';

  constructor(
    /** Input that has the problems: `the platform definition`, `outputs/production.json`. */
    readonly subject: string,
    readonly problems: readonly Problem[],
  ) {
    super(describeProblems(subject, problems));
  }
}

function describeProblems(subject: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return `${count} in ${subject}:\n\n${problems.map((problem) => `  ${describeProblem(problem)}`).join('\n')}`;
}

function describeProblem({ path, message, fix, environments = [] }: Problem): string {
  const where = path === '' ? '' : `${path}: `;
  const text = `${where}${message}${/[.!?]$/.test(message) ? '' : '.'} ${fix}`;
  return environments.length === 0 ? text : `${text} (${environments.join(', ')})`;
}
