import { isJsonObject, type JsonObject } from '../../values/json';

/** Values of `over` on top of those of `base`: objects are merged, everything else is replaced. */
export function mergeHelmValues(base: JsonObject, over: JsonObject): JsonObject {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = merged[key];
    merged[key] = isJsonObject(before) && isJsonObject(value) ? mergeHelmValues(before, value) : value;
  }
  return merged;
}

/**
 * Values with one parameter, as `helm --set <name>=<text>` sets it.
 *
 * @param isText whether the value stays a text (`--set-string`).
 * @returns undefined for the forms of `--set` that are not a plain path and a plain value.
 */
export function withHelmParameter(
  values: JsonObject,
  name: string,
  text: string,
  isText: boolean,
): JsonObject | undefined {
  if (/^\{.*\}$/.test(text)) return undefined;
  // A dot or a comma after a backslash is part of the key.
  const keys = name.match(/(?:\\.|[^.\\])+/g)?.map((key) => key.replace(/\\(.)/g, '$1'));
  if (keys === undefined || keys.some((key) => key.includes('['))) return undefined;
  const value = isText ? text : typed(text);
  return mergeHelmValues(
    values,
    keys.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as JsonObject,
  );
}

/** The type that Helm gives to the text of a parameter. */
function typed(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return /^(?:0|-?[1-9]\d*)$/.test(text) ? Number(text) : text;
}
