import type { Deployment } from './deployment';

/** A link between two things, and how to find those that lead nowhere. */
export interface Link {
  readonly name: string;
  /** One line for each link that is broken. */
  readonly broken: (deployment: Deployment) => readonly string[];
}

export function missing(condition: unknown, line: string): readonly string[] {
  return condition ? [] : [line];
}
