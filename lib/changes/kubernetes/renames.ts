import type { KubernetesObject } from '../../check/deployment-picture';
import { isJsonObject } from '../../values/json';

/** From which share of the fields that are the same an object is taken for another one under a new name. */
const leastAlike = 0.75;
/** More pairs than this are not looked through: whoever changes so much renames nothing. */
const mostPairs = 4000;

/** Which of the objects that come are others that go, under a new name or in another namespace. Each is paired once. */
export function findRenames(
  gone: readonly KubernetesObject[],
  come: readonly KubernetesObject[],
): ReadonlyMap<KubernetesObject, KubernetesObject> {
  if (gone.length * come.length > mostPairs) return new Map();
  const pairs = come
    .flatMap((now) =>
      gone.filter(({ kind }) => kind === now.kind).map((old) => ({ now, old, alike: likeness(old, now) })),
    )
    .filter(({ alike }) => alike >= leastAlike)
    .sort((a, b) => b.alike - a.alike);
  const found = new Map<KubernetesObject, KubernetesObject>();
  const taken = new Set<KubernetesObject>();
  for (const { now, old } of pairs) {
    if (found.has(now) || taken.has(old)) continue;
    found.set(now, old);
    taken.add(old);
  }
  return found;
}

/** Share of fields with the same value, those of the longer object; its own name and namespace stand for themselves. */
function likeness(old: KubernetesObject, now: KubernetesObject): number {
  if (old.metadata.name === now.metadata.name) return 1;
  const [a, b] = [leavesOf(old), leavesOf(now)];
  const same = [...b].filter(([path, value]) => a.get(path) === value).length;
  // Of an object without content nothing tells that it is the same.
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
