import { isJsonObject, type JsonObject, mapAt, textAt } from '../../values/json';

/** An object in a schema, with its fields. */
export interface Place {
  /** Names of the fields. */
  readonly names: readonly string[];
  /** The place below a field or an item; undefined for a value without fields of its own. */
  readonly below: (segment: string) => Place | undefined;
  /** Whether the value of a field is an object, a list of objects, or a simple value. */
  readonly isObject: (name: string) => boolean;
}

/** Follows the references of a schema. */
export class SchemaPlaces {
  constructor(private readonly definitions: Readonly<Record<string, JsonObject>>) {}

  root(definition: string): Place {
    return this.place(this.definitions[definition] ?? {});
  }

  private place(schema: JsonObject): Place {
    const properties = mapAt(schema, 'properties');
    return {
      names: Object.keys(properties),
      isObject: (name) => {
        const { properties: own, items, additionalProperties } = this.resolve(properties[name]);
        return isJsonObject(own) || isJsonObject(items) || isJsonObject(additionalProperties);
      },
      below: (segment) => {
        const found = this.child(schema, segment);
        return found === undefined ? undefined : this.place(found);
      },
    };
  }

  private child(schema: JsonObject, segment: string): JsonObject | undefined {
    const { properties, items, additionalProperties } = schema;
    const isItem = isJsonObject(items) && /^\d+$/.test(segment);
    const named = isJsonObject(properties) ? properties[segment] : undefined;
    const chosen = isItem ? items : (named ?? additionalProperties);
    return isJsonObject(chosen) ? this.resolve(chosen) : undefined;
  }

  private resolve(schema: unknown): JsonObject {
    const reference = textAt(schema, '$ref');
    if (reference !== undefined) {
      return this.resolve(this.definitions[reference.slice('#/definitions/'.length)]);
    }
    return isJsonObject(schema) ? schema : {};
  }
}
