import type { KubernetesObject } from '../../check/deployment-picture';
import { isJsonObject } from '../../values/json';

/** Minimum share of equal fields with which two objects count as renamed. */
const minLikeness = 0.75;
/** Above this number of pairs the search is skipped. A change of this size is not a rename. */
const maxPairs = 4000;

/**
 * Pairs each created object with a removed object that has the same content under another name or
 * in another namespace, if one exists.
 */
export function findRenames(
  removed: readonly KubernetesObject[],
  added: readonly KubernetesObject[],
): ReadonlyMap<KubernetesObject, KubernetesObject> {
  if (removed.length * added.length > maxPairs) return new Map();
  const pairs = added
    .flatMap((now) =>
      removed.filter(({ kind }) => kind === now.kind).map((old) => ({ now, old, alike: likeness(old, now) })),
    )
    .filter(({ alike }) => alike >= minLikeness)
    .sort((a, b) => b.alike - a.alike);
  const found = new Map<KubernetesObject, KubernetesObject>();
  const paired = new Set<KubernetesObject>();
  for (const { now, old } of pairs) {
    if (found.has(now) || paired.has(old)) continue;
    found.set(now, old);
    paired.add(old);
  }
  return found;
}

/**
 * Share of equal fields, of the fields of the larger object. The object's own name and namespace
 * count as equal.
 */
function likeness(old: KubernetesObject, now: KubernetesObject): number {
  if (old.metadata.name === now.metadata.name) return 1;
  const [a, b] = [leavesOf(old), leavesOf(now)];
  const same = [...b].filter(([path, value]) => a.get(path) === value).length;
  // An object with hardly any content equals many others.
  return Math.max(a.size, b.size) < 3 ? 0 : same / Math.max(a.size, b.size);
}

function leavesOf(object: KubernetesObject): ReadonlyMap<string, string> {
  const { name, namespace, ...metadata } = object.metadata;
  const leaves = new Map<string, string>();
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) value.forEach((each, index) => void visit(each, `${path}[${index}]`));
    else if (isJsonObject(value)) {
      for (const [key, each] of Object.entries(value)) visit(each, `${path}.${key}`);
    } else leaves.set(path, withoutNames(String(value), name, namespace));
  };
  visit({ ...object, metadata }, '');
  return leaves;
}

function withoutNames(text: string, name: string, namespace: string | undefined): string {
  const unnamed = name === '' ? text : text.replaceAll(name, '\u0000');
  return namespace === undefined || namespace === '' ? unnamed : unnamed.replaceAll(namespace, '\u0001');
}
