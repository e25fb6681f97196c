import { isJsonObject } from '../../values/json';

/** The entries of a list that another list does not have. Duplicates count. */
export function without<T>(list: readonly T[], others: readonly T[]): readonly T[] {
  const left = [...others];
  return list.filter((each) => {
    const index = left.findIndex((other) => isEqual(other, each));
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

/** Whether two JSON values are equal, in any order of keys. */
export function isEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((each, index) => isEqual(each, b[index]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  );
}
