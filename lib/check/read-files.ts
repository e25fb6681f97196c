import { type Document, isMap, isScalar, isSeq, LineCounter, parseAllDocuments, type ScalarTag } from 'yaml';
import { isJsonObject, type JsonObject, textAt } from '../values/json';
import {
  DeploymentPicture,
  type FoundObject,
  type KubernetesObject,
  type PictureContext,
  type PictureFile,
} from './deployment-picture';
import { hclLineOf } from './terraform/hcl-lines';
import { isPlanOrState, readPlan } from './terraform/plan';
import type { FoundResource } from './terraform-resource';

/** A file, or a part of it, that is not readable, so that no rule checks it. */
export interface UnreadablePart {
  readonly file: string;
  readonly line?: number;
  readonly message: string;
}

/** Result of reading files. */
export interface ReadFiles {
  readonly picture: DeploymentPicture;
  readonly unreadable: readonly UnreadablePart[];
}

/** Resources of evaluated HCL. */
export interface EvaluatedFiles {
  readonly resources: readonly FoundResource[];
  /** Paths of the files that were evaluated, which are not read again. */
  readonly files: ReadonlySet<string>;
}

/** Longer texts are not manifests, and ten of them would take a minute to parse. */
const maxCharacters = 5_000_000;
/** More uses of an alias are an attack ("billion laughs"). */
const maxAliases = 1000;

/**
 * Reads manifests (YAML or JSON, with any number of documents and Lists), the JSON configuration of
 * Terraform, and the JSON of a plan or a state. Ignores other files, such as values files and
 * dashboards.
 *
 * @param evaluated what the HCL of the files creates, and its files. @default no HCL
 */
export function readFiles(
  files: readonly PictureFile[],
  context: PictureContext = {},
  evaluated: EvaluatedFiles = { resources: [], files: new Set() },
): ReadFiles {
  const objects: FoundObject[] = [];
  const resources: FoundResource[] = [...evaluated.resources];
  const unreadable: UnreadablePart[] = [];
  for (const file of files) {
    if (!/\.(?:ya?ml|json)$/.test(file.path) || evaluated.files.has(file.path)) continue;
    if (file.text.length > maxCharacters) {
      const millions = Math.round(file.text.length / 1e6);
      unreadable.push({
        file: file.path,
        message: `the file has ${millions} million characters and the limit is 5 million`,
      });
      continue;
    }
    for (const { value, index, problem } of documentsOf(file)) {
      if (problem !== undefined) unreadable.push({ file: file.path, ...problem });
      else if (isPlanOrState(value)) resources.push(...readPlan(file.path, value));
      else if (isTerraform(file, value)) resources.push(...readResources(file.path, value));
      else objects.push(...readObjects(file.path, value, [index]));
    }
  }
  return { picture: new DeploymentPicture(files, objects, resources, context), unreadable };
}

interface ReadDocument {
  readonly value?: unknown;
  readonly index: number;
  readonly problem?: { readonly line?: number; readonly message: string };
}

/**
 * A comparison reads the same file several times, and parsing YAML takes most of its time. No
 * reader changes a value.
 */
const documentsByFile = new WeakMap<PictureFile, readonly ReadDocument[]>();

function documentsOf(file: PictureFile): readonly ReadDocument[] {
  const known = documentsByFile.get(file) ?? readDocuments(file);
  documentsByFile.set(file, known);
  return known;
}

function readDocuments(file: PictureFile): readonly ReadDocument[] {
  if (file.path.endsWith('.json')) {
    // JSON.parse is a hundred times faster than the YAML parser. If it fails, the YAML parser
    // reports the line.
    try {
      return [{ index: 0, value: JSON.parse(file.text) }];
    } catch {}
  }
  return parseYaml(file.text).map((document, index) => {
    const [error] = document.errors;
    if (error !== undefined) {
      const line = error.linePos?.[0].line;
      const message = error.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
      return { index, problem: { ...(line === undefined ? {} : { line }), message } };
    }
    try {
      return { index, value: document.toJS({ maxAliasCount: maxAliases }) };
    } catch (cause) {
      return { index, problem: { message: (cause as Error).message } };
    }
  });
}

/**
 * Kubernetes reads YAML 1.1, in which these words are booleans.
 *
 * @see yaml.org/type/bool.html; sigs.k8s.io/yaml, goyaml.v2/resolve.go (2026-12)
 */
const trueWord = booleanTag(true, /^(?:y|Y|yes|Yes|YES|on|On|ON)$/);
const falseWord = booleanTag(false, /^(?:n|N|no|No|NO|off|Off|OFF)$/);

function booleanTag(value: boolean, test: RegExp): ScalarTag {
  return { default: true, tag: 'tag:yaml.org,2002:bool', test, resolve: () => value };
}

