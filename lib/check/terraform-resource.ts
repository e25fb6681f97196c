import { isJsonObject, type JsonObject, valueAt } from '../values/json';

/** A Terraform resource of a JSON configuration. */
export interface FoundResource {
  readonly type: string;
  readonly name: string;
  /** `azurerm_key_vault.vault`. */
  readonly address: string;
  readonly attributes: JsonObject;
  readonly file: string;
  /** Path of its body in the file, for line numbers. */
  readonly path: readonly (string | number)[];
  /** With `count` or `for_each`: any number of them, which nobody knows here. */
  readonly isMultiple: boolean;
  /** Of the construct that made it, if one did. */
  readonly constructPath: string | undefined;
}

/** Nested blocks of a name: Terraform's JSON has one as an object or as a list. */
export function blocksAt(resource: FoundResource, path: string): readonly JsonObject[] {
  const value = valueAt(resource.attributes, path);
  const blocks = Array.isArray(value) ? value : [value];
  return blocks.filter(isJsonObject);
}

/** Whether a value is what it says, and not an expression that only Terraform knows. */
export function isLiteral(value: unknown): boolean {
  return typeof value !== 'string' || !value.includes('${');
}

/** What an expression `${type.name.attribute}` points at; undefined for any other expression or value. */
export function referenceOf(
  value: unknown,
):
  | { readonly address: string; readonly type: string; readonly name: string; readonly attribute: string }
  | undefined {
  const match = typeof value === 'string' ? /^\$\{(\w+)\.([\w-]+)\.([\w.[\]]+)\}$/.exec(value) : undefined;
  const [, type, name, attribute] = match ?? [];
  if (type === undefined || name === undefined || attribute === undefined) return undefined;
  if (['data', 'var', 'local', 'module', 'each', 'count'].includes(type)) return undefined;
  return { address: `${type}.${name}`, type, name, attribute };
}
