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
import { platform } from '../test/platforms/sample';

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

/** What belongs to the cluster is there once, whatever the number of copies. */
const copied = manifests.filter(({ text }) => text.includes('production'));
const copies = Math.ceil((1000 - manifests.length) / copied.length) + 1;

/** Each copy is a namespace of its own, so that it is as right as the sample. */
function thousand(): readonly PictureFile[] {
  return Array.from({ length: copies }, (_, copy) =>
    (copy === 0 ? manifests : copied).map((file) => ({
      path: `dist/production-${copy}/${file.path}`,
      text: file.text
        .replaceAll('production', `production-${copy}`)
        .replaceAll('namespace: argocd', `namespace: argocd-${copy}`),
    })),
  ).flat();
}

/** The sample's Terraform, with a credential of each identity for every copy. */
function terraform(copies: number): PictureFile {
  const { azureFiles } = platform.synthesize({
    azure: true,
    kubernetes: false,
    preview: false,
    outputsText: readFileSync(path.join(__dirname, '../outputs/production.json'), 'utf8'),
  });
  const stack = azureFiles!.find((file) => file.path.endsWith('cdk.tf.json'))!;
  const configuration = JSON.parse(stack.text);
  const credentials = configuration.resource.azurerm_federated_identity_credential;
  for (const [name, credential] of Object.entries<Record<string, unknown>>({ ...credentials })) {
    if (!String(credential['subject']).includes('production')) continue;
    for (let copy = 0; copy < copies; copy += 1) {
      const subject = String(credential['subject']).replace('production', `production-${copy}`);
      credentials[`${name}-${copy}`] = { ...credential, subject };
    }
  }
  return { path: 'cdktf.out/stacks/production/cdk.tf.json', text: JSON.stringify(configuration, null, 2) };
}

const files = [...thousand(), terraform(copies)];
const milliseconds = Array.from({ length: runs }, () => {
  const started = performance.now();
  // A file is parsed once, so each run needs its own.
  const { picture, unreadable } = readFiles(files.map((file) => ({ ...file })));
  const { ran } = checkPicture(picture, { unreadable });
  return { took: performance.now() - started, objects: picture.objects.length, rules: ran.length };
}).sort((a, b) => a.took - b.took);
const { took, objects, rules } = milliseconds[Math.floor(runs / 2)]!;
console.log(`${objects} objects, ${rules} rules: ${(took / 1000).toFixed(2)} s (median of ${runs})`);
