/**
 * Versions in which a fact holds: empty for every version of the table, `0.12.0-` since 0.12.0,
 * `-0.17.1` up to 0.17.1, `0.12.0-0.17.1` between them, several separated by commas.
 */
export type Lifetime = string;

/**
 * What an option takes. `flag`: no value. `switch`: no value, and a negative name such as `--no-x`.
 * `size`: a number with a unit, such as 8k. `boolean`: true or false.
 */
export type OptionKind =
  | 'flag'
  | 'switch'
  | 'text'
  | 'integer'
  | 'number'
  | 'size'
  | 'size or auto'
  | 'json'
  | 'boolean';

/** One form of an option, in the versions that have it. */
export interface OptionRow {
  readonly kind: OptionKind;
  /** @default every version of the table */
  readonly in?: Lifetime;
  /**
   * Number of values: one or more, any number, at most one, or one for each occurrence.
   *
   * @default one
   */
  readonly count?: '+' | '*' | '?' | 'append';
  /** Other names of the option. */
  readonly also?: Readonly<Record<string, Lifetime>>;
  /** Names that switch it off. @default `--no-` and the name */
  readonly not?: Readonly<Record<string, Lifetime>>;
  /** Values that the engine accepts. @default any */
  readonly values?: Readonly<Record<string, Lifetime>>;
  /** Versions that restrict the values. @default every version of the row */
  readonly valuesIn?: Lifetime;
  /** Keys of a configuration that rejects others. @default any */
  readonly keys?: Readonly<Record<string, Lifetime>>;
  /** Versions that restrict the keys. @default every version of the row */
  readonly keysIn?: Lifetime;
  /** First version that warns about the option, and its text. */
  readonly deprecated?: readonly [since: string, text: string];
}

/** The command line of an engine, in each release. */
export interface OptionTable {
  /** Name of the engine in texts. */
  readonly engine: string;
  /** Releases of the table, the oldest first. */
  readonly versions: readonly string[];
  readonly options: Readonly<Record<string, readonly OptionRow[]>>;
  /** Values of an option that the engine registers. Plugins may add others. */
  readonly names?: Readonly<Record<string, Readonly<Record<string, Lifetime>>>>;
  /** `--x needs --y` and `--x excludes --y`, which the engine checks before it loads a model. */
  readonly rules?: Readonly<Record<string, Lifetime>>;
}
