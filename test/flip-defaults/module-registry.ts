import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vm from 'node:vm';
import { transformSync } from '@swc/core';

type ModuleFunction = (
  exports: object,
  require: (name: string) => unknown,
  module: { exports: object },
) => void;
type Modules = Map<string, { exports: object }>;

/**
 * Loads the TypeScript of a project with the text that `sourceOf` makes of each file. Every `fresh()` gives a loader that has evaluated
 * nothing yet, so that no state survives from one to the next; each file is compiled once.
 */
export class ModuleRegistry {
  private readonly compiled = new Map<string, ModuleFunction>();
  private readonly resolved = new Map<string, string>();
  private readonly sharedModules: Modules = new Map();
  private readonly packages: NodeJS.Require;

  constructor(
    private readonly root: string,
    private readonly shared: readonly string[],
    private readonly sourceOf: (file: string, text: string) => string,
  ) {
    this.packages = createRequire(path.join(root, 'package.json'));
  }

  fresh(): (file: string) => unknown {
    const modules: Modules = new Map();
    return (file) => this.load(path.join(this.root, file), modules);
  }

  private load(file: string, own: Modules): unknown {
    const isShared = this.shared.some((folder) => file.startsWith(path.join(this.root, folder, path.sep)));
    const modules = isShared ? this.sharedModules : own;
    const loaded = modules.get(file);
    if (loaded !== undefined) return loaded.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const require = (name: string) =>
      name.startsWith('.')
        ? this.load(this.resolve(path.resolve(path.dirname(file), name)), own)
        : this.packages(name);
    this.compile(file)(module.exports, Object.assign(require, { main: undefined }), module);
    return module.exports;
  }

  private resolve(name: string): string {
    const known = this.resolved.get(name);
    if (known !== undefined) return known;
    const file = [`${name}.ts`, path.join(name, 'index.ts')].find((each) => existsSync(each));
    if (file === undefined) throw new Error(`There is no TypeScript module ${name}`);
    this.resolved.set(name, file);
    return file;
  }

  private compile(file: string): ModuleFunction {
    const known = this.compiled.get(file);
    if (known !== undefined) return known;
    const { code } = transformSync(this.sourceOf(file, readFileSync(file, 'utf8')), {
      filename: file,
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    });
    const directories = `const __filename = ${JSON.stringify(file)}, __dirname = ${JSON.stringify(path.dirname(file))};`;
    const wrapped = `(function (exports, require, module) { ${directories} ${code}\n})`;
    const made = vm.runInThisContext(wrapped, { filename: file }) as ModuleFunction;
    this.compiled.set(file, made);
    return made;
  }
}
