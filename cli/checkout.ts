import { existsSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { Checkout } from '../lib/changes/environment-files';
import { DefinitionError } from '../lib/problems/problem-list';
import { namesBelow, readText, withSlashes } from './files';

/** What a checkout of a repository holds for its clusters: manifests, and Terraform where it was synthesized. */
const folders = ['dist', 'cdktf.out'];

/**
 * Reads a checkout. One without `dist/` is one in which nothing was deployed yet.
 *
 * @throws {DefinitionError} if there is no such folder.
 */
export function readCheckout(folder: string): Checkout {
  const what = 'what is to be compared';
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new DefinitionError(what, [
      { path: folder, message: 'there is no such folder', fix: 'Name a checkout of the repository.' },
    ]);
  }
  const files = folders
    .map((name) => path.join(folder, name))
    .filter((name) => existsSync(name))
    .flatMap((name) => namesBelow(name, what))
    .sort();
  return {
    name: withSlashes(folder),
    files: files.map((file) => ({
      path: withSlashes(path.relative(folder, file)),
      text: readText(file, what),
    })),
  };
}
