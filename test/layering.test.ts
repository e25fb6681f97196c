import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import * as path from 'node:path';

const root = path.join(__dirname, '..');

/** Every module that a source file names, with the file. */
function importsBelow(folder: string): readonly { readonly file: string; readonly module: string }[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const file = path.join(folder, name);
      const text = readFileSync(path.join(root, file), 'utf8');
      return [...text.matchAll(/(?:\bfrom\s+|^import\s+|\brequire\(|\bimport\()['"]([\w@./:-]+)['"]/gm)].map(
        (match) => ({
          file,
          module: match[1]!,
        }),
      );
    });
}

/** The folder of this project that a relative import leads to; the package's name for any other. */
function target({ file, module }: { file: string; module: string }): string {
  return module.startsWith('.') ? path.join(path.dirname(file), module) : module;
}

/** The floors of lib, lowest first. A file imports only its own folder and lower floors. */
const floors = [
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

const isCdktf = (name: string) => /^(cdktf|@cdktf\/.+)$/.test(name);
const isCdk8s = (name: string) => /^cdk8s(-plus-\d+)?$/.test(name);
const isNode = (name: string) => name.startsWith('node:') || builtinModules.includes(name);

describe('floors of lib', () => {
  it('are the folders of lib', () => {
    const folders = readdirSync(path.join(root, 'lib'), { withFileTypes: true });
    expect(
      folders
        .filter((each) => each.isDirectory())
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...floors].sort());
  });

  it.each(floors.map((floor, index) => [floor, floors.slice(index + 1)] as const))(
    '%s imports no floor above it',
    (floor, above) => {
      const wrong = importsBelow(`lib/${floor}`).filter((each) => {
        const [top, folder] = target(each).split('/');
        return top === 'lib' && above.includes(folder!);
      });
      expect(wrong).toEqual([]);
    },
  );
});

describe('dependencies point inward', () => {
  it('lib imports nothing of the outer layers, no CDK, no Node', () => {
    const wrong = importsBelow('lib').filter((each) => {
      const name = target(each);
      return (
        isCdktf(name) ||
        isCdk8s(name) ||
        name === 'constructs' ||
        isNode(name) ||
        /^(constructs|imports|cli)\//.test(name)
      );
    });
    expect(wrong).toEqual([]);
  });

  it('lib uses three libraries: addresses, schemas, YAML', () => {
    const packages = new Set(
      importsBelow('lib')
        .map(target)
        .filter((name) => !name.startsWith('lib/')),
    );
    expect([...packages].filter((name) => !['ipaddr.js', 'zod', 'yaml'].includes(name))).toEqual([]);
  });

  it('only constructs/azure and the synth engine import CDKTF', () => {
    const wrong = importsBelow('constructs').filter(
      (each) =>
        isCdktf(target(each)) &&
        !/^constructs\/(azure|synth)\//.test(each.file) &&
        each.file !== 'constructs/platform.ts',
    );
    expect(wrong).toEqual([]);
  });

  it('only constructs/kubernetes, constructs/gitops and the synth engine import cdk8s', () => {
    const wrong = importsBelow('constructs').filter(
      (each) =>
        isCdk8s(target(each)) &&
        !/^constructs\/(kubernetes|gitops|synth)\//.test(each.file) &&
        each.file !== 'constructs/platform.ts',
    );
    expect(wrong).toEqual([]);
  });

  it("imports the provider's classes through the seams alone", () => {
    const wrong = [...importsBelow('constructs'), ...importsBelow('lib')].filter(({ module }) =>
      module.startsWith('@cdktf/'),
    );
    expect(wrong).toEqual([]);
  });

  it('neither half imports the other', () => {
    const wrong = [
      ...importsBelow('constructs/azure').filter((each) =>
        /^constructs\/(kubernetes|gitops)\//.test(target(each)),
      ),
      ...importsBelow('constructs/kubernetes').filter((each) =>
        /^constructs\/(azure|gitops)\//.test(target(each)),
      ),
      ...importsBelow('constructs/gitops').filter((each) => /^constructs\/azure\//.test(target(each))),
    ];
    expect(wrong).toEqual([]);
  });

  it('has no cycle', () => {
    const edges = new Map<string, string[]>();
    for (const each of [...importsBelow('lib'), ...importsBelow('constructs'), ...importsBelow('cli')]) {
      const from = each.file.replace(/\.ts$/, '');
      edges.set(from, [...(edges.get(from) ?? []), target(each)]);
    }
    const cycles: string[] = [];
    const done = new Set<string>();
    const visit = (node: string, trail: readonly string[]): void => {
      if (trail.includes(node)) cycles.push([...trail.slice(trail.indexOf(node)), node].join(' -> '));
      if (done.has(node) || trail.includes(node)) return;
      for (const next of edges.get(node) ?? []) visit(next, [...trail, node]);
      done.add(node);
    };
    for (const node of edges.keys()) visit(node, []);
    expect(cycles).toEqual([]);
  });
});
