import * as fs from 'node:fs';
import * as path from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from '../schemas/validate-manifest';
import type { Programs } from './programs';

/** What the build copied from an installation's own manifests. */
export function readDefinitionsOf({ folder }: Programs, installation: string): readonly Manifest[] {
  const files = path.join(folder, 'manifests', installation);
  return fs
    .readdirSync(files)
    .sort()
    .flatMap((file) => parseAllDocuments(fs.readFileSync(path.join(files, file), 'utf8')))
    .map((document) => document.toJS() as Manifest);
}
