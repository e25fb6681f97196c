import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { Project, ts } from 'ts-morph';
import { apiReports, buildPackage, entryPoints } from '../docs/api-report';
import { definitionFields } from './lib/definition/field-docs';

const root = path.join(__dirname, '..');
const packageJson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** The folder of a user's project with the built package in its node_modules. */
let project: string;
let installed: string;
let reports: ReadonlyMap<string, string>;

beforeAll(() => {
  project = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'public-surface-')));
  installed = path.join(project, 'node_modules', packageJson.name);
  buildPackage(installed);
  reports = apiReports(installed);
  for (const file of ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE']) {
    copyFileSync(path.join(root, file), path.join(installed, file));
  }
  for (const name of Object.keys({ ...packageJson.dependencies, ...packageJson.peerDependencies })) {
    const link = path.join(project, 'node_modules', name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(root, 'node_modules', name), link);
  }
  copyFileSync(path.join(root, 'examples/one-construct.ts'), path.join(project, 'one-construct.ts'));
  for (const [name, text] of Object.entries(programs)) writeFileSync(path.join(project, name), text);
});
afterAll(() => rmSync(project, { recursive: true, force: true }));

/** What a user writes; `one-construct.ts` is the example of the README. */
const programs = {
  'platform.ts': `
    import { type BaseDefinition, type EnvironmentDefinitions, PlatformSet, resolvePlatform } from 'aks-ai-platform';

    declare const base: BaseDefinition;
    declare const environments: EnvironmentDefinitions;
    export const names = new PlatformSet(base, environments).platforms.map(({ resolved }) => resolved.cluster.name);
    export const region: string = resolvePlatform({ ...base, environment: 'test' }).azure.location;
  `,
  'cluster.ts': `
    import { type AksClusterProps, checkTerraform, WorkloadIdentity } from 'aks-ai-platform/azure';
    import type { TerraformStack } from 'cdktf';

    export function check(stack: TerraformStack): void {
      checkTerraform(stack);
    }
    export type ApiServer = AksClusterProps['apiServer'];
    export const construct = WorkloadIdentity;
  `,
  'manifests.ts': `
    import { allRules, checkPicture, readFiles } from 'aks-ai-platform/check';
    import { ArgoApplication } from 'aks-ai-platform/gitops';
    import { ScaledObject, serviceBusTrigger, type VllmServerProps } from 'aks-ai-platform/kubernetes';
    import { type ProbeStrategy, probeStrategy } from 'aks-ai-platform/probes';
    import { findModel, ProblemList, recommend } from 'aks-ai-platform/sizing';

    export const sizes: string[] = recommend({ model: findModel('microsoft/phi-4')!, requestsInFlight: 4 }, ProblemList.create())
      .map(({ vmSize }) => vmSize);
    export const strategy: ProbeStrategy = probeStrategy({ maxProcessingSeconds: 60, runtime: 'python' });
    export const rules: string[] = checkPicture(readFiles([]).picture, { rules: allRules }).findings.map(({ rule }) => rule);
    export const constructs = [ArgoApplication, ScaledObject, serviceBusTrigger];
    export type Model = VllmServerProps['model'];
  `,
};

describe('the public surface', () => {
  it.each(
    entryPoints()
      .map(({ report }) => report)
      .concat('docs/api/unexported.md'),
  )('is the one that %s shows (run `npm run api` after a change, and review its diff)', (report) => {
    const committed = readFileSync(path.join(root, report), 'utf8');
    expect(reports.get(report)).toBe(committed);
  });

  it('has the seven entry points and package.json, and nothing else', () => {
    expect(Object.keys(packageJson.exports)).toEqual([
      '.',
      './azure',
      './kubernetes',
      './gitops',
      './sizing',
      './probes',
      './check',
      './package.json',
    ]);
  });

  it('is the same under moduleResolution node10, which reads typesVersions in place of exports', () => {
    const [main, ...others] = entryPoints();
    expect(packageJson.types).toBe(`./${main!.declarations}`);
    expect(packageJson.typesVersions).toEqual({
      '*': Object.fromEntries(
        others.map(({ specifier, declarations }) => [path.basename(specifier), [`./${declarations}`]]),
      ),
    });
  });
});

