/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The names and indexes of a path: `spec.template.spec.containers[0].image`, `metadata.labels["a.b/c"]`. */
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

/** Paths are few, and asked for again and again. */
const parsed = new Map<string, readonly (string | number)[]>();

/** A field of a path: quoted where its name would not read as one. */
export function fieldPath(path: string, key: string): string {
  const name = /^[\w$-]+$/.test(key) ? key : undefined;
  if (name === undefined) return `${path}["${key}"]`;
  return path === '' ? name : `${path}.${name}`;
}

/** What is at a path; undefined if nothing is. */
export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const segment of pathSegments(path)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[segment];
  }
  return value;
}

export function textAt(root: unknown, path: string): string | undefined {
  const value = valueAt(root, path);
  return typeof value === 'string' ? value : undefined;
}

export function numberAt(root: unknown, path: string): number | undefined {
  const value = valueAt(root, path);
  return typeof value === 'number' ? value : undefined;
}

export function booleanAt(root: unknown, path: string): boolean | undefined {
  const value = valueAt(root, path);
  return typeof value === 'boolean' ? value : undefined;
}

/** An empty list if there is none. */
export function listAt(root: unknown, path: string): readonly unknown[] {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

/** An empty object if there is none. */
export function mapAt(root: unknown, path: string): JsonObject {
  const value = valueAt(root, path);
  return isJsonObject(value) ? value : {};
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
