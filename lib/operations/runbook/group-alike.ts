/** Names that share one description. */
export interface AlikeGroup<T> {
  readonly names: readonly string[];
  readonly value: T;
}

/**
 * One group for all that are described in the same words, in the order of their first, so that a table of forty workloads has a few
 * rows.
 *
 * @param describe what makes two alike; anything that JSON can hold.
 */
export function groupAlike<T extends { readonly name: string }, V>(
  items: readonly T[],
  describe: (item: T) => V,
): readonly AlikeGroup<V>[] {
  const groups = new Map<string, { names: string[]; value: V }>();
  for (const item of items) {
    const value = describe(item);
    const key = JSON.stringify(value);
    const group = groups.get(key) ?? { names: [], value };
    group.names.push(item.name);
    groups.set(key, group);
  }
  return [...groups.values()];
}
