import { fieldPath, isJsonObject, type JsonObject } from '../../values/json';

/**
 * A value that only a deployment knows. `reference` is the address and attribute of a resource, if
 * the value is exactly that; `text` is what a reader sees in place of the value.
 */
export class Unknown {
  constructor(
    readonly text: string,
    readonly reference?: string,
  ) {}

  /** The value of an attribute of a resource. */
  static at(reference: string): Unknown {
    return new Unknown(`\${${reference}}`, reference);
  }

  /** The value of an expression that cannot be evaluated. */
  static of(expression: string): Unknown {
    return new Unknown(/^\$\{/.test(expression) ? expression : `\${${expression}}`);
  }
}

/** A value in the configuration of a resource, with its address, for attributes that Azure sets. */
export class Located {
  constructor(
    readonly reference: string,
    readonly value: unknown,
  ) {}
}

/** JSON, or Unknown at any depth. */
export type Value = unknown;

export function withoutLocation(value: Value): Value {
  return value instanceof Located ? withoutLocation(value.value) : value;
}

/** Element of a value; undefined if the value has no such element. */
export function elementOf(value: Value, key: string | number): Value {
  if (value instanceof Unknown) {
    return value.reference === undefined
      ? Unknown.of(`${inner(value.text)}${step(key)}`)
      : Unknown.at(`${value.reference}${step(key)}`);
  }
  if (value instanceof Located) {
    const reference = `${value.reference}${step(key)}`;
    // Terraform has one block as an object in JSON, and a list of it in expressions.
    const target =
      key === 0 && isJsonObject(value.value) && !isInstance(value.value) ? value.value : undefined;
    const found = target ?? elementOf(value.value, key);
    if (found === undefined || found === null) return Unknown.at(reference);
    return typeof found === 'object' && !(found instanceof Unknown) ? new Located(reference, found) : found;
  }
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  if (isJsonObject(value)) return Object.hasOwn(value, key) ? value[key] : undefined;
  return undefined;
}

function isInstance(value: JsonObject): boolean {
  return value instanceof Unknown || value instanceof Located;
}

function step(key: string | number): string {
  if (typeof key === 'number') return `[${key}]`;
  return fieldPath('x', key).slice(1);
}

function inner(text: string): string {
  return /^\$\{([^{}]*)\}$/.exec(text)?.[1] ?? text;
}

/** JSON of a value: unknown parts become their text, nulls go away, as Terraform ignores them. */
export function toJson(value: Value): unknown {
  const plain = withoutLocation(value);
  if (plain instanceof Unknown) return plain.text;
  if (Array.isArray(plain)) return plain.map(toJson);
  if (!isJsonObject(plain)) return plain;
  return Object.fromEntries(
    Object.entries(plain).flatMap(([key, each]) => {
      const json = toJson(each);
      return json === undefined || json === null ? [] : [[key, json]];
    }),
  );
}

/** Whether a value contains nothing unknown. */
export function isKnown(value: Value): boolean {
  const plain = withoutLocation(value);
  if (plain instanceof Unknown) return false;
  if (Array.isArray(plain)) return plain.every(isKnown);
  return isJsonObject(plain) ? Object.values(plain).every(isKnown) : true;
}
