import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { sampleFiles, sampleFolder, sampleText } from '../platforms/sample';

const project = path.join(__dirname, '../..');
let copy: string;

/** The library with the sample in a folder of their own, as a clone has them. */
beforeAll(() => {
  copy = fs.mkdtempSync(path.join(os.tmpdir(), 'command-lines-'));
  for (const name of [
    'cli',
    'lib',
    'constructs',
    'imports',
    'package.json',
    'tsconfig.json',
    'cdktf.json',
    'cdk8s.yaml',
  ]) {
    fs.cpSync(path.join(project, name), path.join(copy, name), { recursive: true });
  }
  for (const file of sampleFiles) fs.writeFileSync(path.join(copy, file), sampleText(file));
  fs.cpSync(path.join(sampleFolder, 'outputs'), path.join(copy, 'outputs'), { recursive: true });
  fs.symlinkSync(path.join(project, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
});
afterAll(() => fs.rmSync(copy, { recursive: true, force: true }));

function command(...words: readonly string[]): SpawnSyncReturns<string> {
  const { CDKTF_OUTDIR: _, CDK8S_OUTDIR: __, TF_CLI_CONFIG_FILE: ___, ...environment } = process.env;
  return spawnSync(words[0]!, words.slice(1), {
    cwd: copy,
    encoding: 'utf8',
    env: { ...environment, CHECKPOINT_DISABLE: '1', CI: 'true' },
  });
}

function filesBelow(folder: string): Readonly<Record<string, string>> {
  const absolute = path.join(copy, folder);
  if (!fs.existsSync(absolute)) return {};
  return Object.fromEntries(
    fs
      .readdirSync(absolute, { recursive: true, encoding: 'utf8' })
      .filter((name) => fs.statSync(path.join(absolute, name)).isFile())
      .sort()
      .map((name) => [name, fs.readFileSync(path.join(absolute, name), 'utf8')]),
  );
}

const commands = {
  npm: ['npm', 'run', 'synth'],
  cdktf: ['npx', 'cdktf', 'synth'],
  cdk8s: ['npx', 'cdk8s', 'synth'],
} as const;

describe('the three ways to synthesize', () => {
  let manifests: Readonly<Record<string, string>>;
  let terraform: Readonly<Record<string, string>>;

  beforeAll(() => {
    expect(command(...commands.npm).status).toBe(0);
    manifests = filesBelow('dist');
    terraform = filesBelow('cdktf.out');
  }, 60_000);

  it('npm run synth writes both halves', () => {
    expect([Object.keys(terraform), Object.keys(manifests).length > 15]).toEqual([
      [
        '.synthesized',
        'manifest.json',
        'stacks/development/cdk.tf.json',
        'stacks/development/versions.tf',
        'stacks/production/cdk.tf.json',
        'stacks/production/versions.tf',
      ],
      true,
    ]);
  });

  it('writes no path of this machine to any file', () => {
    expect(JSON.stringify([terraform, manifests])).not.toContain(path.basename(copy));
  });

  it('cdktf synth writes the same Terraform, and nothing else', () => {
    fs.rmSync(path.join(copy, 'cdktf.out'), { recursive: true });
    fs.rmSync(path.join(copy, 'dist'), { recursive: true });
    expect(command(...commands.cdktf).status).toBe(0);
    expect([filesBelow('cdktf.out'), filesBelow('dist')]).toEqual([terraform, {}]);
  }, 60_000);

  it('cdk8s synth writes the same manifests, and nothing else', () => {
    fs.rmSync(path.join(copy, 'cdktf.out'), { recursive: true });
    const result = command(...commands.cdk8s);
    expect(result.status).toBe(0);
    expect(result.stdout).toContain('cdk8s.out/production/ai-app/deployment.ai-app.yaml');
    expect([filesBelow('dist'), filesBelow('cdktf.out')]).toEqual([manifests, {}]);
  }, 60_000);

  it('cdk8s synth --stdout prints the manifests and changes no file', () => {
    const before = filesBelow('dist');
    const { status, stdout } = command(...commands.cdk8s, '--stdout');
    const printed = parseAllDocuments(stdout).map((document) => document.toJS().kind);
    const made = Object.entries(before).filter(([name]) => name.endsWith('.yaml'));
    expect([status, printed.sort()]).toEqual([0, made.map(([, text]) => parse(text).kind).sort()]);
    expect(filesBelow('dist')).toEqual(before);
  }, 60_000);

  it.each(Object.entries(commands))(
    '%s refuses a wrong definition and changes no file',
    (_, words) => {
      const workloads = fs.readFileSync(path.join(copy, 'workloads.ts'), 'utf8');
      const before = [filesBelow('dist'), filesBelow('cdktf.out')];
      try {
        fs.writeFileSync(
          path.join(copy, 'workloads.ts'),
          workloads.replace("nodePool: 'gpupool'", "nodePool: 'gpupol'"),
        );
        const { status, stdout, stderr } = command(...words);
        expect(status).not.toBe(0);
        expect(stdout + stderr).toContain('Did you mean "gpupool"?');
        expect([filesBelow('dist'), filesBelow('cdktf.out')]).toEqual(before);
      } finally {
        fs.writeFileSync(path.join(copy, 'workloads.ts'), workloads);
      }
    },
    60_000,
  );
});
