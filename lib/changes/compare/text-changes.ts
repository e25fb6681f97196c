import { parseDocument } from 'yaml';
import { isJsonObject } from '../../values/json';
import { without } from './equality';
import type { FieldChange } from './field-change';
import { contentOf, type Place } from './place';

type Compare = (before: unknown, after: unknown, place: Place) => readonly FieldChange[];

/**
 * Longer texts are compared line by line, because parsing YAML takes a second for each megabyte.
 */
const maxCharacters = 500_000;

/**
 * Compares two texts field by field if both are YAML or JSON, otherwise by removed and added lines.
 */
export function compareTexts(
  before: string,
  after: string,
  place: Place,
  compare: Compare,
): readonly FieldChange[] {
  const { path, fields } = place;
  const [a, b] = [structureOf(before), structureOf(after)];
  if (a !== undefined && b !== undefined) {
    const changes = compare(a, b, contentOf(place));
    // Only a comment or the spelling differs.
    if (changes.length === 0) return [{ path, fields, before, after, only: 'spelling' }];
    return changes.map((change) => ({ ...change, path: change.path.replace(`${path} ›.`, `${path} › `) }));
  }
  if (![before, after].some((text) => /[\r\n]/.test(text))) return [{ path, fields, before, after }];
  const [old, now] = [linesOf(before), linesOf(after)];
  const [removed, added] = [without(old, now), without(now, old)];
  if (removed.length + added.length === 0) {
    const only = old.join('\n') === now.join('\n') ? 'spelling' : 'order';
    return [{ path, fields, before, after, only }];
  }
  return [{ path, fields, before: removed.join('\n'), after: added.join('\n'), isLines: true }];
}

function linesOf(text: string): readonly string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/**
 * The object or list that a text contains in YAML or JSON; undefined for any other text, for
 * example a template.
 */
function structureOf(text: string): unknown {
  if (text.length > maxCharacters || !(/[\r\n]/.test(text) || /^\s*[[{]/.test(text))) return undefined;
  try {
    const document = parseDocument(text, { logLevel: 'silent' });
    const value: unknown = document.errors.length === 0 ? document.toJS() : undefined;
    return isJsonObject(value) || Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
