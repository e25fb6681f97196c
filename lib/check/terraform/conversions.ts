import { isJsonObject } from '../../values/json';
import type { Value } from './known-value';

/** An expression that is not valid for its values. */
export class EvaluationError extends Error {}

/**
 * The number of a value, as Terraform converts it.
 *
 * @throws {EvaluationError} for a value that is no number.
 */
export function number(value: Value): number {
  const result = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof result !== 'number' || Number.isNaN(result)) throw new EvaluationError('a number is needed');
  return result;
}

/** A text that is equal for equal values: the keys of a map have no order. */
export function canonical(value: Value): string {
  return JSON.stringify(value, (_key, each) =>
    isJsonObject(each) ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1))) : each,
  );
}
