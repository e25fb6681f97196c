import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  isSafeRelativePath,
  type PublicationOrigin,
  type PublicationRecord,
  readRecord,
  recordFile,
  toRecord,
} from '../../lib/platform/gitops/publication-record';
import { lstatIfAny, refuseObstacles } from './obstacles';
import type { RenderedFile } from './rendering';

/** The changes that publishing makes in a folder. Paths are from the folder, in order. */
export interface Publication {
  /** Absolute path. */
  readonly folder: string;
  /** Files whose bytes change, including the record. */
  readonly changed: readonly RenderedFile[];
  /** Files that do not exist yet. */
  readonly created: readonly string[];
  /** New files, and files with other bytes, without the record. */
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Files of `written` that differ only in line ends. */
  readonly otherLineEnds: readonly string[];
  /** Files of an earlier synth that this synth no longer writes. */
  readonly removed: readonly string[];
}

/**
 * Compares rendered files with the files on disk, without writing.
 *
 * @param folder contains the record of the files that synth owns.
 * @param origin what the files are made from, for the new record.
 * @throws {Error} if a file would be outside the folder.
 * @throws {DefinitionError} for obstacles on disk: a link to a folder, or a folder in place of a
 * file.
 */
export function comparePublication(
  folder: string,
  files: readonly RenderedFile[],
  origin: PublicationOrigin,
): Publication {
  for (const file of files) {
    if (!isSafeRelativePath(file.path) || file.path === recordFile) {
      throw new Error(`"${file.path}" is not a path of a file in ${folder}.`);
    }
  }
  const paths = files.map((file) => file.path).sort();
  refuseObstacles(folder, paths);
  const textOf = (file: string) => readFileIfAny(path.join(folder, file));
  const isChanged = (file: RenderedFile) =>
    textOf(file.path) !== file.text || lstatIfAny(path.join(folder, file.path))?.isSymbolicLink() === true;
  const record = { path: recordFile, text: toRecord({ ...origin, files: paths }) };
  const written = new Set(files.filter(isChanged).map((file) => file.path));
  return {
    folder,
    changed: [...files, record].filter(
      (file) => written.has(file.path) || (file === record && isChanged(record)),
    ),
    created: paths.filter((file) => textOf(file) === undefined),
    written: paths.filter((file) => written.has(file)),
    unchanged: paths.filter((file) => !written.has(file)),
    otherLineEnds: files
      .filter((file) => written.has(file.path) && textOf(file.path)?.replaceAll('\r\n', '\n') === file.text)
      .map((file) => file.path),
    removed: staleFiles(folder, new Set(paths)),
  };
}

/** Record of the last synth in a folder; empty without one. */
export function recordIn(folder: string): PublicationRecord {
  return readRecord(readFileIfAny(path.join(folder, recordFile)));
}

/** Files of the last synth in a folder, by its record. */
export function recordedFiles(folder: string): readonly string[] {
  return recordIn(folder).files;
}

/**
 * Files that Argo CD reads in a folder: `manifestFile` in its reposerver/repository/repository.go.
 * A file `Kustomization` makes Argo CD treat the folder as a Kustomize application
 * (argo-cd.readthedocs.io/en/stable/user-guide/tool_detection, 2026-11).
 */
const readByArgoCd = /^[^/]+\/(?:.*\.(?:ya?ml|json|jsonnet)|Kustomization)$/;

/**
 * Files in synced folders that Argo CD reads and synth did not create. Paths are from the folder,
 * in order.
 *
 * @param created paths of this synth, which a merge may have removed from the record.
 */
export function foreignFiles(folder: string, created: readonly string[]): readonly string[] {
  const recorded = recordedFiles(folder);
  const known = new Set([...recorded, ...created]);
  if (recorded.length === 0 || !fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => readByArgoCd.test(file) && !known.has(file))
    .sort();
}

/** Folders that have a record of synth and none of the given names, in order. */
export function leftEnvironments(manifestsFolder: string, names: readonly string[]): readonly string[] {
  if (!fs.existsSync(manifestsFolder)) return [];
  return fs
    .readdirSync(manifestsFolder)
    .filter((name) => !names.includes(name) && recordedFiles(path.join(manifestsFolder, name)).length > 0)
    .sort();
}

/**
 * Writes the changes: first every changed file into a staging folder, then a rename of each into
 * place. Unchanged files keep their modification time. Afterwards it deletes stale files of synth,
 * and folders that become empty.
 *
 * @throws {WriteError} if the system refuses to write.
 */
export function applyPublications(publications: readonly Publication[]): void {
  try {
    writeAndRename(publications);
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    throw failure.syscall === undefined ? error : new WriteError(failure);
  }
}

/** The system refuses to write: a missing permission, a full disk, a file in place of a folder. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  /** The path; undefined if the system does not report it. */
  readonly path: string | undefined;

  constructor(cause: NodeJS.ErrnoException) {
    super(cause.message, { cause });
    this.path = cause.path;
  }
}

function writeAndRename(publications: readonly Publication[]): void {
  const staged: { readonly temporary: string; readonly target: string }[] = [];
  const stagingFolders: string[] = [];
  try {
    for (const { folder, changed } of publications) {
      if (changed.length === 0) continue;
      fs.mkdirSync(folder, { recursive: true });
      // In the same folder, because a rename is atomic only within a file system. Argo CD ignores
      // files without .yaml.
      const staging = fs.mkdtempSync(path.join(folder, '.synth-'));
      stagingFolders.push(staging);
      for (const [index, file] of changed.entries()) {
        const temporary = path.join(staging, String(index));
        fs.writeFileSync(temporary, file.text);
        staged.push({ temporary, target: path.join(folder, file.path) });
      }
    }
    for (const { target } of staged) fs.mkdirSync(path.dirname(target), { recursive: true });
    for (const { temporary, target } of staged) fs.renameSync(temporary, target);
    for (const publication of publications) removeStaleFiles(publication);
  } finally {
    for (const staging of stagingFolders) fs.rmSync(staging, { recursive: true, force: true });
  }
}

/**
 * Files of the record that synth no longer writes and that exist as plain files below the folder.
 */
function staleFiles(folder: string, current: ReadonlySet<string>): readonly string[] {
  return recordedFiles(folder)
    .filter((file) => !current.has(file) && isPlainFileBelow(folder, file))
    .sort();
}

/**
 * Whether no part of the path is a link. The record is a committed file, and anyone can edit it.
 */
function isPlainFileBelow(folder: string, file: string): boolean {
  const parts = file.split('/');
  return parts.every((_, index) => {
    const stats = lstatIfAny(path.join(folder, ...parts.slice(0, index + 1)));
    return index === parts.length - 1 ? stats?.isFile() === true : stats?.isDirectory() === true;
  });
}

function removeStaleFiles({ folder, removed }: Publication): void {
  for (const file of removed) {
    fs.unlinkSync(path.join(folder, file));
    let parent = path.posix.dirname(file);
    while (parent !== '.' && fs.readdirSync(path.join(folder, parent)).length === 0) {
      fs.rmdirSync(path.join(folder, parent));
      parent = path.posix.dirname(parent);
    }
  }
}

function readFileIfAny(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
