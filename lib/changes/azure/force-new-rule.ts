import type { JsonObject } from '../../values/json';
import { isEqual } from '../compare/equality';

/** When a change of a field forces Terraform to replace the resource. */
export interface ForceNewRule {
  /** The provider's default. */
  readonly defaultValue?: unknown;
  /**
   * Azure chooses the value of an unset field: a removed value stays, and a newly set value may be
   * the chosen one.
   */
  readonly isChosenByAzure?: true;
  /** The field is a map: a change of an entry is a change of the field. */
  readonly isMap?: true;
  /** Whether the order of the entries matters. Default: the field is a set. */
  readonly isOrdered?: true;
  /**
   * Selects the changes that force a replacement, with defaults filled in. Default: every change.
   */
  readonly only?: (before: unknown, after: unknown, resource: JsonObject) => boolean;
}

/** Every change forces a replacement. */
export const always: ForceNewRule = {};
/** Every change of a field whose value Azure chooses if it is unset. */
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
/** Removing the value forces a replacement. */
export const ifRemoved: ForceNewRule = onlyIf((before, after) => isSet(before) && !isSet(after));
/** Changing or removing the value forces a replacement. */
export const ifWasSet: ForceNewRule = onlyIf((before) => isSet(before));

/** Whether a change forces a replacement: `maybe` if Azure may already use the new value. */
export type Force = 'surely' | 'maybe' | undefined;

export function forceOf(rule: ForceNewRule, before: unknown, after: unknown, resource: JsonObject): Force {
  const [old, now] = [before ?? rule.defaultValue, after ?? rule.defaultValue];
  if (isEqual(spelled(old), spelled(now)) || (rule.isChosenByAzure === true && !isSet(after)))
    return undefined;
  if (rule.only !== undefined && !rule.only(old, now, resource)) return undefined;
  return rule.isChosenByAzure === true && !isSet(before) ? 'maybe' : 'surely';
}

/** The provider treats an empty value as unset, and writes regions in lower case without spaces. */
function spelled(value: unknown): unknown {
  if (!isSet(value) || value === false || value === 0 || isEqual(value, {})) return undefined;
  return typeof value === 'string' ? value.toLowerCase().replaceAll(' ', '') : value;
}
