import type { FoundResource } from '../../check/terraform-resource';
import { isJsonObject, type JsonObject } from '../../values/json';

const reference = /\$\{(\w+\.[\w-]+)\.([\w-]+)\}/g;
/** Limit for references to references. */
const deepest = 4;

/**
 * The attributes of a resource with resolved references: `${azurerm_resource_group.main.name}`
 * becomes `my-rg`. A reference to a value that only Azure has, an id for example, stays.
 */
export function resolvedAttributes(
  { attributes }: FoundResource,
  resources: ReadonlyMap<string, FoundResource>,
): JsonObject {
  return resolved(attributes, resources) as JsonObject;
}

function resolved(value: unknown, resources: ReadonlyMap<string, FoundResource>, depth = 0): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, resources, depth));
  if (isJsonObject(value))
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, resolved(each, resources, depth)]),
    );
  if (typeof value !== 'string' || depth > deepest) return value;
  const text = value.replace(reference, (whole, address: string, attribute: string) => {
    const found = resources.get(address)?.attributes[attribute];
    return typeof found === 'string' || typeof found === 'number' ? String(found) : whole;
  });
  return text === value ? value : resolved(text, resources, depth + 1);
}

/** A resource with its own address and its references changed as the `moved` blocks specify. */
export function movedResource(resource: FoundResource, moved: ReadonlyMap<string, string>): FoundResource {
  if (moved.size === 0) return resource;
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (isJsonObject(value))
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, rename(each)]));
    if (typeof value !== 'string') return value;
    return value.replace(/\$\{(\w+\.[\w-]+)\./g, (whole, address: string) => {
      const to = moved.get(address);
      return to === undefined ? whole : `\${${to}.`;
    });
  };
  const address = moved.get(resource.address) ?? resource.address;
  return { ...resource, address, attributes: rename(resource.attributes) as JsonObject };
}

/** Addresses that a value refers to. */
export function addressesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn);
  if (isJsonObject(value)) return Object.values(value).flatMap(addressesIn);
  if (typeof value !== 'string') return [];
  return [...value.matchAll(/\$\{(\w+\.[\w-]+)\./g)].map(([, address]) => address!);
}
