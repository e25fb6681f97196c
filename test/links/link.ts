import type { Deployment } from './deployment';

/** A link between two objects or resources, with a function that finds broken ones. */
export interface Link {
  readonly name: string;
  /** One line for each broken link. */
  readonly broken: (deployment: Deployment) => readonly string[];
}

export function missing(condition: unknown, line: string): readonly string[] {
  return condition ? [] : [line];
}
