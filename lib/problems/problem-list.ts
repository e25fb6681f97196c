/** One thing that is wrong, in the user's words. */
export interface Problem {
  /** Where in the definition, as a user would write it: `nodePools[2].maxNodes`. */
  readonly path: string;
  /** What is wrong: the value that was given, and what is allowed. */
  readonly message: string;
  /** What to change. */
  readonly fix: string;
}

/**
 * Collects problems so that all of them are told at once.
 *
 * `at()` gives a list for a nested path that writes into the same collection.
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
   * A list for rules that speak of a value by other names than the user: `{ timezone: 'timeZone' }`. It holds for the next
   * segment alone.
   */
  naming(names: Readonly<Record<string, string>>): ProblemList {
    return new ProblemList(this.collected, this.prefix, names);
  }

  /** A list whose paths start with `segment`; a number is an index. */
  at(segment: string | number): ProblemList {
    return new ProblemList(this.collected, this.pathOf(segment));
  }

  /**
   * Records a problem at `segment` below this list's path (an empty string means the path itself). What two rules find alike is
   * told once.
   */
  add(segment: string | number, message: string, fix: string): void {
    const path = this.pathOf(segment);
    if (this.collected.some((problem) => problem.path === path && problem.message === message)) return;
    this.collected.push({ path, message, fix });
  }

  private pathOf(segment: string | number): string {
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
  return prefix === '' ? segment : `${prefix}.${segment}`;
}

/**
 * A mistake of the user, told in full. Its message is for people: whoever catches it prints
 * `message` alone, never the stack.
 */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError';

  constructor(
    /** What the problems are in: "the platform definition", "outputs/production.json". */
    readonly subject: string,
    readonly problems: readonly Problem[],
  ) {
    super(describeProblems(subject, problems));
  }
}

function describeProblems(subject: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const lines = problems.map((problem) => {
    const where = problem.path === '' ? '' : `${problem.path}: `;
    return `  ${where}${problem.message}\n      ${problem.fix}`;
  });
  return `${count} in ${subject}:\n\n${lines.join('\n\n')}`;
}
