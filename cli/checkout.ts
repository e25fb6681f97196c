import { existsSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { fingerprintOf } from '../constructs/synth/fingerprint';
import type { Checkout } from '../lib/changes/environment-files';
import { readRecord, recordFile } from '../lib/platform/gitops/publication-record';
import { DefinitionError } from '../lib/problems/problem-list';
import { namesBelow, readText, withSlashes } from './files';

/** What a checkout of a repository holds for its clusters: manifests, and Terraform where it was synthesized. */
const folders = ['dist', 'cdktf.out'];

const what = 'what is to be compared';

/**
 * Reads a checkout. One of git without `dist/` is one in which nothing was deployed yet.
 *
 * @throws {DefinitionError} if there is no such folder.
 */
export function readCheckout(folder: string): Checkout {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new DefinitionError(what, [
      { path: folder, message: 'there is no such folder', fix: 'Name a checkout of the repository.' },
    ]);
  }
  const there = folders.map((name) => path.join(folder, name)).filter((name) => existsSync(name));
  const files = [...there.flatMap((name) => namesBelow(name, what)), ...recordsIn(folder)].sort();
  return {
    name: withSlashes(folder),
    files: files.map((file) => ({
      path: withSlashes(path.relative(folder, file)),
      text: readText(file, what),
    })),
    changedSources: changedSources(folder),
  };
}

/**
 * Refuses a folder that cannot be a checkout: compared with one, everything is new.
 *
 * @throws {DefinitionError} if it is neither a checkout of git nor has anything that synth writes.
 */
export function refuseStrangeFolder(folder: string): void {
  if ([...folders, '.git'].some((name) => existsSync(path.join(folder, name)))) return;
  throw new DefinitionError(what, [
    {
      path: folder,
      message: 'it has neither dist/ nor cdktf.out/, and is no checkout of git',
      fix: 'Name a checkout of the repository. That of the target branch, the base: `git worktree add ../base origin/main`.',
    },
  ]);
}

/** What synth recorded for the Terraform and for the manifests of each environment. */
function recordsIn(folder: string): readonly string[] {
  const dist = path.join(folder, 'dist');
  const environments = existsSync(dist) ? readdirSync(dist).map((name) => path.join(dist, name)) : [];
  return [path.join(folder, 'cdktf.out'), ...environments]
    .map((published) => path.join(published, recordFile))
    .filter((file) => existsSync(file));
}

/** Recorded source files that are missing or have another content now. A file that the definition began to import changes an importing one. */
function changedSources(folder: string): readonly string[] {
  const record = path.join(folder, 'cdktf.out', recordFile);
  if (!existsSync(record)) return [];
  return [...readRecord(readText(record, what)).sources]
    .filter(([name, fingerprint]) => {
      const file = path.join(folder, name);
      return !existsSync(file) || fingerprintOf(readText(file, what)) !== fingerprint;
    })
    .map(([name]) => name);
}
