import { isJsonObject } from '../../values/json';
import type { ExpressionTree } from './expression-tree';
import { isKnown, Unknown, type Value, withoutLocation } from './known-value';

/**
 * A value with the defaults of its variable's type: `object({ size = optional(string, "x") })`.
 * Attributes of an object that the type has and the value does not become null, as in Terraform.
 *
 * @see https://developer.hashicorp.com/terraform/language/expressions/type-constraints (2026-11)
 */
export function withTypeDefaults(
  type: ExpressionTree | undefined,
  value: Value,
  evaluate: (tree: ExpressionTree) => Value,
): Value {
  const plain = withoutLocation(value);
  if (type === undefined || plain === null || plain === undefined || plain instanceof Unknown) return value;
  if (type.type === '' || type.type === 'templateWrap') {
    return withTypeDefaults(type.children[0], value, evaluate);
  }
  const { name } = type.meta ?? {};
  const inner = type.children[0];
  if (type.type === 'scopeTraversal') return converted(type.meta?.value, plain);
  if (type.type !== 'function') return value;
  switch (name) {
    case 'list':
    case 'set':
      return Array.isArray(plain) ? plain.map((each) => withTypeDefaults(inner, each, evaluate)) : value;
    case 'map':
      return mapped(plain, (each) => withTypeDefaults(inner, each, evaluate));
    case 'object':
      return inner === undefined ? value : objectWithDefaults(inner, plain, evaluate);
    case 'optional':
      return withTypeDefaults(inner, value, evaluate);
    default:
      return value;
  }
}

/** A text for a number, and the other way round, as Terraform converts it. */
function converted(type: string | undefined, value: Value): Value {
  if (type === 'number' && typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))) {
    return Number(value);
  }
  if (type === 'bool' && (value === 'true' || value === 'false')) return value === 'true';
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  return value;
}

function mapped(value: Value, change: (each: Value) => Value): Value {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, change(each)]));
}

function objectWithDefaults(
  type: ExpressionTree,
  value: Value,
  evaluate: (tree: ExpressionTree) => Value,
): Value {
  if (!isJsonObject(value)) return value;
  const result: Record<string, Value> = {};
  for (const [name, attribute] of attributesOf(type)) {
    const given = value[name];
    if (given !== undefined && given !== null) {
      result[name] = withTypeDefaults(attribute, given, evaluate);
      continue;
    }
    const isOptional = attribute.type === 'function' && attribute.meta?.name === 'optional';
    const otherwise = isOptional ? attribute.children[1] : undefined;
    const evaluated = otherwise === undefined ? null : evaluate(otherwise);
    result[name] =
      otherwise !== undefined && isKnown(evaluated)
        ? withTypeDefaults(attribute.children[0], evaluated, evaluate)
        : evaluated;
  }
  return result;
}

/** Names and types of an object type. Its keys have no tree; the texts of the types find them. */
function attributesOf({ meta, children }: ExpressionTree): readonly (readonly [string, ExpressionTree])[] {
  const items = Object.entries(meta?.items ?? {});
  return children.flatMap((child, index) => {
    if (index % 2 === 0) return [];
    const at = items.findIndex(([, text]) => text === child.meta?.value);
    const [item] = items.splice(at === -1 ? 0 : at, 1);
    return item === undefined ? [] : [[item[0].replaceAll('"', ''), child] as const];
  });
}
