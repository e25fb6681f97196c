/** Why an engine does not accept an argument, or ignores it. */
export interface OptionProblem {
  /**
   * `unknown`: the release has no such option. `value`: the value is not valid. `partner`: the
   * option needs or excludes another. `repeated`: it is given twice. `deprecated`: a later release
   * removes it.
   */
  readonly kind: 'unknown' | 'value' | 'partner' | 'repeated' | 'deprecated';
  /** Index of the word. */
  readonly index: number;
  /** The option, as `--x`. */
  readonly option: string;
  /** What is wrong, as a clause: `"--x" is not an option of vLLM 0.32.0`. */
  readonly message: string;
  /** What the engine accepts, as a noun phrase. */
  readonly expected: string;
  readonly fix: string;
  /**
   * Of an unknown option: whether another release has it, or an option has nearly its name. Others
   * may be options of a build with additions.
   */
  readonly isNearKnown?: boolean;
}
