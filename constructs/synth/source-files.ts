import * as path from 'node:path';

/** The folder of the library: the project itself in a clone, `build` in an installed package. */
const library = path.join(__dirname, '../..');
const libraryParts = new Set(['cli', 'constructs', 'imports', 'lib', 'index.ts', 'index.js']);

/**
 * The source files of a definition, from the project, in order: every loaded file of the project
 * that is neither the library's nor a package's.
 *
 * @param loaded absolute paths, as `require.cache` has them.
 */
export function sourceFilesOf(loaded: readonly string[], root: string): readonly string[] {
  const isOfUser = (file: string) => {
    const parts = path.relative(root, file).split(path.sep);
    const [inLibrary] = path.relative(library, file).split(path.sep);
    return parts[0] !== '..' && !parts.includes('node_modules') && !libraryParts.has(inLibrary!);
  };
  return loaded
    .filter((file) => path.isAbsolute(file) && isOfUser(file))
    .map((file) => path.relative(root, file).split(path.sep).join('/'))
    .sort();
}
