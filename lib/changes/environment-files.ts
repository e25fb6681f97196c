import type { PictureFile } from '../check/deployment-picture';
import { environmentOfStack } from '../check/environment-of-stack';
import { type Fingerprints, readRecord, recordFile } from '../platform/gitops/publication-record';
import { isJsonObject, mapAt } from '../values/json';

/** The deployed files of a checkout of a repository. */
export interface Checkout {
  /** Name for messages, as the user typed it. */
  readonly name: string;
  /**
   * Files below `dist/` and `cdktf.out/`, synth's records among them, with paths from the
   * checkout's folder.
   */
  readonly files: readonly PictureFile[];
  /**
   * Source files of the definition that have another content than when synth wrote `cdktf.out/`.
   * Default: none.
   */
  readonly changedSources?: readonly string[] | undefined;
}

/** A stack of an environment, or one of its parts: `argocd` for `production-argocd`. */
export interface StackFile {
  readonly part: string;
  readonly file: PictureFile;
}

/** Files of one environment. */
export interface EnvironmentFiles {
  readonly manifests: readonly PictureFile[];
  readonly stacks: readonly StackFile[];
  /**
   * The definition that each half is synthesized from; undefined where its record does not contain
   * it.
   */
  readonly definitions: {
    readonly terraform: Fingerprints | undefined;
    readonly manifests: Fingerprints | undefined;
  };
}

/**
 * Names of the environments in the checkouts, in order. An environment has a folder in `dist/` or a
 * stack.
 */
export function environmentNames(checkouts: readonly Checkout[]): readonly string[] {
  const files = checkouts.flatMap((checkout) => checkout.files);
  const folders = new Set(files.flatMap(({ path }) => environmentOf(path) ?? []));
  const stacks = files.flatMap(({ path }) => stackOf(path) ?? []);
  const alone = stacks.filter((stack) => environmentOfStack(stack, [...folders]) === undefined);
  return [...new Set([...folders, ...alone])].sort();
}

/**
 * The files of an environment in a checkout.
 *
 * @param names every environment; the name of a stack begins with the name of its environment.
 */
export function environmentFiles(
  environment: string,
  { files }: Checkout,
  names: readonly string[],
): EnvironmentFiles {
  return {
    definitions: {
      terraform: definitionIn('cdktf.out', environment, files),
      manifests: definitionIn(`dist/${environment}`, environment, files),
    },
    manifests: files.filter(({ path }) => environmentOf(path) === environment),
    stacks: files.flatMap((file) => {
      const stack = stackOf(file.path);
      if (stack === undefined || environmentOfStack(stack, names) !== environment) return [];
      return [{ part: stack.slice(environment.length + 1), file }];
    }),
  };
}

function definitionIn(
  folder: string,
  environment: string,
  files: readonly PictureFile[],
): Fingerprints | undefined {
  const record = files.find(({ path }) => path === `${folder}/${recordFile}`);
  return readRecord(record?.text).definitions.get(environment);
}

/** Whether the checkout has Terraform. */
export function hasTerraform({ files }: Checkout): boolean {
  return files.some(({ path }) => stackOf(path) !== undefined);
}

/**
 * Whether the code synthesizes a stack of the environment, by CDKTF's `manifest.json`; undefined if
 * that file does not exist. The code no longer synthesizes an environment that has a folder and no
 * stack.
 */
export function isSynthesized(
  environment: string,
  { files }: Checkout,
  names: readonly string[],
): boolean | undefined {
  const list = files.find(({ path }) => path === 'cdktf.out/manifest.json');
  if (list === undefined) return undefined;
  try {
    const stacks: unknown = JSON.parse(list.text);
    if (!isJsonObject(stacks) || !isJsonObject(stacks['stacks'])) return undefined;
    return Object.keys(mapAt(stacks, 'stacks')).some(
      (each) => environmentOfStack(each, names) === environment,
    );
  } catch {
    return undefined;
  }
}

/**
 * The environment of `dist/<environment>/<application>/<file>`; undefined for a path that no
 * application reads.
 */
function environmentOf(path: string): string | undefined {
  return /^dist\/([^/]+)\/[^/]+\/[^/]+\.(?:ya?ml|json)$/.exec(path)?.[1];
}

function stackOf(path: string): string | undefined {
  return /^cdktf\.out\/stacks\/([^/]+)\/[^/]+\.json$/.exec(path)?.[1];
}
