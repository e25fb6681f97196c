import type { JsonObject } from '../../values/json';
import { isEqual } from '../compare/equality';
import type { FieldChange } from '../compare/field-change';
import { fieldsIn } from './forced-changes';
import { type RefusalPlace, refusalRules } from './refusal-rules';

/** A change in place that azurerm or Azure refuses when it is applied. */
export interface Refusal {
  readonly change: FieldChange;
  readonly reason: string;
  readonly wayOut: string;
  /** Resources that use the resource, where that is the reason. */
  readonly users: readonly string[];
}

/** The changes of a resource that are refused, one for each field. */
export function refusalsOf(
  type: string,
  before: JsonObject,
  after: JsonObject,
  changes: readonly FieldChange[],
  place: Omit<RefusalPlace, 'resource'>,
): readonly Refusal[] {
  const [old, now] = [new Map(fieldsIn(before)), new Map(fieldsIn(after))];
  return Object.entries(refusalRules[type] ?? {}).flatMap(([field, rule]) => {
    const found = changes.find(({ fields, only }) => only !== 'order' && isAtOrBelow(field, fields));
    if (found === undefined) return [];
    const [was, is] = [old.get(field) ?? rule.defaultValue, now.get(field) ?? rule.defaultValue];
    if (isEqual(was, is)) return [];
    if (rule.only !== undefined && !rule.only(was, is, { ...place, resource: after })) return [];
    const { reason, wayOut } = rule;
    return [{ change: found, reason, wayOut, users: type === 'azurerm_subnet' ? place.users : [] }];
  });
}

/** Whether the change is of the field, of a part of it, or of the block that contains it. */
function isAtOrBelow(field: string, fields: readonly string[]): boolean {
  const changed = fields.join('.');
  return changed === field || changed.startsWith(`${field}.`) || field.startsWith(`${changed}.`);
}
