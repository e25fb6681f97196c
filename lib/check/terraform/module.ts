import { isJsonObject, type JsonObject, textAt } from '../../values/json';
import type { FoundResource } from '../terraform-resource';
import { entriesOf, evaluateJson, evaluateSafely, type Scope, scopeWith } from './evaluate';
import { type ExpressionTrees, isTemplate } from './expression-tree';
import { elementOf, isKnown, Located, toJson, Unknown, type Value, withoutLocation } from './known-value';
import { withTypeDefaults } from './variable-types';

/** A file of a module, as JSON of HCL. */
export interface ModuleFile {
  readonly path: string;
  readonly body: JsonObject;
}

/** The Terraform folders of a repository. Terraform reads all files of a folder as one module. */
export interface ModuleFolders {
  /** Files by folder, with `/`. */
  readonly folders: ReadonlyMap<string, readonly ModuleFile[]>;
  /** Values of `terraform.tfvars` and `*.auto.tfvars` by folder. */
  readonly variables: ReadonlyMap<string, JsonObject>;
  readonly trees: ExpressionTrees;
}

/** A module whose files the check does not have. */
export interface UnseenModule {
  /** `module.aks`. */
  readonly address: string;
  readonly source: string;
  readonly file: string;
  /** Its arguments, where they are known. */
  readonly args: JsonObject;
}

/** What a configuration creates. */
export interface EvaluatedConfiguration {
  readonly resources: readonly FoundResource[];
  readonly unseenModules: readonly UnseenModule[];
}

/** More nested modules are a cycle. */
const deepestModule = 10;
/** More instances of one block help no reader of a report. */
const maxInstances = 200;

/**
 * Evaluates each root module: a folder that no other folder uses as a local module. What only a
 * deployment knows stays an expression, and what an expression refers to is written as its address.
 *
 * @see https://developer.hashicorp.com/terraform/language/modules (2026-11)
 */
export function evaluateConfiguration(input: ModuleFolders): EvaluatedConfiguration {
  const resources: FoundResource[] = [];
  const unseenModules: UnseenModule[] = [];
  for (const folder of rootsOf(input)) {
    const root = new ModuleInstance(input, folder, '', input.variables.get(folder) ?? {}, 0);
    root.collect(resources, unseenModules);
  }
  return { resources, unseenModules };
}

function rootsOf({ folders }: ModuleFolders): readonly string[] {
  const used = new Set(
    [...folders].flatMap(([folder, files]) =>
      files.flatMap(({ body }) =>
        blocksOf(body, 'module').flatMap(({ body: call }) => {
          const source = localFolder(folder, textAt(call, 'source'));
          return source === undefined || source === folder ? [] : [source];
        }),
      ),
    ),
  );
  const roots = [...folders.keys()].filter((folder) => !used.has(folder));
  // Modules that only use each other: start somewhere.
  return roots.length === 0 ? [...folders.keys()].slice(0, 1) : roots;
}

