import { textAt } from '../../values/json';
import type { ModuleFolders, RootModule } from './module-folders';
import { blocksOf, localFolder, ModuleInstance } from './module-instance';

/** What the HCL of a repository creates. */
export interface EvaluatedConfiguration {
  readonly roots: readonly RootModule[];
  /** Paths of the evaluated files, `*.tf.json` included. */
  readonly files: ReadonlySet<string>;
}

/**
 * Evaluates each root module: a folder that no other folder uses as a local module. What only a
 * deployment knows stays an expression, and what an expression refers to is written as its address.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules (2026-11)
 */
export function evaluateConfiguration(input: ModuleFolders): EvaluatedConfiguration {
  const roots = rootsOf(input).map((folder): RootModule => {
    const module = new ModuleInstance(input, [folder], '', input.variables.get(folder) ?? {});
    return { folder, ...module.collect() };
  });
  return {
    roots,
    files: new Set([...input.folders.values()].flatMap((files) => files.map(({ path }) => path))),
  };
}

/** Folders that no other folder uses. Folders that use only each other have no root. */
function rootsOf({ folders }: ModuleFolders): readonly string[] {
  const used = new Set(
    [...folders].flatMap(([folder, files]) =>
      files.flatMap(({ body }) =>
        blocksOf(body, 'module').flatMap(({ body: call }) => {
          const source = localFolder(folder, textAt(call, 'source'));
          return source === undefined || source === folder ? [] : [source];
        }),
      ),
    ),
  );
  return [...folders.keys()].filter((folder) => !used.has(folder));
}
