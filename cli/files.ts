import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { DefinitionError } from '../lib/problems/problem-list';

/** Folders of packages, tools and editors, which contain no deployed files. */
const ignoredFolders = new Set([
  'node_modules',
  '.git',
  '.terraform',
  '.venv',
  // Their JSON has comments.
  '.vscode',
  '.devcontainer',
  '.idea',
]);

const yamlOrJson = /\.(?:ya?ml|json)$/;

/**
 * The YAML and JSON files below a folder, or the file itself.
 *
 * @param subject the input for the error message.
 * @param pattern names of the files to return. @default YAML and JSON
 * @throws {DefinitionError} if the path does not exist.
 */
export function namesBelow(start: string, subject: string, pattern = yamlOrJson): readonly string[] {
  if (!existsSync(start)) {
    throw new DefinitionError(subject, [
      { path: start, message: 'the file or folder does not exist', fix: 'Correct the path.' },
    ]);
  }
  if (!statSync(start).isDirectory()) return [path.normalize(start)];
  return readdirSync(start, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(start, entry.name);
    if (entry.isDirectory()) return ignoredFolders.has(entry.name) ? [] : namesBelow(name, subject, pattern);
    return entry.isFile() && pattern.test(entry.name) ? [name] : [];
  });
}

/** @throws {DefinitionError} if the file cannot be read. */
export function readText(file: string, subject: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const why =
      (error as NodeJS.ErrnoException).code === 'ENOENT'
        ? 'the file does not exist'
        : (error as Error).message;
    throw new DefinitionError(subject, [{ path: file, message: why, fix: 'Correct the path.' }]);
  }
}

/** @throws {DefinitionError} if the file cannot be written. */
export function writeText(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    const { message } = error as Error;
    throw new DefinitionError('--output', [
      { path: file, message, fix: 'Pass a file in an existing folder.' },
    ]);
  }
}

/** The path with slashes, on every system. */
export function withSlashes(file: string): string {
  return file.split(path.sep).join('/');
}
