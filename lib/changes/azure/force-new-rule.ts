import type { JsonObject } from '../../values/json';
import { isEqual } from '../compare/equality';

/** When a field that cannot be changed in place makes its resource anew. */
export interface ForceNewRule {
  /** What the provider takes where nothing is said. */
  readonly defaultValue?: unknown;
  /** Azure chooses it where nothing is said: what is no longer said stays as it is, and what is said now may be what it chose. */
  readonly isChosenByAzure?: true;
  /** Its keys are somebody's names: to change one is to change the field. */
  readonly isMap?: true;
  /** The order of its entries counts. Default: it is a set. */
  readonly isOrdered?: true;
  /** Only these changes of those that are left; defaults are filled in. Default: each. */
  readonly only?: (before: unknown, after: unknown, resource: JsonObject) => boolean;
}

/** Any change. */
export const always: ForceNewRule = {};
/** Any, but for what Azure chose itself. */
export const chosenByAzure: ForceNewRule = { isChosenByAzure: true };

export function byDefault(defaultValue: unknown): ForceNewRule {
  return { defaultValue };
}

export function onlyIf(
  only: NonNullable<ForceNewRule['only']>,
  more: Omit<ForceNewRule, 'only'> = {},
): ForceNewRule {
  return { ...more, only };
}

export const isSet = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && !isEqual(value, []);
/** To take the value away. */
export const ifTakenAway: ForceNewRule = onlyIf((before, after) => isSet(before) && !isSet(after));
/** To change the value, or take it away. */
export const ifWasSet: ForceNewRule = onlyIf((before) => isSet(before));

/** Whether a change makes the resource anew: surely, or unless Azure has chosen this value itself. */
export type Force = 'surely' | 'maybe' | undefined;

export function forceOf(rule: ForceNewRule, before: unknown, after: unknown, resource: JsonObject): Force {
  const [old, now] = [before ?? rule.defaultValue, after ?? rule.defaultValue];
  if (isEqual(spelled(old), spelled(now)) || (rule.isChosenByAzure === true && !isSet(after)))
    return undefined;
  if (rule.only !== undefined && !rule.only(old, now, resource)) return undefined;
  return rule.isChosenByAzure === true && !isSet(before) ? 'maybe' : 'surely';
}

/** The provider takes no value for the empty one, and writes regions in small letters without spaces. */
function spelled(value: unknown): unknown {
  if (!isSet(value) || value === false || value === 0 || isEqual(value, {})) return undefined;
  return typeof value === 'string' ? value.toLowerCase().replaceAll(' ', '') : value;
}
