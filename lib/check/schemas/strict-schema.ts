import { isJsonObject, type JsonObject } from '../../values/json';

/** Keywords of OpenAPI that constrain a value and that JSON Schema has with the same meaning. */
const keptKeywords = [
  'type',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'minProperties',
  'maxProperties',
  'uniqueItems',
  'required',
  '$ref',
] as const;

/**
 * JSON Schema of the objects that an API server accepts with strict validation, which is the
 * default of kubectl and Argo CD: an object with listed properties has no others. Drops
 * descriptions, defaults, formats and CEL rules.
 *
 * @param openApi a structural schema: OpenAPI of Kubernetes, or of a CustomResourceDefinition
 */
export function strictSchema(openApi: JsonObject): JsonObject {
  return schemaOf(openApi, true);
}

/** @param isStrict false inside of `anyOf` and `not`, whose properties are no full list. */
function schemaOf(openApi: JsonObject, isStrict: boolean): JsonObject {
  if (openApi['x-kubernetes-int-or-string'] === true) {
    return { type: ['integer', 'string'], ...validPattern(openApi['pattern']) };
  }
  const schema: Record<string, unknown> = {};
  for (const keyword of keptKeywords) {
    const value = openApi[keyword];
    if (value === undefined) continue;
    if (keyword === 'pattern') Object.assign(schema, validPattern(value));
    // Draft 4 has booleans here; the next drafts have numbers.
    else if (!keyword.startsWith('exclusive') || typeof value === 'number') schema[keyword] = value;
  }
  const { properties, items, additionalProperties } = openApi;
  if (isJsonObject(properties)) schema['properties'] = schemasOf(properties, isStrict);
  if (isJsonObject(items)) schema['items'] = schemaOf(items, isStrict);
  if (isJsonObject(additionalProperties)) {
    schema['additionalProperties'] = schemaOf(additionalProperties, isStrict);
  } else if (
    isStrict &&
    isJsonObject(properties) &&
    additionalProperties !== true &&
    openApi['x-kubernetes-preserve-unknown-fields'] !== true &&
    openApi['x-kubernetes-embedded-resource'] !== true
  ) {
    schema['additionalProperties'] = false;
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const parts = openApi[keyword];
    if (Array.isArray(parts)) {
      schema[keyword] = parts.filter(isJsonObject).map((part) => schemaOf(part, false));
    }
  }
  if (isJsonObject(openApi['not'])) schema['not'] = schemaOf(openApi['not'], false);
  return schema;
}

function schemasOf(properties: JsonObject, isStrict: boolean): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      isJsonObject(property) ? schemaOf(property, isStrict) : {},
    ]),
  );
}

/** Patterns are RE2. Drops one that is not valid in JavaScript: the check does not guess. */
function validPattern(pattern: unknown): JsonObject {
  if (typeof pattern !== 'string') return {};
  try {
    new RegExp(pattern, 'u');
    return { pattern };
  } catch {
    return {};
  }
}
