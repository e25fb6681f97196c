/**
 * Times the check of a thousand objects: the sample's manifests, under other names until they are so many, and its Terraform.
 *
 *   npm run benchmark:check [-- --runs 5]
 */
import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { checkPicture } from '../lib/check/check-picture';
import type { PictureFile } from '../lib/check/deployment-picture';
import { readFiles } from '../lib/check/read-files';

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`--runs: "${values.runs}" is not a whole number of 1 or more.`);
  process.exit(2);
}

const folder = path.join(__dirname, '../dist/production');
const manifests = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => ({ path: name, text: readFileSync(path.join(folder, name), 'utf8') }));

/** Each copy is a namespace of its own, so that it is as right as the sample. */
function thousand(): readonly PictureFile[] {
  const copies = Math.ceil(1000 / manifests.length);
  return Array.from({ length: copies }, (_, copy) =>
    manifests.map((file) => ({
      path: `dist/production-${copy}/${file.path}`,
      text: file.text.replaceAll('production', `production-${copy}`),
    })),
  ).flat();
}

const files = thousand();
const milliseconds = Array.from({ length: runs }, () => {
  const started = performance.now();
  const { picture, unreadable } = readFiles(files);
  const { ran } = checkPicture(picture, { unreadable });
  return { took: performance.now() - started, objects: picture.objects.length, rules: ran.length };
}).sort((a, b) => a.took - b.took);
const { took, objects, rules } = milliseconds[Math.floor(runs / 2)]!;
console.log(`${objects} objects, ${rules} rules: ${(took / 1000).toFixed(2)} s (median of ${runs})`);
