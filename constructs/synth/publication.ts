import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  isSafeRelativePath,
  type PublicationOrigin,
  readRecord,
  recordFile,
  toRecord,
} from '../../lib/platform/gitops/publication-record';
import { lstatIfAny, refuseObstacles } from './obstacles';
import type { RenderedFile } from './rendering';

/** What publishing does to a folder; paths are from the folder, in order. */
export interface Publication {
  /** Absolute. */
  readonly folder: string;
  /** Files whose bytes change, the record among them. */
  readonly changed: readonly RenderedFile[];
  /** Files that are not there yet. */
  readonly created: readonly string[];
  /** Files that are written: new, or with other bytes. Without the record. */
  readonly written: readonly string[];
  readonly unchanged: readonly string[];
  /** Those of `written` of which only the line ends are others. */
  readonly otherLineEnds: readonly string[];
  /** Files of an earlier synth that this one has no more. */
  readonly removed: readonly string[];
}

/**
 * Compares what was rendered with what is on disk; reads only.
 *
 * @param folder contains the record of the files that synth owns.
 * @param origin what the files are made from, for the new record.
 * @throws {Error} if a file would be outside the folder.
 * @throws {DefinitionError} if something on disk is in the way: a link to a folder, through which nothing is written, or a folder in place of a file.
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

/** Files that the last synth wrote into a folder, by its record. */
export function recordedFiles(folder: string): readonly string[] {
  return readRecord(readFileIfAny(path.join(folder, recordFile))).files;
}

/**
 * What Argo CD reads in a folder: `manifestFile` in its reposerver/repository/repository.go; by the other name it takes the whole folder for one
 * of Kustomize (argo-cd.readthedocs.io/en/stable/user-guide/tool_detection, 2026-11).
 */
const readByArgoCd = /^[^/]+\/(?:.*\.(?:ya?ml|json|jsonnet)|Kustomization)$/;

/**
 * Files that Argo CD would read and no synth made: in a folder that it syncs, and not in the record. From the folder, in order.
 *
 * @param made paths of this synth, which a record may have lost in a merge.
 */
export function foreignFiles(folder: string, made: readonly string[]): readonly string[] {
  const recorded = recordedFiles(folder);
  const known = new Set([...recorded, ...made]);
  if (recorded.length === 0 || !fs.existsSync(folder)) return [];
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => readByArgoCd.test(file) && !known.has(file))
    .sort();
}

/** Folders with the record of a synth that are none of the given names, in order. */
export function leftEnvironments(manifestsFolder: string, names: readonly string[]): readonly string[] {
  if (!fs.existsSync(manifestsFolder)) return [];
  return fs
    .readdirSync(manifestsFolder)
    .filter((name) => !names.includes(name) && recordedFiles(path.join(manifestsFolder, name)).length > 0)
    .sort();
}

/**
 * Brings folders to what was rendered: every changed file is first written beside its place, and only when all of them are,
 * they are renamed into place. Files with the same bytes keep their times, but for the record, whose time is that of the last run;
 * stale files of ours go, and folders that they leave empty.
 */
export function applyPublications(publications: readonly Publication[]): void {
  try {
    writeAndRename(publications);
  } catch (error) {
    const failure = error as NodeJS.ErrnoException;
    throw failure.syscall === undefined ? error : new WriteError(failure);
  }
}

/** The system did not let synth write: a right that is missing, a full disk, a file where a folder has to be. */
export class WriteError extends Error {
  override readonly name = 'WriteError';
  /** Where; undefined if the system does not say. */
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
      // In the folder itself: a rename is atomic on one file system only. No .yaml in the name, so Argo CD reads none of it.
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

/** Files of the record that are no longer made, still exist, and are plain files below the folder. */
function staleFiles(folder: string, current: ReadonlySet<string>): readonly string[] {
  return recordedFiles(folder)
    .filter((file) => !current.has(file) && isPlainFileBelow(folder, file))
    .sort();
}

/** No part of the path may be a link: the record is a committed file, and anyone may have edited it. */
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
