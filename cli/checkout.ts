import { existsSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { Checkout } from '../lib/changes/environment-files';
import { DefinitionError } from '../lib/problems/problem-list';
import { namesBelow, readText, withSlashes } from './files';
import { newerSource } from './newer-source';

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
  const files = [...there.flatMap((name) => namesBelow(name, what)), ...runbooksIn(folder)].sort();
  return {
    name: withSlashes(folder),
    files: files.map((file) => ({
      path: withSlashes(path.relative(folder, file)),
      text: readText(file, what),
    })),
    newerSource: newerSource(folder),
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

/** `dist/<environment>/RUNBOOK.md`, which tells what the manifests were made of. */
function runbooksIn(folder: string): readonly string[] {
  const dist = path.join(folder, 'dist');
  if (!existsSync(dist)) return [];
  return readdirSync(dist)
    .map((environment) => path.join(dist, environment, 'RUNBOOK.md'))
    .filter((file) => existsSync(file));
}
