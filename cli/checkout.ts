import { existsSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { fingerprintOf } from '../constructs/synth/fingerprint';
import type { Checkout } from '../lib/changes/environment-files';
import { readRecord, recordFile } from '../lib/platform/gitops/publication-record';
import { DefinitionError } from '../lib/problems/problem-list';
import { namesBelow, readText, withSlashes } from './files';

/** Folders of a checkout with manifests and, if synthesized, Terraform. */
const folders = ['dist', 'cdktf.out'];

const subject = 'the checkouts';

/**
 * Reads a checkout. A Git checkout without `dist/` has no environment yet.
 *
 * @throws {DefinitionError} if the folder does not exist.
 */
export function readCheckout(folder: string): Checkout {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new DefinitionError(subject, [
      { path: folder, message: 'the folder does not exist', fix: 'Pass a checkout of the repository.' },
    ]);
  }
  const existing = folders.map((name) => path.join(folder, name)).filter((name) => existsSync(name));
  const files = [...existing.flatMap((name) => namesBelow(name, subject)), ...recordsIn(folder)].sort();
  return {
    name: withSlashes(folder),
    files: files.map((file) => ({
      path: withSlashes(path.relative(folder, file)),
      text: readText(file, subject),
    })),
    changedSources: changedSources(folder),
  };
}

/**
 * Refuses a folder that cannot be a checkout, because the report would show every environment as
 * new.
 *
 * @throws {DefinitionError} if it is not a Git checkout and contains no output of synth.
 */
export function refuseStrangeFolder(folder: string): void {
  if ([...folders, '.git'].some((name) => existsSync(path.join(folder, name)))) return;
  throw new DefinitionError(subject, [
    {
      path: folder,
      message: 'the folder is not a Git checkout and contains neither dist/ nor cdktf.out/',
      fix: 'Pass a checkout of the repository. `git worktree add ../base origin/main` creates one of the target branch.',
    },
  ]);
}

/** The records of synth for the Terraform and for the manifests of each environment. */
function recordsIn(folder: string): readonly string[] {
  const dist = path.join(folder, 'dist');
  const environments = existsSync(dist) ? readdirSync(dist).map((name) => path.join(dist, name)) : [];
  return [path.join(folder, 'cdktf.out'), ...environments]
    .map((published) => path.join(published, recordFile))
    .filter((file) => existsSync(file));
}

/**
 * Recorded source files that are missing or have another content. A newly imported file needs a
 * change in a recorded one.
 */
function changedSources(folder: string): readonly string[] {
  const record = path.join(folder, 'cdktf.out', recordFile);
  if (!existsSync(record)) return [];
  return [...readRecord(readText(record, subject)).sources]
    .filter(([name, fingerprint]) => {
      const file = path.join(folder, name);
      return !existsSync(file) || fingerprintOf(readText(file, subject)) !== fingerprint;
    })
    .map(([name]) => name);
}