/** The folder of a local module; undefined for a registry, Git or HTTP source. */
function localFolder(folder: string, source: string | undefined): string | undefined {
  if (source === undefined || !/^\.{1,2}(?:\/|$)/.test(source)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of source.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.filter((part) => part !== '.').join('/');
}

interface Block {
  /** Labels, such as `['azurerm_key_vault', 'vault']`. */
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/** Blocks of a type with their labels. JSON of HCL has objects for labels and a list for bodies. */
function blocksOf(file: JsonObject, type: string, labels = type === 'resource' ? 2 : 1): readonly Block[] {
  const open = (value: unknown, left: number, names: readonly string[]): readonly Block[] => {
    if (Array.isArray(value)) return value.flatMap((each) => open(each, left, names));
    if (!isJsonObject(value)) return [];
    if (left === 0) return [{ labels: names, body: value }];
    return Object.entries(value).flatMap(([name, each]) => open(each, left - 1, [...names, name]));
  };
  return open(file[type], labels, []);
}

interface Instance {
  /** `["gpu"]`, `[0]`, or empty. */
  readonly suffix: string;
  readonly key: string | number | undefined;
  readonly names: Readonly<Record<string, Value>>;
}

/** A module with its arguments: a root, or an instance of a `module` block. */
class ModuleInstance {
  private readonly variables: JsonObject;
  private readonly locals: JsonObject;
  private readonly resources: Record<string, JsonObject>;
  private readonly modules: JsonObject;
  private readonly scope: Scope;
  private readonly children: ModuleInstance[] = [];
  private readonly unseen: UnseenModule[] = [];
  private readonly files: readonly ModuleFile[];

  constructor(
    private readonly input: ModuleFolders,
    private readonly folder: string,
    private readonly address: string,
    private readonly args: JsonObject,
    private readonly depth: number,
  ) {
    this.files = input.folders.get(folder) ?? [];
    const blocks = (type: string, labels?: number) =>
      this.files.flatMap(({ body, path }) =>
        blocksOf(body, type, labels).map((block) => ({ ...block, path })),
      );
    this.variables = lazily(
      blocks('variable').map(({ labels, body }) => [labels[0]!, () => this.variable(labels[0]!, body)]),
      (name) => Unknown.of(`var.${name}`),
    );
    this.locals = lazily(
      blocks('locals', 0).flatMap(({ body }) =>
        Object.entries(body).map(([name, json]) => [name, () => evaluateJson(json, this.scope)] as const),
      ),
      (name) => Unknown.of(`local.${name}`),
    );
    this.modules = lazily(
      blocks('module').map(({ labels, body, path }) => [
        labels[0]!,
        () => this.module(labels[0]!, body, path),
      ]),
      (name) => Unknown.at(`${this.address}module.${name}`),
    );
    const byType: Record<string, (readonly [string, () => Value])[]> = {};
    for (const { labels, body } of blocks('resource')) {
      const [type, name] = labels as [string, string];
      byType[type] = [...(byType[type] ?? []), [name, () => this.resource(type, name, body)]];
    }
    this.resources = Object.fromEntries(
      Object.entries(byType).map(([type, named]) => [
        type,
        lazily(named, (name) => Unknown.at(`${this.address}${type}.${name}`)),
      ]),
    );
    this.scope = { trees: input.trees, valueOf: (name) => this.valueOf(name) };
  }

  /** Adds the resources of this module and of its modules. */
  collect(resources: FoundResource[], unseenModules: UnseenModule[]): void {
    for (const { path, body: file } of this.files) {
      for (const { labels, body } of blocksOf(file, 'resource')) {
        resources.push(...this.found(labels as [string, string], body, path));
      }
    }
    for (const name of Object.keys(this.modules)) void this.modules[name];
    unseenModules.push(...this.unseen);
    for (const child of this.children) child.collect(resources, unseenModules);
  }

  private valueOf(name: string): Value {
    switch (name) {
      case 'var':
        return this.variables;
      case 'local':
        return this.locals;
      case 'module':
        return this.modules;
      case 'data':
        return Unknown.at('data');
      case 'path':
        return { module: `./${this.folder}`, root: '.', cwd: '.' };
      default:
        return Object.hasOwn(this.resources, name) ? this.resources[name] : undefined;
    }
  }

  private variable(name: string, body: JsonObject): Value {
    const given = this.args[name];
    const value = given ?? evaluateJson(body['default'], this.scope);
    if (value === undefined) return Unknown.of(`var.${name}`);
    const type = typeof body['type'] === 'string' ? this.input.trees.get(body['type']) : undefined;
    return withTypeDefaults(type, value, (tree) => evaluateSafely(tree, this.scope, '?'));
  }

  private module(name: string, body: JsonObject, file: string): Value {
    const address = `${this.address}module.${name}`;
    const source = textAt(body, 'source') ?? '';
    const folder = localFolder(this.folder, source);
    const isSeen = folder !== undefined && this.input.folders.has(folder) && this.depth < deepestModule;
    const values = instancesOf(body, this.scope).map(({ suffix, key, names }) => {
      const scope = scopeWith(this.scope, names);
      const args = Object.fromEntries(
        Object.entries(body)
          .filter(([argument]) => !metaArguments.has(argument))
          .map(([argument, json]) => [argument, evaluateJson(json, scope)]),
      );
      if (!isSeen) {
        const known = toJson(args) as JsonObject;
        this.unseen.push({ address: `${address}${suffix}`, source, file, args: known });
        return [key, Unknown.at(`${address}${suffix}`)] as const;
      }
      const child = new ModuleInstance(this.input, folder, `${address}${suffix}.`, args, this.depth + 1);
      this.children.push(child);
      return [key, child.outputs()] as const;
    });
    return collected(values, address);
  }

  private outputs(): JsonObject {
    return lazily(
      this.files.flatMap(({ body }) =>
        blocksOf(body, 'output').map(({ labels, body: output }) => [
          labels[0]!,
          () => evaluateJson(output['value'], this.scope),
        ]),
      ),
      (name) => Unknown.at(`${this.address}${name}`),
    );
  }

  private resource(type: string, name: string, body: JsonObject): Value {
    const address = `${this.address}${type}.${name}`;
    const values = instancesOf(body, this.scope).map(
      ({ suffix, key, names }) =>
        [
          key,
          new Located(`${address}${suffix}`, this.attributes(body, scopeWith(this.scope, names))),
        ] as const,
    );
    return collected(values, address);
  }

  private attributes(body: JsonObject, scope: Scope): JsonObject {
    const { lifecycle, ...rest } = body;
    const attributes = Object.fromEntries(Object.entries(rest).filter(([key]) => !metaArguments.has(key)));
    const evaluated = evaluateBody(attributes, scope) as JsonObject;
    return lifecycle === undefined ? evaluated : { ...evaluated, lifecycle: withoutMarks(lifecycle) };
  }

  private found([type, name]: [string, string], body: JsonObject, file: string): readonly FoundResource[] {
    const address = `${this.address}${type}.${name}`;
    const value = elementOf(this.resources[type], name);
    const instances = instancesOf(body, this.scope);
    return instances.map(({ suffix, key }) => {
      const instance = key === undefined ? value : elementOf(value, key);
      return {
        type,
        name,
        address: `${address}${suffix}`,
        attributes: blocksAsObjects(toJson(instance)) as JsonObject,
        file,
        path: ['resource', type, name],
        isMultiple: suffix === '[*]',
        constructPath: undefined,
      };
    });
  }
}

const metaArguments: ReadonlySet<string> = new Set([
  'count',
  'for_each',
  'provider',
  'providers',
  'depends_on',
  'source',
  'version',
]);

/** Evaluates a body with its `dynamic` blocks. */
function evaluateBody(json: unknown, scope: Scope): Value {
  if (Array.isArray(json)) return json.map((each) => evaluateBody(each, scope));
  if (!isJsonObject(json)) return evaluateJson(json, scope);
  const { dynamic, ...rest } = json;
  const result: Record<string, Value> = {};
  for (const [key, each] of Object.entries(rest)) {
    if (isTemplate(key)) Object.assign(result, evaluateJson({ [key]: each }, scope));
    else result[key] = evaluateBody(each, scope);
  }
  if (!isJsonObject(dynamic)) return dynamic === undefined ? result : { ...result, dynamic };
  for (const [label, blocks] of Object.entries(dynamic)) {
    const made = (Array.isArray(blocks) ? blocks : [blocks]).map((block) =>
      dynamicBlocks(label, block, scope),
    );
    const before = Array.isArray(result[label]) ? (result[label] as Value[]) : [];
    const unknown = made.find((each) => each instanceof Unknown);
    if (unknown !== undefined) result[label] = unknown;
    else if (made.flat().length > 0) result[label] = [...before, ...made.flat()];
  }
  return result;
}

/** The blocks of a `dynamic` block; unknown if its number is. */
function dynamicBlocks(label: string, block: unknown, scope: Scope): Value {
  if (!isJsonObject(block)) return Unknown.of(label);
  const each = withoutLocation(evaluateJson(block['for_each'], scope));
  if (each instanceof Unknown || (!Array.isArray(each) && !isJsonObject(each))) return Unknown.of(label);
  const iterator = textAt(block, 'iterator')?.replace(/^\$\{(.*)\}$/, '$1') ?? label;
  const content = Array.isArray(block['content']) ? block['content'][0] : block['content'];
  return entriesOf(each)
    .slice(0, maxInstances)
    .map(([key, value]) => evaluateBody(content, scopeWith(scope, { [iterator]: { key, value } })));
}

/** The instances of a block with `count` or `for_each`. `[*]` if their number is unknown. */
function instancesOf(body: JsonObject, scope: Scope): readonly Instance[] {
  const unknown = (names: Readonly<Record<string, Value>>) => [{ suffix: '[*]', key: undefined, names }];
  if (body['count'] !== undefined) {
    const count = withoutLocation(evaluateJson(body['count'], scope));
    const number = typeof count === 'boolean' ? Number.NaN : Number(count);
    if (count instanceof Unknown || !Number.isInteger(number) || number < 0) {
      return unknown({ count: { index: Unknown.of('count.index') } });
    }
    return Array.from({ length: Math.min(number, maxInstances) }, (_, index) => ({
      suffix: `[${index}]`,
      key: index,
      names: { count: { index } },
    }));
  }
  if (body['for_each'] === undefined) return [{ suffix: '', key: undefined, names: {} }];
  const each = withoutLocation(evaluateJson(body['for_each'], scope));
  const unknownNames = { each: { key: Unknown.of('each.key'), value: Unknown.of('each.value') } };
  if (each instanceof Unknown || each === null || typeof each !== 'object') return unknown(unknownNames);
  const isSet = Array.isArray(each);
  if (isSet && !each.every(isKnown)) return unknown(unknownNames);
  return entriesOf(each)
    .slice(0, maxInstances)
    .map(([index, value]) => {
      const key = isSet ? String(withoutLocation(value)) : String(index);
      return { suffix: `[${JSON.stringify(key)}]`, key, names: { each: { key, value } } };
    });
}

function collected(
  values: readonly (readonly [string | number | undefined, Value])[],
  address: string,
): Value {
  const [first] = values;
  if (first !== undefined && first[0] === undefined) return first[1];
  if (first === undefined) return [];
  return values.every(([key]) => typeof key === 'number')
    ? values.map(([, value]) => value)
    : new Located(address, Object.fromEntries(values));
}

/** An object whose members are computed once, when they are read; a cycle gives `inCycle`. */
function lazily(
  members: readonly (readonly [string, () => Value])[],
  inCycle: (name: string) => Value,
): JsonObject {
  const result: Record<string, Value> = {};
  for (const [name, compute] of members) {
    let state: 'new' | 'running' | 'done' = 'new';
    let value: Value;
    Object.defineProperty(result, name, {
      enumerable: true,
      configurable: true,
      get: () => {
        if (state === 'running') return inCycle(name);
        if (state === 'new') {
          state = 'running';
          value = compute() ?? inCycle(name);
          state = 'done';
        }
        return value;
      },
    });
  }
  return result;
}

/** `ignore_changes = [node_count]` names attributes, and JSON of HCL has them as expressions. */
function withoutMarks(json: unknown): unknown {
  if (typeof json === 'string') return json.replace(/^\$\{(.*)\}$/s, '$1');
  if (Array.isArray(json))
    return json.length === 1 && isJsonObject(json[0]) ? withoutMarks(json[0]) : json.map(withoutMarks);
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, withoutMarks(each)]));
}

/** A single block is an object, as in the JSON that CDKTF writes. */
export function blocksAsObjects(json: unknown): unknown {
  if (Array.isArray(json)) {
    const items = json.map(blocksAsObjects);
    return items.length === 1 && isJsonObject(items[0]) ? items[0] : items;
  }
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(Object.entries(json).map(([key, each]) => [key, blocksAsObjects(each)]));
}