function parseYaml(text: string, lineCounter = new LineCounter()): readonly Document.Parsed[] {
  const documents = parseAllDocuments(text, {
    lineCounter,
    uniqueKeys: true,
    logLevel: 'silent',
    merge: true,
    customTags: (tags) => [trueWord, falseWord, ...tags],
  });
  return Array.isArray(documents) ? documents : [];
}

function isTerraform(file: PictureFile, value: unknown): value is JsonObject {
  return (
    isJsonObject(value) &&
    file.path.endsWith('.json') &&
    textAt(value, 'apiVersion') === undefined &&
    'resource' in value
  );
}

function readObjects(
  file: string,
  value: unknown,
  path: readonly (string | number)[],
): readonly FoundObject[] {
  if (!isJsonObject(value)) return [];
  const { items } = value;
  if (/List$/.test(textAt(value, 'kind') ?? '') && Array.isArray(items)) {
    return items.flatMap((item, index) => readObjects(file, item, [...path, 'items', index]));
  }
  if (!isKubernetesObject(value)) return [];
  const application = applicationOf(file);
  return [{ file, ...(application === undefined ? {} : { application }), object: value, path }];
}

/** Ignores objects with `generateName`, which have no name yet. */
function isKubernetesObject(value: JsonObject): value is JsonObject & KubernetesObject {
  return (
    textAt(value, 'apiVersion') !== undefined &&
    textAt(value, 'kind') !== undefined &&
    textAt(value, 'metadata.name') !== undefined
  );
}

/** The application in the path `dist/<environment>/<application>/…`; undefined for other paths. */
function applicationOf(file: string): string | undefined {
  return /(?:^|\/)dist\/[^/]+\/([^/]+)\/[^/]+$/.exec(file)?.[1];
}

function readResources(file: string, configuration: JsonObject): readonly FoundResource[] {
  return bodies(configuration['resource'], ['resource']).flatMap(([types, typesPath]) =>
    Object.entries(types).flatMap(([type, named]) =>
      bodies(named, [...typesPath, type]).flatMap(([names, namesPath]) =>
        Object.entries(names).flatMap(([name, body]) => {
          const [found, ...more] = bodies(body, [...namesPath, name]);
          if (found === undefined) return [];
          const [attributes, path] = found;
          return [
            {
              type,
              name,
              address: `${type}.${name}`,
              attributes,
              file,
              path,
              isMultiple: more.length > 0 || 'count' in attributes || 'for_each' in attributes,
              constructPath: textAt(attributes['//'], 'metadata.path'),
            },
          ];
        }),
      ),
    ),
  );
}

type PathTo<T> = readonly [value: T, path: readonly (string | number)[]];

/** Terraform JSON has an object or a list of objects for the blocks of HCL. */
function bodies(value: unknown, path: readonly (string | number)[]): readonly PathTo<JsonObject>[] {
  if (isJsonObject(value)) return [[value, path]];
  if (!Array.isArray(value)) return [];
  return value.flatMap((each, index) => bodies(each, [...path, index]));
}

/**
 * The line of a path in a file, or of the nearest existing parent. The first segment is the index
 * of the YAML document. Parses the file again, once for all of its findings, because few files have
 * any.
 */
export function lineOf(file: PictureFile, path: readonly (string | number)[]): number | undefined {
  if (file.text.length > maxCharacters) return undefined;
  if (file.path.endsWith('.tf')) return hclLineOf(file.text, path);
  const { documents, lineCounter } = positionsOf(file);
  const [index, ...rest] = typeof path[0] === 'number' ? path : [0, ...path];
  let node: unknown = documents[index as number]?.contents;
  let offset = (node as { range?: readonly number[] } | undefined)?.range?.[0];
  for (const segment of rest) {
    const next = childOf(node, segment);
    if (next === undefined) break;
    ({ node } = next);
    offset = next.offset ?? offset;
  }
  return offset === undefined ? undefined : lineCounter.linePos(offset).line;
}

const positions = new WeakMap<PictureFile, ReturnType<typeof readPositions>>();

function positionsOf(file: PictureFile): ReturnType<typeof readPositions> {
  const known = positions.get(file) ?? readPositions(file);
  positions.set(file, known);
  return known;
}

function readPositions({ text }: PictureFile) {
  const lineCounter = new LineCounter();
  return { documents: parseYaml(text, lineCounter), lineCounter };
}

function childOf(
  node: unknown,
  segment: string | number,
): { readonly node: unknown; readonly offset: number | undefined } | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(segment)] as { range?: readonly number[] } | undefined;
    return item && { node: item, offset: item.range?.[0] };
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : '') === String(segment));
  if (pair === undefined) return undefined;
  return { node: pair.value, offset: (pair.key as { range?: readonly number[] }).range?.[0] };
}
