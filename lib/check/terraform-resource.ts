import { isJsonObject, type JsonObject, valueAt } from '../values/json';

/** A resource in the JSON configuration of Terraform. */
export interface FoundResource {
  readonly type: string;
  readonly name: string;
  /** `azurerm_key_vault.vault`. */
  readonly address: string;
  readonly attributes: JsonObject;
  readonly file: string;
  /** Path of its body in the file, for line numbers. */
  readonly path: readonly (string | number)[];
  /** Whether it has `count` or `for_each`, so that the number of instances is unknown. */
  readonly isMultiple: boolean;
  /** Path of the construct that created it; undefined for other configuration. */
  readonly constructPath: string | undefined;
}

/** Nested blocks of a name. Terraform JSON allows an object or a list. */
export function blocksAt(resource: FoundResource, path: string): readonly JsonObject[] {
  const value = valueAt(resource.attributes, path);
  const blocks = Array.isArray(value) ? value : [value];
  return blocks.filter(isJsonObject);
}

/** Whether a value is literal and not a Terraform expression. */
export function isLiteral(value: unknown): boolean {
  return typeof value !== 'string' || !value.includes('${');
}

/**
 * The target of an expression `${type.name.attribute}`; undefined for any other expression or
 * value.
 */
export function referenceOf(
  value: unknown,
):
  | { readonly address: string; readonly type: string; readonly name: string; readonly attribute: string }
  | undefined {
  const match = typeof value === 'string' ? referenceForm.exec(value) : undefined;
  const [, module = '', type, name, key = '', attribute] = match ?? [];
  if (type === undefined || name === undefined || attribute === undefined) return undefined;
  if (['data', 'var', 'local', 'module', 'each', 'count'].includes(type)) return undefined;
  return { address: `${module}${type}.${name}${key}`, type, name, attribute };
}

/** `${module.network.azurerm_subnet.nodes["a"].id}`: modules, type, name, key and attribute. */
const referenceForm =
  /^\$\{((?:module\.[\w-]+(?:\[(?:\d+|"[^"]*")\])?\.)*)(\w+)\.([\w-]+)(\[(?:\d+|"[^"]*")\])?\.([\w.[\]]+)\}$/;
