import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { DefinitionError } from '../lib/problems/problem-list';

/** Folders that hold other people's packages, or nothing that is deployed. */
const ignoredFolders = new Set(['node_modules', '.git', '.terraform', '.venv']);

/**
 * YAML and JSON files of a folder and everything below it, or the file itself.
 *
 * @param what the path is asked for, for the message.
 * @throws {DefinitionError} if there is nothing at the path.
 */
export function namesBelow(start: string, what: string): readonly string[] {
  if (!existsSync(start)) {
    throw new DefinitionError(what, [
      { path: start, message: 'there is no such file or folder', fix: 'Correct the path.' },
    ]);
  }
  if (!statSync(start).isDirectory()) return [path.normalize(start)];
  return readdirSync(start, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(start, entry.name);
    if (entry.isDirectory()) return ignoredFolders.has(entry.name) ? [] : namesBelow(name, what);
    return entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name) ? [name] : [];
  });
}

/** @throws {DefinitionError} if the file cannot be read. */
export function readText(file: string, what: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new DefinitionError(what, [{ path: file, message: why, fix: 'Correct the path.' }]);
  }
}

/** @throws {DefinitionError} if the file cannot be written. */
export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { message } = error as Error;
    throw new DefinitionError('--output', [
      { path: file, message, fix: 'Name a file in a folder that is there.' },
    ]);
  }
}

/** As everybody writes it in a repository. */
export function withSlashes(file: string): string {
  return file.split(path.sep).join('/');
}
