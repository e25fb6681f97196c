/**
 * Times `npm run synth` of the sample platform against the stock TypeScript templates of the two CDKs, in one run:
 *
 *   npm run benchmark [-- --runs 5]
 *
 * The templates are what `cdktf init --template=typescript` and `cdk8s init typescript-app` give: an app with one empty
 * stack or chart, run by ts-node, which also checks its types. They are installed into a temporary folder (npm registry).
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';

const root = path.join(__dirname, '..');
const versions = require(path.join(root, 'package.json')).devDependencies as Record<string, string>;

const { values } = parseArgs({ options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
if (!Number.isInteger(runs) || runs < 1) {
  console.error(`--runs: "${values.runs}" is not a whole number of 1 or more.`);
  process.exit(2);
}

interface Subject {
  readonly name: string;
  readonly folder: string;
  readonly command: readonly string[];
}

function writeTemplate(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: folder,
    stdio: 'ignore',
  });
}

function packageJson(dependencies: Readonly<Record<string, string>>): string {
  const common = {
    constructs: versions['constructs'],
    'ts-node': '^10',
    typescript: '5.9.x',
    '@types/node': '^20',
  };
  return JSON.stringify(
    { name: 'template', private: true, dependencies: { ...common, ...dependencies } },
    null,
    2,
  );
}

const tsconfig = JSON.stringify({
  compilerOptions: {
    target: 'ES2020',
    module: 'CommonJS',
    lib: ['es2020'],
    strict: true,
    noImplicitReturns: true,
    skipLibCheck: true,
  },
});

function templates(folder: string): readonly Subject[] {
  const cdktf = path.join(folder, 'cdktf');
  writeTemplate(cdktf, {
    'package.json': packageJson({ cdktf: versions['cdktf']!, 'cdktf-cli': versions['cdktf-cli']! }),
    'tsconfig.json': tsconfig,
    'cdktf.json': JSON.stringify({
      language: 'typescript',
      app: 'npx ts-node main.ts',
      projectId: 'template',
    }),
    'main.ts': [
      "import { Construct } from 'constructs';",
      "import { App, TerraformStack } from 'cdktf';",
      'class MyStack extends TerraformStack {',
      '  constructor(scope: Construct, id: string) {',
      '    super(scope, id);',
      '  }',
      '}',
      'const app = new App();',
      "new MyStack(app, 'template');",
      'app.synth();',
    ].join('\n'),
  });
  const cdk8s = path.join(folder, 'cdk8s');
  writeTemplate(cdk8s, {
    'package.json': packageJson({
      cdk8s: versions['cdk8s']!,
      'cdk8s-cli': versions['cdk8s-cli']!,
      'cdk8s-plus-28': versions['cdk8s-plus-28']!,
    }),
    'tsconfig.json': tsconfig,
    'cdk8s.yaml': 'language: typescript\napp: npx ts-node main.ts\n',
    'main.ts': [
      "import { Construct } from 'constructs';",
      "import { App, Chart, ChartProps } from 'cdk8s';",
      'export class MyChart extends Chart {',
      '  constructor(scope: Construct, id: string, props: ChartProps = {}) {',
      '    super(scope, id, props);',
      '  }',
      '}',
      'const app = new App();',
      "new MyChart(app, 'template');",
      'app.synth();',
    ].join('\n'),
  });
  return [
    { name: 'cdktf synth, stock template', folder: cdktf, command: ['npx', 'cdktf', 'synth'] },
    { name: 'cdk8s synth, stock template', folder: cdk8s, command: ['npx', 'cdk8s', 'synth'] },
  ];
}

function seconds(subject: Subject): number {
  const start = performance.now();
  const [command, ...args] = subject.command;
  execFileSync(command!, args, {
    cwd: subject.folder,
    stdio: 'ignore',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', CI: 'true' },
  });
  return (performance.now() - start) / 1000;
}

function median(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-benchmark-'));
try {
  console.log('Installing the stock templates ...');
  const own: Subject = {
    name: 'npm run synth, sample platform',
    folder: root,
    command: ['npm', 'run', 'synth'],
  };
  const subjects = [own, ...templates(folder)];
  for (const subject of subjects) seconds(subject); // caches warm for all alike
  const times = new Map(subjects.map((subject) => [subject, [] as number[]]));
  // In turns, so that what else the machine does falls on all alike.
  for (let run = 0; run < runs; run++) {
    for (const subject of subjects) times.get(subject)!.push(seconds(subject));
  }
  console.log(`\nSeconds, median of ${runs} runs (min to max), Node ${process.version}:`);
  for (const [subject, list] of times) {
    const range = `${Math.min(...list).toFixed(2)} to ${Math.max(...list).toFixed(2)}`;
    console.log(`  ${subject.name.padEnd(32)} ${median(list).toFixed(2)}  (${range})`);
  }
  const ours = median(times.get(own)!);
  const stock = subjects
    .filter((subject) => subject !== own)
    .reduce((sum, subject) => sum + median(times.get(subject)!), 0);
  const share = ours / stock;
  console.log(
    `\n${ours.toFixed(2)} s against ${stock.toFixed(2)} s: ${(share * 100).toFixed(0)} % (at most 25 % is the aim)`,
  );
  process.exitCode = share <= 0.25 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
