/** A name that each of two environments has for the same thing. */
export interface NamePair {
  /** What it names: `cluster`, `Key Vault`, `client id of agent`. */
  readonly what: string;
  readonly first: string;
  readonly second: string;
}
