import type { Measured } from '../../facts/measured';

/** A part of the memory of one GPU. */
export interface MemoryTerm {
  /** Name of the part: `weights`. */
  readonly name: string;
  /** The estimate. */
  readonly bytes: number;
  /** How much less it may be, bytes. */
  readonly below: number;
  /** How much more it may be, bytes. */
  readonly above: number;
  /** Where the number comes from. */
  readonly source: string;
}

const gib = 2 ** 30;

/** A term of a measured value in GiB. */
export function measuredTerm(name: string, { value, below, above }: Measured, source: string): MemoryTerm {
  return {
    name,
    bytes: Math.ceil(value * gib),
    below: Math.ceil(below * gib),
    above: Math.ceil(above * gib),
    source,
  };
}

/** Bytes of the terms together. */
export function sumOf(terms: readonly MemoryTerm[]): number {
  return terms.reduce((sum, { bytes }) => sum + bytes, 0);
}

/**
 * Error of the terms together, bytes: the root of the sum of their squares, because each term has
 * its own source and reason to differ.
 */
export function errorOf(terms: readonly MemoryTerm[], side: 'below' | 'above'): number {
  return Math.ceil(Math.hypot(...terms.map((term) => term[side])));
}
