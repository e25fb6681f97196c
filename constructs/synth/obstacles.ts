import * as fs from 'node:fs';
import * as path from 'node:path';
import { ProblemList } from '../../lib/problems/problem-list';

/**
 * Refuses to write where something else is: through a link to a folder, which leads to other people's files, below a file, or over a folder.
 *
 * @param paths of the files below the folder that are to be there.
 * @throws {DefinitionError} with everything that is in the way.
 */
export function refuseObstacles(folder: string, paths: readonly string[]): void {
  const problems = ProblemList.create();
  for (const inside of foldersOf(paths)) {
    const stats = lstatIfAny(path.join(folder, inside));
    const at = path.join(folder, inside);
    if (stats?.isSymbolicLink() === true)
      problems.add(
        at,
        'it is a link',
        'Nothing is written through a link: put a folder in its place, or delete it.',
      );
    else if (stats?.isDirectory() === false)
      problems.add(at, 'it is a file', 'A folder has to be there: move the file, or delete it.');
  }
  for (const file of paths) {
    if (lstatIfAny(path.join(folder, file))?.isDirectory() === true)
      problems.add(
        path.join(folder, file),
        'it is a folder',
        'A file has to be there: move the folder, or delete it.',
      );
  }
  problems.throwIfAny('what is on disk');
}

/** What is at a path, links not followed; undefined if nothing is. */
export function lstatIfAny(file: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Every folder above one of the files, each before those in it. */
function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = paths.flatMap((file) => {
    const parts = file.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(folders)].sort();
}
