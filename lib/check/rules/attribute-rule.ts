import type { JsonObject } from '../../values/json';
import { valueAt } from '../../values/json';
import type { Rule } from '../rule';
import { blocksAt, type FoundResource, isLiteral } from '../terraform-resource';

/** A rule on one attribute of a resource type. */
export interface AttributeRuleInput extends Pick<Rule, 'id' | 'title' | 'severity' | 'why' | 'source'> {
  /** Type of the resource: `azurerm_key_vault`. */
  readonly type: string;
  /** Nested block with the attribute: `upgrade_settings`. @default the resource itself */
  readonly block?: string;
  readonly attribute: string;
  /**
   * Whether a value is valid; undefined is an attribute that is not set. Not called for
   * expressions, whose values are unknown.
   */
  readonly isValid: (value: unknown, body: JsonObject, resource: FoundResource) => boolean;
  /** What follows from a wrong value, as the end of "… is false, so …": without a full stop. */
  readonly consequence: string;
  readonly expected: string;
  readonly fix: string;
  /** Example bodies of the resource. */
  readonly bad: Rule['bad'] | JsonObject;
  readonly good: Rule['good'] | JsonObject;
}

/** Creates a rule on an attribute. */
export function attributeRule(input: AttributeRuleInput): Rule {
  const { id, title, severity, why, source, type, block, attribute, isValid, consequence, expected, fix } =
    input;
  const example = (body: JsonObject) => ({ terraform: { resource: { [type]: { example: body } } } });
  return {
    id,
    title,
    severity,
    why,
    source,
    needs: ['terraform'],
    bad: example(input.bad as JsonObject),
    good: example(input.good as JsonObject),
    check: (picture) =>
      picture.resourcesOf(type).flatMap((resource) => {
        const bodies = block === undefined ? [resource.attributes] : blocksAt(resource, block);
        return bodies.flatMap((body) => {
          const value = valueAt(body, attribute);
          if (!isLiteral(value) || isValid(value, body, resource)) return [];
          return [
            {
              in: resource,
              field: block === undefined ? attribute : `${block}.${attribute}`,
              message: `${attribute} is ${value === undefined ? 'not set' : JSON.stringify(value)}, so ${consequence}.`,
              expected,
              fix,
            },
          ];
        });
      }),
  };
}
