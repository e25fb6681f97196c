/** Output of a command. */
export interface Terminal {
  /** Writes a text to the standard output. */
  readonly write: (text: string) => void;
  /** Writes a text to the standard error. */
  readonly writeError: (text: string) => void;
  /** Width in characters; undefined for a file or a pipe. */
  readonly columns?: number | undefined;
  /** Whether to write bold and coloured text. Default: no. */
  readonly hasColours?: boolean | undefined;
}
