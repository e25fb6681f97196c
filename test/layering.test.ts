import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import * as path from 'node:path';

const root = path.join(__dirname, '..');

/** The floors of `lib`, lowest first. A file imports its own folder and lower floors, type imports included. */
const floors: readonly string[] = [
  'problems',
  'values',
  'facts',
  'engine',
  'definition',
  'check',
  'platform',
  'operations',
  'changes',
];

interface Import {
  readonly file: string;
  /** Path of the imported file from the root without `.ts`, or the name of a package. */
  readonly target: string;
}

const specifier = /(?:\bfrom\s+|^import\s+|\brequire\(|\bimport\()['"]([\w@./:-]+)['"]/gm;

/** Source files below a folder, or the file itself. */
function sourceFiles(place: string): readonly string[] {
  if (/\.c?ts$/.test(place)) return [place];
  return readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') || name.endsWith('.cjs'))
    .map((name) => path.posix.join(place, name));
}

/** Every import of the source files below a folder. */
function importsOf(place: string): readonly Import[] {
  return sourceFiles(place).flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    return [...text.matchAll(specifier)].map(([, module]) => ({
      file,
      target: module!.startsWith('.') ? path.posix.join(path.posix.dirname(file), module!) : module!,
    }));
  });
}

const lib = importsOf('lib');
const constructs = importsOf('constructs');
const cli = importsOf('cli');

const shown = ({ file, target }: Import) => `${file} -> ${target}`;
const isCdktf = ({ target }: Import) => /^(cdktf|@cdktf\/.+)$/.test(target);
const isCdk8s = ({ target }: Import) => /^cdk8s(-plus-\d+)?$/.test(target);
const isNode = ({ target }: Import) => target.startsWith('node:') || builtinModules.includes(target);
const isPackage = ({ target }: Import) => !/^(lib|constructs|imports|cli)(\/|$)/.test(target);

/** The floor of a path in `lib`, counted from 0; -1 for what stands on none. */
function floorOf(place: string): number {
  const [folder, floor] = place.split('/');
  return folder === 'lib' ? floors.indexOf(floor ?? '') : -1;
}

describe('the floors of lib', () => {
  it('has the nine folders of the table and no other file', () => {
    const folders = readdirSync(path.join(root, 'lib')).filter((name) => name !== 'README.md');
    expect(folders.sort()).toEqual([...floors].sort());
  });

  it.each(floors)('%s imports only its own folder and lower floors', (floor) => {
    const upward = lib.filter(
      (each) =>
        each.file.startsWith(`lib/${floor}/`) &&
        !isPackage(each) &&
        !(floorOf(each.target) >= 0 && floorOf(each.target) <= floorOf(each.file)),
    );
    expect(upward.map(shown)).toEqual([]);
  });

  it('imports no CDK and no Node module', () => {
    const outer = lib.filter(
      (each) => isCdktf(each) || isCdk8s(each) || isNode(each) || each.target === 'constructs',
    );
    expect(outer.map(shown)).toEqual([]);
  });

  it('uses libraries for addresses, schemas, YAML and PromQL only', () => {
    const libraries = [
      'ipaddr.js',
      'zod',
      // Validates the objects of the check against the schemas of Kubernetes.
      'ajv',
      'yaml',
      // The grammar of Prometheus' own editor: a parser of our own accepted queries that Prometheus rejects. The second package has
      // the types of its syntax tree.
      '@prometheus-io/lezer-promql',
      '@lezer/common',
    ];
    const packages = new Set(lib.filter(isPackage).map(({ target }) => target));
    expect([...packages].filter((name) => !libraries.includes(name))).toEqual([]);
  });

  it('loads the grammar of PromQL in one file, on first use', () => {
    const users = lib.filter(({ target }) => target === '@prometheus-io/lezer-promql');
    expect(users.map(({ file }) => file)).toEqual(['lib/engine/scaling/promql/parse-promql.ts']);
  });
});

describe('constructs', () => {
  it('only constructs/azure, the synth engine and the platform import CDKTF', () => {
    const wrong = constructs.filter(
      (each) =>
        isCdktf(each) &&
        !/^constructs\/(azure|synth)\//.test(each.file) &&
        each.file !== 'constructs/platform.ts',
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('only constructs/kubernetes, constructs/gitops, the synth engine and the platform import cdk8s', () => {
    const wrong = constructs.filter(
      (each) =>
        isCdk8s(each) &&
        !/^constructs\/(kubernetes|gitops|synth)\//.test(each.file) &&
        each.file !== 'constructs/platform.ts',
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it("import the provider's classes through the seams alone", () => {
    const wrong = constructs.filter(({ target }) => target.startsWith('@cdktf/'));
    expect(wrong.map(shown)).toEqual([]);
  });

  it('neither half imports the other', () => {
    const forbidden: Readonly<Record<string, RegExp>> = {
      azure: /^constructs\/(kubernetes|gitops)\//,
      kubernetes: /^constructs\/(azure|gitops)\//,
      gitops: /^constructs\/azure\//,
    };
    const wrong = constructs.filter(({ file, target }) =>
      Object.entries(forbidden).some(
        ([half, other]) => file.startsWith(`constructs/${half}/`) && other.test(target),
      ),
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('imports nothing of the command', () => {
    expect(constructs.filter(({ target }) => target.startsWith('cli/')).map(shown)).toEqual([]);
  });
});

describe('cli', () => {
  it('imports no CDK: it is thin, over lib and constructs', () => {
    expect(cli.filter((each) => isCdktf(each) || isCdk8s(each)).map(shown)).toEqual([]);
  });
});

describe('the whole', () => {
  it('has no circle of files', () => {
    expect(circles([...lib, ...constructs, ...cli])).toEqual([]);
  });

  it('would find a circle', () => {
    const edge = (file: string, target: string) => ({ file, target });
    const found = circles([edge('a.ts', 'b'), edge('b.ts', 'c'), edge('c.ts', 'b'), edge('d.ts', 'a')]);
    expect(found).toEqual(['b -> c -> b']);
  });

  it.each([
    ...floors.map((floor) => `lib/${floor}`),
    ...['azure', 'kubernetes', 'gitops', 'synth'].map((folder) => `constructs/${folder}`),
  ])('%s has a README of at most twenty lines', (folder) => {
    const lines = readFileSync(path.join(root, folder, 'README.md'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(lines.length).toBeLessThanOrEqual(20);
  });
});

/** Import circles, type imports included, each once. */
function circles(imports: readonly Import[]): readonly string[] {
  const edges = new Map<string, string[]>();
  for (const { file, target } of imports) {
    const from = file.replace(/\.c?ts$/, '');
    edges.set(from, [...(edges.get(from) ?? []), target]);
    // A folder's own entry point is imported by the folder's name.
    if (from.endsWith('/index')) edges.set(path.posix.dirname(from), [from]);
  }
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) found.push([...trail.slice(trail.indexOf(node)), node].join(' -> '));
    if (done.has(node) || trail.includes(node)) return;
    for (const next of edges.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of edges.keys()) visit(node, []);
  return found;
}
