import { isJsonObject, type JsonObject } from '../../values/json';
import type { FieldChange } from '../compare/field-change';
import { forceNewFields } from './force-new-fields';
import { type Force, forceOf } from './force-new-rule';

/** A change that forces a replacement. */
export interface ForcedChange {
  readonly change: FieldChange;
  readonly force: NonNullable<Force>;
}

/**
 * The changes that force a replacement of a resource.
 *
 * @param isUpgrade whether the provider's major version changes. It renames fields, so a field that
 * is only added or removed forces nothing.
 */
export function forcedChanges(
  type: string,
  resource: JsonObject,
  changes: readonly FieldChange[],
  isUpgrade: boolean,
): readonly ForcedChange[] {
  const rules = forceNewFields[type] ?? {};
  return changes.flatMap((change) => {
    const isRenamed = isUpgrade && (change.before === undefined || change.after === undefined);
    const forces = isRenamed
      ? []
      : partsOf(change).map(({ field, before, after, isEntry }): Force => {
          const rule = rules[field];
          if (rule === undefined || (isEntry && rule.isMap !== true)) return undefined;
          if (change.only === 'order' && rule.isOrdered !== true) return undefined;
          return forceOf(rule, before, after, resource);
        });
    const force = forces.includes('surely') ? 'surely' : forces.includes('maybe') ? 'maybe' : undefined;
    return force === undefined ? [] : [{ change, force }];
  });
}

interface Part {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
  /** Whether the field is a map and the change is one of its entries. */
  readonly isEntry: boolean;
}

/** The field itself, the map that contains it, and every field of an added or removed block. */
function partsOf({ fields, before, after }: FieldChange): readonly Part[] {
  const field = fields.join('.');
  const [old, now] = [new Map(fieldsIn(before)), new Map(fieldsIn(after))];
  const inner = [...new Set([...old.keys(), ...now.keys()])];
  return [
    { field, before, after, isEntry: false },
    { field: fields.slice(0, -1).join('.'), before, after, isEntry: true },
    ...inner.map((key) => ({
      field: `${field}.${key}`,
      before: old.get(key),
      after: now.get(key),
      isEntry: false,
    })),
  ];
}

/** Fields of a block, or of each block in a list, with their paths. */
export function fieldsIn(value: unknown): readonly (readonly [string, unknown])[] {
  return blocksOf(value).flatMap((block) =>
    Object.entries(block).flatMap(([key, each]) => [
      [key, each] as const,
      ...fieldsIn(each).map(([inner, leaf]) => [`${key}.${inner}`, leaf] as const),
    ]),
  );
}

function blocksOf(value: unknown): readonly JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isJsonObject);
}

/**
 * Values of the fields that force a replacement: if one refers to a replaced resource, this one is
 * replaced as well.
 */
export function forcingValues(type: string, resource: JsonObject): readonly unknown[] {
  const values = new Map(fieldsIn(resource));
  return Object.keys(forceNewFields[type] ?? {}).flatMap((field) => values.get(field) ?? []);
}