it('no file of lib, constructs and cli imports an entry point', () => {
  const files = ['lib', 'constructs', 'cli'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => path.join(folder, name)),
  );
  const sources = new Set(
    entryPoints().map(({ declarations }) => declarations.replace(/^build\/(.*)\.d\.ts$/, '$1')),
  );
  const imports = files.flatMap((file) =>
    [...readFileSync(path.join(root, file), 'utf8').matchAll(/from '(\.[^']*)'/g)].map(([, module]) => {
      const target = path.join(path.dirname(file), module!);
      return { file, target };
    }),
  );
  expect(imports.length).toBeGreaterThan(1000);
  expect(
    imports.filter(({ target }) => sources.has(target) || sources.has(path.join(target, 'index'))),
  ).toEqual([]);
});

/** Diagnostics of TypeScript 5.9 with the tsconfig.json of a stock template, one line each. */
function compileAs(template: string, files: readonly string[]): readonly string[] {
  const { config } = ts.readConfigFile(path.join(root, 'node_modules', template), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [] }, ts.sys, project);
  const program = new Project({
    compilerOptions: { ...options, incremental: false, noEmit: true, types: [] },
  });
  for (const file of files) program.addSourceFileAtPath(path.join(project, file));
  return program.getPreEmitDiagnostics().map((each) =>
    ts.formatDiagnostic(each.compilerObject, {
      ...ts.sys,
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => project,
      getNewLine: () => '',
    }),
  );
}

describe('the built package', () => {
  it('has the docstring of every field of the definition in its declarations', () => {
    const declarationOf = (file: string) =>
      readFileSync(path.join(installed, 'build', file.replace(/\.ts$/, '.d.ts')), 'utf8');
    const lost = definitionFields().filter(
      ({ file, text }) => !declarationOf(file).includes(text.split('\n')[0]!),
    );
    expect(lost.map(({ file, line, name }) => `${file}:${line} ${name}`)).toEqual([]);
  });

  const files = ['one-construct.ts', ...Object.keys(programs)];

  it('compiles in the template of `cdktf init`, which is CommonJS with node10', () => {
    expect(compileAs('@cdktf/cli-core/templates/typescript/tsconfig.json', files)).toEqual([]);
  });

  it('compiles in the template of `cdk8s init`, which is CommonJS with node10 and checks declarations', () => {
    expect(compileAs('cdk8s-cli/templates/typescript-app/tsconfig.json', ['manifests.ts'])).toEqual([]);
  });

  it.each([
    ['node16', 'node16'],
    ['esnext', 'bundler'],
  ])('compiles with module %s and moduleResolution %s', (module, moduleResolution) => {
    const options = ['--strict', '--noEmit', '--skipLibCheck', '--target', 'es2022', '--types', ''];
    const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
    const resolution = ['--module', module, '--moduleResolution', moduleResolution];
    const run = () =>
      execFileSync(process.execPath, [compiler, ...options, ...resolution, ...files], {
        cwd: project,
        encoding: 'utf8',
      });
    expect(run()).toBe('');
  });

  it('loads as CommonJS and as an ES module, with the same names', () => {
    const specifiers = entryPoints().map(({ specifier }) => specifier);
    const script = `
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const namesOf = (module) => Object.keys(module).filter((name) => !['default', 'module.exports', '__esModule'].includes(name)).sort();
      for (const specifier of ${JSON.stringify(specifiers)}) {
        const [common, es] = [namesOf(require(specifier)), namesOf(await import(specifier))];
        console.log(specifier, common.length > 3 && common.join() === es.join());
      }`;
    writeFileSync(path.join(project, 'load.mjs'), script);
    const output = execFileSync(process.execPath, ['load.mjs'], { cwd: project, encoding: 'utf8' });
    expect(output.trimEnd().split('\n')).toEqual(specifiers.map((specifier) => `${specifier} true`));
  });

  it('refuses a module that is no entry point', () => {
    const load = () =>
      execFileSync(process.execPath, ['-e', "require('aks-ai-platform/build/lib/values/taint')"], {
        cwd: project,
        stdio: 'pipe',
      });
    expect(load).toThrow('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('leaves out what synth writes below build', () => {
    mkdirSync(path.join(installed, 'build/preview/production'), { recursive: true });
    writeFileSync(path.join(installed, 'build/preview/production/RUNBOOK.md'), '');
    const listing = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: installed,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const paths = (JSON.parse(listing)[0].files as { path: string }[]).map((file) => file.path);
    expect(paths).toEqual(
      expect.arrayContaining(['build/index.js', 'build/index.d.ts', 'build/cli/aks-ai.js', 'README.md']),
    );
    expect(
      paths.filter(
        (file) =>
          !/^(?:build\/(?:lib|constructs|imports|cli)\/|build\/index\.(?:js|d\.ts)$|package\.json$|[A-Z]+(?:\.md)?$)/.test(
            file,
          ),
      ),
    ).toEqual([]);
  });
});
