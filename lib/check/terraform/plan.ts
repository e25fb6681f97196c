import { isJsonObject, type JsonObject, listAt, textAt, valueAt } from '../../values/json';
import type { FoundResource } from '../terraform-resource';
import { blocksAsObjects } from './block-body';

/**
 * Whether a JSON document is the output of `terraform show -json` for a plan or a state.
 *
 * @see https://developer.hashicorp.com/terraform/internals/json-format (2026-11)
 */
export function isPlanOrState(value: unknown): value is JsonObject {
  return (
    isJsonObject(value) &&
    textAt(value, 'format_version') !== undefined &&
    (isJsonObject(value['planned_values']) || isJsonObject(value['values']) || 'terraform_version' in value)
  );
}

/**
 * The resources of a plan or a state. A value that is known only after apply becomes a reference to
 * the resource that has it, from the configuration in the plan. A literal id of another resource
 * becomes a reference too, so that both forms give the same picture.
 */
export function readPlan(file: string, json: JsonObject): readonly FoundResource[] {
  const values = isJsonObject(json['planned_values']) ? 'planned_values' : 'values';
  const configuration = valueAt(json, 'configuration.root_module');
  const found = resourcesOf(
    file,
    valueAt(json, `${values}.root_module`),
    configuration,
    [values, 'root_module'],
    (reference) => reference,
  );
  return withReferences(found);
}

/** Reads a reference of a module in the words of the root: variables become their arguments. */
type Resolve = (reference: string) => string | undefined;

function resourcesOf(
  file: string,
  module: unknown,
  configuration: unknown,
  path: readonly (string | number)[],
  resolve: Resolve,
): readonly FoundResource[] {
  const configured = new Map(
    listAt(configuration, 'resources').map((each) => [textAt(each, 'address'), valueAt(each, 'expressions')]),
  );
  const own = listAt(module, 'resources').flatMap((each, index) => {
    const [type, name, address] = ['type', 'name', 'address'].map((key) => textAt(each, key));
    if (type === undefined || name === undefined || address === undefined) return [];
    if (textAt(each, 'mode') !== 'managed') return [];
    const expressions = configured.get(`${type}.${name}`);
    const attributes = blocksAsObjects(withExpressions(valueAt(each, 'values'), expressions, resolve));
    return [
      {
        type,
        name,
        address,
        attributes: isJsonObject(attributes) ? attributes : {},
        file,
        path: [...path, 'resources', index, 'values'],
        isMultiple: false,
        constructPath: undefined,
      },
    ];
  });
  const children = listAt(module, 'child_modules').flatMap((child, index) => {
    const address = textAt(child, 'address') ?? '';
    const call = /(?:^|\.)module\.([\w-]+)(?:\[[^\]]*\])?$/.exec(address)?.[1];
    const called = call === undefined ? undefined : valueAt(configuration, `module_calls["${call}"]`);
    return resourcesOf(
      file,
      child,
      valueAt(called, 'module'),
      [...path, 'child_modules', index],
      moduleResolver(address, valueAt(called, 'expressions'), resolve),
    );
  });
  return [...own, ...children];
}

function moduleResolver(address: string, args: unknown, outer: Resolve): Resolve {
  return (reference) => {
    const variable = /^var\.([\w-]+)$/.exec(reference)?.[1];
    if (variable === undefined)
      return /^(?:var|local|each|count|module|data)\b/.test(reference)
        ? undefined
        : `${address}.${reference}`;
    const [given] = listAt(args, `["${variable}"].references`);
    return typeof given === 'string' ? outer(given) : undefined;
  };
}

/** Adds references for the attributes that the configuration sets and the plan does not know. */
function withExpressions(values: unknown, expressions: unknown, resolve: Resolve): unknown {
  if (!isJsonObject(expressions)) return withoutNulls(values);
  if (Array.isArray(values)) return values.map((each) => withExpressions(each, expressions, resolve));
  const known = isJsonObject(values) ? values : {};
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(known)) {
    const expression = expressions[key];
    const nested = Array.isArray(expression) ? expression : [expression];
    if (value === null || value === undefined) continue;
    result[key] = Array.isArray(value)
      ? value.map((each, index) =>
          isJsonObject(each)
            ? withExpressions(each, nested[index] ?? nested[0], resolve)
            : withoutNulls(each),
        )
      : withoutNulls(value);
  }
  for (const [key, expression] of Object.entries(expressions)) {
    if (result[key] !== undefined || !isJsonObject(expression)) continue;
    const [reference] = listAt(expression, 'references');
    if (typeof reference !== 'string') continue;
    result[key] = `\${${resolve(reference) ?? reference}}`;
  }
  return result;
}

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (each === null ? [] : [[key, withoutNulls(each)]])),
  );
}

/** Attributes that Azure sets and that name one resource. */
const identifying = ['id', 'principal_id', 'client_id', 'oidc_issuer_url', 'vault_uri', 'login_server'];

function withReferences(resources: readonly FoundResource[]): readonly FoundResource[] {
  const owners = new Map<string, { readonly reference: string; readonly address: string }>();
  for (const { address, attributes } of resources) {
    for (const attribute of identifying) {
      const value = attributes[attribute];
      if (typeof value !== 'string' || value.length < 10 || owners.has(value)) continue;
      owners.set(value, { reference: `\${${address}.${attribute}}`, address });
    }
    for (const path of [
      'identity.principal_id',
      'kubelet_identity.object_id',
      'kubelet_identity.client_id',
    ]) {
      const value = textAt(attributes, path);
      const [block, attribute] = path.split('.');
      if (value === undefined || owners.has(value)) continue;
      owners.set(value, { reference: `\${${address}.${block}[0].${attribute}}`, address });
    }
  }
  const replace = (value: unknown, address: string): unknown => {
    if (typeof value === 'string') {
      const owner = owners.get(value);
      return owner === undefined || owner.address === address ? value : owner.reference;
    }
    if (Array.isArray(value)) return value.map((each) => replace(each, address));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replace(each, address)]));
  };
  return resources.map((resource) => ({
    ...resource,
    attributes: replace(resource.attributes, resource.address) as JsonObject,
  }));
}
