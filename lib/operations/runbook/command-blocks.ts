import { shell } from './markdown-blocks';

/** Where commands run: in a pod of the cluster as well, or only on the operator's own machine. */
export interface CommandGroup {
  readonly place: 'cluster' | 'own machine';
  readonly lines: readonly string[];
}

/**
 * Lines with `kubectl`, which also run through `az aks command invoke`. `undefined` entries are
 * dropped.
 */
export function inCluster(...lines: readonly (string | undefined)[]): CommandGroup {
  return { place: 'cluster', lines: lines.filter((line) => line !== undefined) };
}

/**
 * Lines with `az`, `git`, `npm` or `curl`, which no pod of the cluster has. `undefined` entries are
 * dropped.
 */
export function onOwnMachine(...lines: readonly (string | undefined)[]): CommandGroup {
  return { place: 'own machine', lines: lines.filter((line) => line !== undefined) };
}

/**
 * Shell blocks of the groups, neighbours of one place merged. Each block runs in one place, so that
 * an operator can pass a whole block with `kubectl` to `az aks command invoke`. Blocks share no
 * variables.
 */
export function commandBlocks(...groups: readonly CommandGroup[]): readonly string[] {
  const blocks: { readonly place: CommandGroup['place']; readonly lines: string[] }[] = [];
  for (const { place, lines } of groups) {
    if (lines.length === 0) continue;
    const last = blocks.at(-1);
    if (last?.place === place) last.lines.push(...lines);
    else blocks.push({ place, lines: [...lines] });
  }
  return blocks.map(({ lines }) => shell(...lines));
}
