import { parse, stringify } from 'yaml';
import { Platform } from '../../../constructs/platform';
import { definitionFingerprints } from '../../../constructs/synth/fingerprint';
import type { Checkout } from '../../../lib/changes/environment-files';
import { changeReport } from '../../../lib/changes/report/change-report';
import { repositoryChanges } from '../../../lib/changes/repository-changes';
import type { PictureFile } from '../../../lib/check/deployment-picture';
import type { PlatformDefinition } from '../../../lib/definition/platform-definition';
import { recordFile, toRecord } from '../../../lib/platform/gitops/publication-record';
import { pathSegments } from '../../../lib/values/json';
import { samplePlatforms as platforms, sampleOutputs } from '../../platforms/sample';

/** A checkout with the files that `npm run synth` writes for a definition. */
export function checkoutOf(
  definition: PlatformDefinition,
  name = 'checkout',
  outputsText = sampleOutputs(definition.environment),
): Checkout {
  const { environment } = definition;
  const { azureFiles, manifests, documents } = new Platform(definition).synthesize({
    azure: true,
    kubernetes: true,
    preview: false,
    outputsText,
  });
  const below = (folder: string, files: readonly PictureFile[] = []) =>
    files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
  const definitions = new Map([[environment, definitionFingerprints(definition)]]);
  const record = { path: recordFile, text: toRecord({ files: [], definitions, sources: new Map() }) };
  return {
    name,
    files: [
      ...below('cdktf.out', azureFiles),
      ...below(`dist/${environment}`, manifests),
      ...below(`dist/${environment}`, documents),
      ...below('cdktf.out', [record]),
      ...below(`dist/${environment}`, [record]),
    ],
  };
}

export const definitionOf = (environment: 'development' | 'production') =>
  platforms.platform(environment).definition;

/** The sample platform in production. */
export const production: Checkout = checkoutOf(definitionOf('production'), 'before');

const stack = 'cdktf.out/stacks/production/cdk.tf.json';

/** A checkout with an edited file. A missing file is an error. */
export function edited(checkout: Checkout, file: string, edit: (text: string) => string): Checkout {
  if (!checkout.files.some(({ path }) => path === file)) throw new Error(`There is no ${file}.`);
  return {
    ...checkout,
    files: checkout.files.map((each) => (each.path === file ? { ...each, text: edit(each.text) } : each)),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: manifests and resources of many kinds
export type Loose = any;

/** A checkout with a manifest that is changed in place. */
export function withObject(checkout: Checkout, file: string, change: (object: Loose) => void): Checkout {
  return edited(checkout, `dist/production/${file}`, (text) => {
    const object = parse(text);
    change(object);
    return stringify(object);
  });
}

/** A checkout with a stack configuration that is changed in place. */
export function withTerraform(checkout: Checkout, change: (configuration: Loose) => void): Checkout {
  return edited(checkout, stack, (text) => {
    const configuration = JSON.parse(text);
    change(configuration);
    return JSON.stringify(configuration);
  });
}

/** Sets or removes a field: `set('spec.template.spec.containers[0].image', 'app:2')`. */
export const set = (path: string, value: unknown) => (root: Loose) => {
  const segments = pathSegments(path);
  const last = segments.at(-1)!;
  let parent = root;
  for (const segment of segments.slice(0, -1)) {
    parent[segment] ??= {};
    parent = parent[segment];
  }
  if (value === undefined) delete parent[last];
  else parent[last] = value;
};

/** A checkout with a field of a manifest set. */
export function withField(file: string, path: string, value: unknown, checkout = production): Checkout {
  return withObject(checkout, file, set(path, value));
}

/** A checkout with a field of a resource set: `azurerm_key_vault.key-vault_vault.name`. */
export function withAttribute(path: string, value: unknown, checkout = production): Checkout {
  return withTerraform(checkout, set(`resource.${path}`, value));
}

/** A checkout with another manifest. */
export function withFile(file: string, object: object, checkout = production): Checkout {
  return {
    ...checkout,
    files: [...checkout.files, { path: `dist/production/${file}`, text: stringify(object) }],
  };
}

/** One project with the environments of several checkouts. Its Terraform has one record. */
export function together(name: string, ...checkouts: readonly Checkout[]): Checkout {
  const terraformRecord = `cdktf.out/${recordFile}`;
  const isRecord = ({ path }: PictureFile) => path === terraformRecord;
  const files = checkouts.flatMap((checkout) => checkout.files);
  const text = files.filter(isRecord).map((each) => each.text);
  return {
    name,
    files: [...files.filter((each) => !isRecord(each)), { path: terraformRecord, text: text.join('') }],
  };
}

export function without(checkout: Checkout, pattern: RegExp): Checkout {
  return { ...checkout, files: checkout.files.filter(({ path }) => !pattern.test(path)) };
}

export function renamed(checkout: Checkout, from: string, to: string): Checkout {
  return {
    ...checkout,
    files: checkout.files.map(({ path, text }) => ({ path: path.replace(from, to), text })),
  };
}

/** The report of a change of the sample platform in production. */
export function reportOf(after: Checkout, before: Checkout = production): string {
  return changeReport(repositoryChanges(before, after));
}

/**
 * The lines of a report without the fixed ones: headers of tables, empty lines, the first lines and the footer. The row of the first table is
 * kept.
 */
export function linesOf(report: string): readonly string[] {
  const lines = report.split('\n');
  const fixed = [/^<!--/, /^## /, /^$/, /^---$/, /^\| ---/, /^This report compares/, /^### `production`$/];
  return lines
    .filter((line) => !fixed.some((each) => each.test(line)))
    .filter((line, _, all) => {
      const next = lines[lines.indexOf(line) + 1] ?? '';
      return !next.startsWith('| ---') || all.length === 0;
    });
}
