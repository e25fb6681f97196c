import { isJsonObject, type JsonObject, textAt } from '../../values/json';
import { entriesOf, evaluateJson, type Scope, scopeWith } from './evaluate';
import { isTemplate } from './expression-tree';
import { isKnown, Unknown, type Value, withoutLocation } from './known-value';

/** More instances of one block are an attack or a load test: their number counts as unknown. */
const maxInstances = 1000;

/** One of the objects that a block with `count` or `for_each` creates. */
export interface Instance {
  /** `["gpu"]`, `[0]`, or empty. */
  readonly suffix: string;
  readonly key: string | number | undefined;
  readonly names: Readonly<Record<string, Value>>;
}

/** Arguments of every block that are not attributes of a resource or variables of a module. */
export const metaArguments: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'providers',
  'depends_on',
]);

/** Evaluates a body with its `dynamic` blocks. */
export function evaluateBody(json: unknown, scope: Scope): Value {
  if (Array.isArray(json)) return json.map((each) => evaluateBody(each, scope));
  if (!isJsonObject(json)) return evaluateJson(json, scope);
  const { dynamic, ...rest } = json;
  const result: Record<string, Value> = {};
  for (const [key, each] of Object.entries(rest)) {
    if (isTemplate(key)) Object.assign(result, evaluateJson({ [key]: each }, scope));
    else result[key] = evaluateBody(each, scope);
  }
  if (!isJsonObject(dynamic)) return dynamic === undefined ? result : { ...result, dynamic };
  for (const [label, blocks] of Object.entries(dynamic)) {
    const made = (Array.isArray(blocks) ? blocks : [blocks]).map((block) =>
      dynamicBlocks(label, block, scope),
    );
    const before = Array.isArray(result[label]) ? (result[label] as Value[]) : [];
    const unknown = made.find((each) => each instanceof Unknown);
    if (unknown !== undefined) result[label] = unknown;
    else if (made.flat().length > 0) result[label] = [...before, ...made.flat()];
  }
  return result;
}

/** The blocks of a `dynamic` block; unknown if its number is. */
function dynamicBlocks(label: string, block: unknown, scope: Scope): Value {
  if (!isJsonObject(block)) return Unknown.of(label);
  const each = withoutLocation(evaluateJson(block['for_each'], scope));
  if (each instanceof Unknown || (!Array.isArray(each) && !isJsonObject(each))) return Unknown.of(label);
  const iterator = textAt(block, 'iterator')?.replace(/^\$\{(.*)\}$/, '$1') ?? label;
  const content = Array.isArray(block['content']) ? block['content'][0] : block['content'];
  const entries = entriesOf(each);
  if (entries.length > maxInstances) return Unknown.of(label);
  return entries.map(([key, value]) =>
    evaluateBody(content, scopeWith(scope, { [iterator]: { key, value } })),
  );
}

/** The instances of a block with `count` or `for_each`. `[*]` if their number is unknown. */
export function instancesOf(body: JsonObject, scope: Scope): readonly Instance[] {
  const unknown = (names: Readonly<Record<string, Value>>) => [{ suffix: '[*]', key: undefined, names }];
  if (body['count'] !== undefined) {
    const count = withoutLocation(evaluateJson(body['count'], scope));
    const number = typeof count === 'boolean' ? Number.NaN : Number(count);
    if (count instanceof Unknown || !Number.isInteger(number) || number < 0 || number > maxInstances) {
      return unknown({ count: { index: Unknown.of('count.index') } });
    }
    return Array.from({ length: number }, (_, index) => ({
      suffix: `[${index}]`,
      key: index,
      names: { count: { index } },
    }));
  }
  if (body['for_each'] === undefined) return [{ suffix: '', key: undefined, names: {} }];
  const each = withoutLocation(evaluateJson(body['for_each'], scope));
  const unknownNames = { each: { key: Unknown.of('each.key'), value: Unknown.of('each.value') } };
  if (each instanceof Unknown || each === null || typeof each !== 'object') return unknown(unknownNames);
  const isSet = Array.isArray(each);
  if (isSet && !each.every(isKnown)) return unknown(unknownNames);
  const entries = entriesOf(each);
  if (entries.length > maxInstances) return unknown(unknownNames);
  return entries.map(([index, value]) => {
    const key = isSet ? String(withoutLocation(value)) : String(index);
    return { suffix: `[${JSON.stringify(key)}]`, key, names: { each: { key, value } } };
  });
}

/** `ignore_changes = [node_count]` names attributes, and JSON of HCL has them as expressions. */
export function withoutMarks(json: unknown): unknown {
  if (typeof json === 'string') return json.replace(/^\$\{(.*)\}$/s, '$1');
  if (Array.isArray(json))
    return json.length === 1 && isJsonObject(json[0]) ? withoutMarks(json[0]) : json.map(withoutMarks);
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, withoutMarks(each)]));
}

/** A single block is an object, as in the JSON that CDKTF writes. */
export function blocksAsObjects(json: unknown): unknown {
  if (Array.isArray(json)) {
    const items = json.map(blocksAsObjects);
    return items.length === 1 && isJsonObject(items[0]) ? items[0] : items;
  }
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, blocksAsObjects(each)]));
}
