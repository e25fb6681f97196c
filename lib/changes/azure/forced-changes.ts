import { isJsonObject, type JsonObject } from '../../values/json';
import type { FieldChange } from '../compare/field-change';
import { forceNewFields } from './force-new-fields';
import { type Force, forceOf } from './force-new-rule';

/** A change for which a resource is made anew. */
export interface ForcedChange {
  readonly change: FieldChange;
  readonly force: NonNullable<Force>;
}

/**
 * Which changes make a resource anew.
 *
 * @param isUpgrade whether the provider's major version changes: then fields have other names, and one that only comes or goes forces nothing.
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
  /** Of a map, which a rule may be about as a whole. */
  readonly isEntry: boolean;
}

/** The field itself, the map that it is an entry of, and, where a block comes or goes, every field in it. */
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

/** Fields of a block, or of each of a list, with their paths. */
function fieldsIn(value: unknown): readonly (readonly [string, unknown])[] {
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

/** Values of the fields for which a resource would be made anew, if what they refer to were. */
export function forcingValues(type: string, resource: JsonObject): readonly unknown[] {
  const values = new Map(fieldsIn(resource));
  return Object.keys(forceNewFields[type] ?? {}).flatMap((field) => values.get(field) ?? []);
}
