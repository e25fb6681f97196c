/** The names of the same thing in two environments. */
export interface NamePair {
  /** What it names: `cluster`, `Key Vault`, `client id of agent`. */
  readonly what: string;
  readonly first: string;
  readonly second: string;
}
