import * as fs from 'node:fs';
import * as path from 'node:path';
import { ProblemList } from '../../lib/problems/problem-list';

/**
 * Refuses to write through a link to a folder, which may lead to other files, below a file, or over
 * a folder.
 *
 * @param paths of the files to write, below the folder.
 * @throws {DefinitionError} with every obstacle.
 */
export function refuseObstacles(folder: string, paths: readonly string[]): void {
  const problems = ProblemList.create();
  for (const inside of foldersOf(paths)) {
    const stats = lstatIfAny(path.join(folder, inside));
    const at = path.join(folder, inside);
    if (stats?.isSymbolicLink() === true)
      problems.add(
        at,
        'the path is a symbolic link',
        'Synth does not write through a link. Replace it with a folder, or delete it.',
      );
    else if (stats?.isDirectory() === false)
      problems.add(at, 'the path is a file', 'Synth needs a folder here. Move or delete the file.');
  }
  for (const file of paths) {
    if (lstatIfAny(path.join(folder, file))?.isDirectory() === true)
      problems.add(
        path.join(folder, file),
        'the path is a folder',
        'Synth needs a file here. Move or delete the folder.',
      );
  }
  problems.throwIfAny('the output folders');
}

/**
 * The file, folder or link at a path, without following links; undefined if the path does not
 * exist.
 */
export function lstatIfAny(file: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** Every folder above the files, parents before their children. */
function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = paths.flatMap((file) => {
    const parts = file.split('/').slice(0, -1);
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
  return [...new Set(folders)].sort();
}
