/** Names that share one description. */
export interface AlikeGroup<T> {
  readonly names: readonly string[];
  readonly value: T;
}

/**
 * Groups items with equal descriptions, in the order of each group's first item, so that a table of
 * forty workloads has few rows.
 *
 * @param describe description that decides equality; any JSON value.
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
