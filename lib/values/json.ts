/** A JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Splits a path into its keys and indexes: `spec.template.spec.containers[0].image`,
 * `metadata.labels["a.b/c"]`.
 */
export function pathSegments(path: string): readonly (string | number)[] {
  const known = parsed.get(path);
  if (known !== undefined) return known;
  const segments: (string | number)[] = [];
  for (const match of path.matchAll(/\["([^"]*)"\]|\[(\d+)\]|([^.[\]]+)/g)) {
    const [, quoted, index, name] = match;
    segments.push(index === undefined ? (quoted ?? name!) : Number(index));
  }
  parsed.set(path, segments);
  return segments;
}

/** Cache: rules use the same few paths for every object. */
const parsed = new Map<string, readonly (string | number)[]>();

/** Appends a key to a path; in brackets and quotes if it is not an identifier. */
export function fieldPath(path: string, key: string): string {
  const name = /^[\w$-]+$/.test(key) ? key : undefined;
  if (name === undefined) return `${path}["${key}"]`;
  return path === '' ? name : `${path}.${name}`;
}

/** Value at a path; undefined if there is none. */
export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const segment of pathSegments(path)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[segment];
  }
  return value;
}

/** String at a path; undefined for any other value. */
export function textAt(root: unknown, path: string): string | undefined {
  const value = valueAt(root, path);
  return typeof value === 'string' ? value : undefined;
}

/** Number at a path; undefined for any other value. */
export function numberAt(root: unknown, path: string): number | undefined {
  const value = valueAt(root, path);
  return typeof value === 'number' ? value : undefined;
}

/** Boolean at a path; undefined for any other value. */
export function booleanAt(root: unknown, path: string): boolean | undefined {
  const value = valueAt(root, path);
  return typeof value === 'boolean' ? value : undefined;
}

/** List at a path; an empty list for any other value. */
export function listAt(root: unknown, path: string): readonly unknown[] {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

/** Object at a path; an empty object for any other value. */
export function mapAt(root: unknown, path: string): JsonObject {
  const value = valueAt(root, path);
  return isJsonObject(value) ? value : {};
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
