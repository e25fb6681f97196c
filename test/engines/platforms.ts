import * as fs from 'node:fs';
import * as path from 'node:path';
import { parse, stringify } from 'yaml';
import { platform as batchQueue } from '../../examples/batch-queue';
import { platform as multiNode } from '../../examples/multi-node';
import type { PlatformDefinition } from '../../lib/definition/platform-definition';
import type { Inventory } from '../../lib/operations/inventory/inventory';
import type { Deployment, Json } from '../links/deployment';
import { synthesized } from '../links/synthesized';
import { samplePlatforms } from '../platforms/sample';

const root = path.join(__dirname, '../..');

/** A platform that the tier runs. */
export interface EnginePlatform {
  readonly name: string;
  readonly environment: string;
  readonly inventory: Inventory;
  /** Both halves. */
  readonly deployment: Deployment;
  /** Text of each manifest by its path in the repository, without what this machine cannot reach. */
  readonly files: Readonly<Record<string, string>>;
  /** Address of the repository in the manifests. */
  readonly repository: string;
  /** Sources of Applications that this machine cannot reach: charts and folders of other repositories. */
  readonly skipped: readonly string[];
}

/** The sample's environments as `dist/` has them, and two examples with a simulated deployment. */
export const platforms: Readonly<Record<string, () => EnginePlatform>> = {
  development: () =>
    enginePlatform('development', samplePlatforms.platform('development').definition, fromDisk),
  production: () => enginePlatform('production', samplePlatforms.platform('production').definition, fromDisk),
  'examples/batch-queue': () => enginePlatform('examples/batch-queue', batchQueue.definition, asSynthesized),
  'examples/multi-node': () => enginePlatform('examples/multi-node', multiNode.definition, asSynthesized),
};

type Texts = Readonly<Record<string, string>>;

function enginePlatform(
  name: string,
  definition: PlatformDefinition,
  readTexts: (deployment: Deployment) => Texts,
): EnginePlatform {
  const deployment = synthesized(definition);
  const { inventory } = deployment.source!;
  const { repository } = definition.gitOps;
  const skipped: string[] = [];
  const files: Record<string, string> = {};
  for (const [file, text] of Object.entries(readTexts(deployment))) {
    const reachable = reachablePart(parse(text), repository, skipped);
    if (reachable === undefined) continue;
    files[file] = reachable.isWhole ? text : stringify(reachable.object);
  }
  return { name, environment: definition.environment, inventory, deployment, files, repository, skipped };
}

/** An object without the sources that this machine cannot reach; undefined for an Application that has no other. */
function reachablePart(
  object: Json,
  repository: string,
  skipped: string[],
): { readonly object: Json; readonly isWhole: boolean } | undefined {
  if (object.kind !== 'Application') return { object, isWhole: true };
  const { source, sources, ...spec } = object.spec;
  const all: readonly Json[] = sources ?? [source];
  const here = all.filter(({ repoURL }) => repoURL === repository);
  for (const { repoURL, chart, path: folder } of all.filter((each) => !here.includes(each)))
    skipped.push(`${object.metadata.name}: ${repoURL} ${chart ?? folder}`);
  if (here.length === 0) return undefined;
  return { object: { ...object, spec: { ...spec, sources: here } }, isWhole: here.length === all.length };
}

function fromDisk({ environmentPath }: Deployment): Texts {
  return Object.fromEntries(
    fs
      .readdirSync(path.join(root, environmentPath), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.ya?ml$/.test(file))
      .sort()
      .map((file) => [
        path.posix.join(environmentPath, ...file.split(path.sep)),
        fs.readFileSync(path.join(root, environmentPath, file), 'utf8'),
      ]),
  );
}

function asSynthesized({ environmentPath, objects }: Deployment): Texts {
  return Object.fromEntries(
    objects.map(({ file, object }) => [`${environmentPath}/${file}`, stringify(object)]),
  );
}
