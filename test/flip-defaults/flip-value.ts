/** What flips the defaults of instrumented sources: see `withFlips`. */
export interface Flipper {
  /** Id of the default that is flipped. */
  active: string | undefined;
  /** Takes the default away: undefined in place of another value. */
  isRemoval: boolean;
  /** Called with the id of each default that is evaluated. */
  onHit: (id: string) => void;
}

/** Defines the global `__flip` that instrumented sources call. */
export function installFlipper(): Flipper {
  const flipper: Flipper = { active: undefined, isRemoval: false, onHit: () => {} };
  const flip = (id: string, value: unknown, other?: string) => {
    flipper.onHit(id);
    if (id !== flipper.active) return value;
    return flipper.isRemoval ? undefined : flipped(value, other);
  };
  Object.assign(globalThis, { __flip: flip });
  return flipper;
}

/** Another value in place of a default: `other`, the opposite, the next number, a longer text, an empty list for a full one. */
export function flipped(value: unknown, other?: string): unknown {
  if (other !== undefined) return other;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return Number.isFinite(value) ? value + 1 : 0;
  if (typeof value === 'string') return `${value}x`;
  if (Array.isArray(value)) return value.length === 0 ? ['flipped'] : [];
  const isEmpty = typeof value === 'object' && value !== null && Object.keys(value).length === 0;
  // A value of a class, or a table: without it there is nothing to read from.
  return isEmpty ? { flipped: 'flipped' } : undefined;
}
