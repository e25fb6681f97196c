import type { Json } from '../links/deployment';

/**
 * What the API server made of the fields that it was sent: dropped, or given back as something else. Argo CD would show
 * such a field as a difference for ever, or miss a real one. Fields that it added (defaults, status) are its own. A zero value
 * (0, "", []) that is omitted has the same meaning: `omitempty` of the built-in kinds. Where every apply writes it again, the
 * next apply shows it.
 */
export function fieldDifferences(sent: Json, returned: Json, path = ''): readonly string[] {
  if (returned === undefined && isZero(sent)) return [];
  if (typeof sent !== 'object' || sent === null)
    return sent === returned ? [] : [`${path}: ${JSON.stringify(sent)} became ${JSON.stringify(returned)}`];
  if (typeof returned !== 'object' || returned === null)
    return [`${path}: ${JSON.stringify(sent)} became ${JSON.stringify(returned)}`];
  if (Array.isArray(sent) && sent.length !== returned.length)
    return [`${path}: ${sent.length} elements became ${returned.length}`];
  return Object.keys(sent).flatMap((key) => fieldDifferences(sent[key], returned[key], `${path}/${key}`));
}

function isZero(value: Json): boolean {
  return value === 0 || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}
