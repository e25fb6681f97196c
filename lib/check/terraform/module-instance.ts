import { isJsonObject, type JsonObject, textAt } from '../../values/json';
import type { FoundResource } from '../terraform-resource';
import { blocksAsObjects, evaluateBody, instancesOf, metaArguments, withoutMarks } from './block-body';
import { evaluateJson, evaluateSafely, type Scope, scopeWith } from './evaluate';
import { elementOf, Located, toJson, Unknown, type Value } from './known-value';
import type { ModuleFile, ModuleFolders, RootModule, UnseenModule } from './module-folders';
import { withTypeDefaults } from './variable-types';

/** Arguments of a module block that are not variables of the module. */
const moduleArguments: ReadonlySet<string> = new Set(['source', 'version']);

/** The folder of a local module; undefined for a registry, Git or HTTP source. */
export function localFolder(folder: string, source: string | undefined): string | undefined {
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
export function blocksOf(
  file: JsonObject,
  type: string,
  labels = type === 'resource' ? 2 : 1,
): readonly Block[] {
  const open = (value: unknown, left: number, names: readonly string[]): readonly Block[] => {
    if (Array.isArray(value)) return value.flatMap((each) => open(each, left, names));
    if (!isJsonObject(value)) return [];
    if (left === 0) return [{ labels: names, body: value }];
    return Object.entries(value).flatMap(([name, each]) => open(each, left - 1, [...names, name]));
  };
  return open(file[type], labels, []);
}

/** A module with its arguments: a root, or an instance of a `module` block. */
export class ModuleInstance {
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
    /** Folders of the modules around this one, and its own as the last. */
    private readonly folders: readonly string[],
    /** Prefix of its addresses: `module.aks.`, or empty for a root. */
    private readonly address: string,
    private readonly args: JsonObject,
  ) {
    this.files = input.folders.get(this.folder) ?? [];
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

  private get folder(): string {
    return this.folders.at(-1)!;
  }

  /** The resources of this module and of its modules, and the modules that the files lack. */
  collect(): Pick<RootModule, 'resources' | 'unseenModules'> {
    const own = this.files.flatMap(({ path, body: file }) =>
      blocksOf(file, 'resource').flatMap(({ labels, body }) =>
        this.found(labels as [string, string], body, path),
      ),
    );
    for (const name of Object.keys(this.modules)) void this.modules[name];
    const below = this.children.map((child) => child.collect());
    return {
      resources: [...own, ...below.flatMap(({ resources }) => resources)],
      unseenModules: [...this.unseen, ...below.flatMap(({ unseenModules }) => unseenModules)],
    };
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
    // Terraform replaces null by the default only if the variable is not nullable.
    const isGiven = given !== undefined && (given !== null || body['nullable'] !== false);
    const value = isGiven ? given : evaluateJson(body['default'], this.scope);
    if (value === undefined) return Unknown.of(`var.${name}`);
    const type = typeof body['type'] === 'string' ? this.input.trees.get(body['type']) : undefined;
    return withTypeDefaults(type, value, (tree) => evaluateSafely(tree, this.scope, '?'));
  }

  private module(name: string, body: JsonObject, file: string): Value {
    const address = `${this.address}module.${name}`;
    const source = textAt(body, 'source') ?? '';
    const folder = localFolder(this.folder, source);
    const isCycle = folder !== undefined && this.folders.includes(folder);
    const isSeen = folder !== undefined && this.input.folders.has(folder) && !isCycle;
    const values = instancesOf(body, this.scope).map(({ suffix, key, names }) => {
      const scope = scopeWith(this.scope, names);
      const args = Object.fromEntries(
        Object.entries(body)
          .filter(([argument]) => !metaArguments.has(argument) && !moduleArguments.has(argument))
          .map(([argument, json]) => [argument, evaluateJson(json, scope)]),
      );
      if (!isSeen) {
        const known = toJson(args) as JsonObject;
        this.unseen.push({ address: `${address}${suffix}`, source, file, args: known });
        return [key, Unknown.at(`${address}${suffix}`)] as const;
      }
      const child = new ModuleInstance(this.input, [...this.folders, folder], `${address}${suffix}.`, args);
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
          const computed = compute();
          value = computed === undefined ? inCycle(name) : computed;
          state = 'done';
        }
        return value;
      },
    });
  }
  return result;
}
