import { parseAllDocuments } from 'yaml';
import { strictSchema } from '../../lib/check/schemas/strict-schema';
import type { CustomResourceSchemas } from '../../lib/facts/schemas/tables';
import { isJsonObject, type JsonObject, listAt, mapAt, textAt } from '../../lib/values/json';

/** A file with CustomResourceDefinitions. */
export interface DefinitionsFile {
  /** The product that has them: `KEDA`. */
  readonly product: string;
  /** The version of the product: `2.20.2`. */
  readonly version: string;
  readonly text: string;
}

/** Schemas of the kinds in the files. */
export function customResourceSchemas(files: readonly DefinitionsFile[]): CustomResourceSchemas {
  const kinds: Record<string, { product: string; version: string; definition: string }> = {};
  const schemas: Record<string, JsonObject> = {};
  for (const { product, version, text } of files) {
    for (const definition of parseAllDocuments(text).map((document) => document.toJS() as unknown)) {
      if (textAt(definition, 'kind') !== 'CustomResourceDefinition') continue;
      const group = textAt(definition, 'spec.group');
      const kind = textAt(definition, 'spec.names.kind');
      for (const each of listAt(definition, 'spec.versions')) {
        const name = `${group}/${textAt(each, 'name')}/${kind}`;
        kinds[name] = { product, version, definition: name };
        schemas[name] = strictSchema(mapAt(each, 'schema.openAPIV3Schema'));
      }
    }
  }
  return { kinds: sorted(kinds), definitions: sharedDefinitions(sorted(schemas)) };
}

/** Shorter parts cost more as a reference. */
const shortestSharedPart = 160;

/**
 * Makes parts that occur several times definitions of their own: the pod template stands in four
 * kinds, and the generators of an ApplicationSet stand in each other.
 */
function sharedDefinitions(
  schemas: Readonly<Record<string, JsonObject>>,
): Readonly<Record<string, JsonObject>> {
  const counts = new Map<string, number>();
  const count = (schema: JsonObject): void => {
    const text = JSON.stringify(schema);
    const seen = counts.get(text) ?? 0;
    counts.set(text, seen + 1);
    // The parts of a part that stands elsewhere too are counted once.
    if (seen === 0) for (const part of partsOf(schema)) count(part);
  };
  for (const schema of Object.values(schemas)) count(schema);
  const shared = [...counts].filter(([text, times]) => times > 1 && text.length >= shortestSharedPart);
  const names = new Map(shared.map(([text], index) => [text, `part${index + 1}`]));
  const shorten = (schema: JsonObject, isRoot = false): JsonObject => {
    const name = isRoot ? undefined : names.get(JSON.stringify(schema));
    return name === undefined ? mapParts(schema, (part) => shorten(part)) : { $ref: `#/definitions/${name}` };
  };
  return {
    ...Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, shorten(schema, true)])),
    ...Object.fromEntries([...names].map(([text, name]) => [name, shorten(JSON.parse(text), true)])),
  };
}

function partsOf(schema: JsonObject): readonly JsonObject[] {
  const parts: JsonObject[] = [];
  mapParts(schema, (part) => {
    parts.push(part);
    return part;
  });
  return parts;
}

/** The schema with its direct parts replaced. */
function mapParts(schema: JsonObject, replace: (part: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]) => {
      if (keyword === 'properties' && isJsonObject(value)) {
        const parts = Object.entries(value).map(([name, part]) => [name, replace(part as JsonObject)]);
        return [keyword, Object.fromEntries(parts)];
      }
      const isPart = ['items', 'additionalProperties', 'not'].includes(keyword) && isJsonObject(value);
      return [keyword, isPart ? replace(value) : value];
    }),
  );
}

function sorted<T>(table: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
}
