import type { ProblemList } from '../../../problems/problem-list';

/** An object of a `config.json`. */
export type Json = Readonly<Record<string, unknown>>;

/** Reads fields of a `config.json` and reports invalid ones. */
export class ConfigReader {
  hasFailed = false;

  constructor(
    readonly fields: Json,
    private readonly problems: ProblemList,
  ) {}

  /** Reads a whole number greater than 0. */
  count(field: string): number | undefined {
    const value = this.fields[field];
    if (isCount(value)) return value;
    this.fail(
      field,
      value === undefined ? 'is missing' : `${shown(value)} is not a whole number greater than 0`,
    );
    return undefined;
  }

  /**
   * Reads the first of these fields that the file has; undefined, without a problem, if it has
   * none.
   */
  optionalCount(...names: readonly string[]): number | undefined {
    const field = names.find((name) => this.has(name));
    return field === undefined || this.fields[field] === 0 ? undefined : this.count(field);
  }

  has(field: string): boolean {
    return this.fields[field] !== undefined && this.fields[field] !== null;
  }

  /** Text of a field; '' if it is no text. */
  text(field: string): string {
    return textOf(this.fields[field]);
  }

  /** Model family: `model_type`. */
  get family(): string {
    return this.text('model_type');
  }

  fail(
    field: string,
    message: string,
    fix = "Use the unchanged config.json of the model's repository.",
  ): void {
    this.hasFailed = true;
    this.problems.add(field, message, fix);
  }
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Short form of a value for messages. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value);
}
