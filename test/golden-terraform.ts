import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import type { RenderedFile } from '../constructs/synth/rendering';
import { sampleOutputs, samplePlatforms } from './platforms/sample';

/** The command that rewrites the golden files. */
export const updateCommand = 'npm run golden';

const root = path.join(__dirname, 'golden');
/** A file with more lines is split into one file per resource. */
const maxLines = 400;

export interface GoldenFile {
  /** Below `test/golden`, with slashes. */
  readonly path: string;
  readonly text: string;
}

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/**
 * The Terraform of the sample platform, normalized for review: one file per resource type in a folder per environment. A stack other than
 * the environment's own has a folder of its own below that.
 *
 * - Keys are sorted by name, resources by logical id.
 * - A string that holds JSON becomes that JSON, a text of several lines becomes an array of its lines.
 * - `//` is the construct path of a resource: construct ids are a contract.
 * - Dropped: the `uniqueId` of a resource (it is the key), the `//` block of a stack (the version of cdktf, names of overridden fields, the
 *   output names once more), and `manifest.json` (the stack names and the version of cdktf).
 */
export function goldenTerraform(): readonly GoldenFile[] {
  return samplePlatforms.platforms.flatMap((platform) => {
    const { environment } = platform.resolved;
    const outputsText = sampleOutputs(environment);
    const choice = { azure: true, kubernetes: false, preview: false, outputsText };
    return goldenFiles(environment, platform.synthesize(choice).azureFiles!);
  });
}

/** The golden files of an environment's synthesized Terraform. */
export function goldenFiles(environment: string, azureFiles: readonly RenderedFile[]): readonly GoldenFile[] {
  return azureFiles
    .filter(({ path: file }) => /\/(?:cdk\.tf\.json|versions\.tf)$/.test(file))
    .flatMap(({ path: file, text }) => {
      const folder = folderOf(environment, file);
      return file.endsWith('.tf')
        ? [{ path: `${folder}/versions.tf`, text }]
        : filesOfStack(folder, JSON.parse(text) as JsonObject);
    });
}

/** The golden files that are committed. */
export function committedGolden(): readonly GoldenFile[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => ({
      path: path.relative(root, file).split(path.sep).join('/'),
      text: readFileSync(file, 'utf8'),
    }));
}

/** `stacks/<stack>/cdk.tf.json` -> the folder of its golden files. */
function folderOf(environment: string, file: string): string {
  const stack = file.split('/').at(-2)!;
  return stack === environment ? environment : `${environment}/${stack}`;
}

function filesOfStack(folder: string, stack: JsonObject): readonly GoldenFile[] {
  const { '//': _metadata, resource = {}, data = {}, output = {}, ...blocks } = stack;
  return [
    ...filesOfTypes(folder, resource as JsonObject),
    ...filesOfTypes(`${folder}/data.`, data as JsonObject),
    { path: `${folder}/outputs.json`, text: textOf(output) },
    { path: `${folder}/terraform.json`, text: textOf(blocks) },
  ];
}

function filesOfTypes(start: string, types: JsonObject): readonly GoldenFile[] {
  const prefix = start.endsWith('.') ? start : `${start}/`;
  return Object.entries(types).flatMap(([type, resources]) => {
    const whole = { path: `${prefix}${type}.json`, text: textOf(resources) };
    if (whole.text.split('\n').length <= maxLines) return [whole];
    return Object.entries(resources as JsonObject).map(([id, resource]) => ({
      path: `${prefix}${type}/${id}.json`,
      text: textOf({ [id]: resource }),
    }));
  });
}

function textOf(value: Json): string {
  return `${JSON.stringify(normalized(value), undefined, 2)}\n`;
}

function normalized(value: Json): Json {
  if (typeof value === 'string') return normalizedString(value);
  if (Array.isArray(value)) return value.map(normalized);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, each]) => [
    key,
    key === '//' ? constructPath(each) : normalized(each),
  ]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a! < b! ? -1 : 1)));
}

function normalizedString(value: string): Json {
  if (/^\s*[{[][\s\S]*[}\]]\s*$/.test(value)) {
    try {
      return normalized(JSON.parse(value) as Json);
    } catch {
      // It only looks like JSON.
    }
  }
  return value.includes('\n') ? value.split('\n') : value;
}

function constructPath(metadata: Json): Json {
  return (metadata as { metadata: { path: string } }).metadata.path;
}

/** Writes the golden files, and removes those that are no longer produced. */
function update(): void {
  const files = goldenTerraform();
  rmSync(root, { recursive: true, force: true });
  for (const file of files) {
    mkdirSync(path.dirname(path.join(root, file.path)), { recursive: true });
    writeFileSync(path.join(root, file.path), file.text);
  }
  console.log(`Wrote ${files.length} files to test/golden.`);
}

if (require.main === module) update();
