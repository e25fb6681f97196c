import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runCommandLine } from '../../cli/command-line';
import { fingerprintOf } from '../../constructs/synth/fingerprint';
import { toRecord } from '../../lib/platform/gitops/publication-record';

let folder: string;
const start = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-changes-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

/** Runs the command in the folder as a shell would. */
async function changes(...args: readonly string[]) {
  let out = '';
  let errors = '';
  const code = await runCommandLine(['changes', ...args], {
    write: (text) => {
      out += text;
    },
    writeError: (text) => {
      errors += text;
    },
  });
  return { code, out, errors };
}

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}
const config = (value: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app, namespace: default }\ndata: { a: "${value}" }\n`;
const vault = (name: string) =>
  JSON.stringify({ terraform: {}, resource: { azurerm_key_vault: { vault: { name } } } });

const definitions = new Map([['production', new Map([['nodePools.gpu', 'ab']])]]);
const record = toRecord({ files: [], definitions, sources: new Map() });

/** Two checkouts in which a value and the name of a vault differ. */
function twoCheckouts() {
  write('before/dist/production/app/config.yaml', config('1'));
  write('before/cdktf.out/stacks/production/cdk.tf.json', vault('one'));
  write('dist/production/app/config.yaml', config('2'));
  write('cdktf.out/stacks/production/cdk.tf.json', vault('two'));
  for (const folder of ['dist/production', 'cdktf.out', 'before/dist/production', 'before/cdktf.out'])
    write(`${folder}/.synthesized`, record);
}

describe('exit code', () => {
  it('is 0 with changes, and without', async () => {
    twoCheckouts();
    expect(await changes('before')).toMatchObject({ code: 0, errors: '' });
    expect(await changes('before', 'before')).toMatchObject({ code: 0, errors: '' });
  });

  it('is 1 for a risk of --fail-on, and for no other', async () => {
    twoCheckouts();
    expect((await changes('before', '--fail-on', 'lost')).code).toBe(1);
    expect((await changes('before', '--fail-on', 'refused', '--fail-on', 'lost')).code).toBe(1);
    expect((await changes('before', '--fail-on', 'refused')).code).toBe(0);
  });

  it.each([
    ['no folder', []],
    ['a missing folder', ['nothing']],
    ['a missing checkout of the change', ['before', 'nothing']],
    ['folders without manifests', ['empty', 'empty']],
    ['a base that is not a checkout', ['empty']],
    ['a change that is not a checkout', ['before', 'empty']],
    ['empty checkouts', ['git', 'git']],
    ['an unknown environment', ['before', '--environment', 'prodction']],
    ['an unknown risk', ['before', '--fail-on', 'everything']],
    ['an invalid limit', ['before', '--max-characters', '12']],
    ['a missing configuration', ['before', '--config', 'none.yaml']],
    ['an unknown option', ['before', '--quiet']],
    ['a report in a missing folder', ['before', '--output', 'none/report.md']],
  ])('is 2 for %s, with a message for people', async (_, args) => {
    twoCheckouts();
    mkdirSync('empty');
    mkdirSync('git/.git', { recursive: true });
    const { code, out, errors } = await changes(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(errors).toMatchSnapshot();
    expect(errors).not.toMatch(/\n\s+at /);
  });
});

describe('report', () => {
  it('compares both halves of the given checkouts, by default with the current folder', async () => {
    twoCheckouts();
    const { out } = await changes('before');
    expect(out).toContain('| `ConfigMap default/app` | `data.a` | `1` | `2` |');
    expect(out).toContain('| `azurerm_key_vault.vault` (`one`) | `name` from `one` to `two` |');
    expect((await changes('before', '.')).out).toBe(out);
    expect((await changes(path.join(folder, 'before'), folder)).out).toBe(out);
  });

  it('is written to a file and not to the terminal with --output', async () => {
    twoCheckouts();
    const { out } = await changes('before');
    expect(await changes('before', '--output', 'report.md')).toEqual({ code: 0, out: '', errors: '' });
    expect(readFileSync('report.md', 'utf8')).toBe(out);
  });

  it('contains only the given environments', async () => {
    twoCheckouts();
    write('dist/development/app/config.yaml', config('1'));
    write('dist/staging/app/config.yaml', config('1'));
    expect((await changes('before')).out).toContain('### `development`, new');
    const { out } = await changes('before', '--environment', 'production', '--environment', 'staging');
    expect(out).not.toContain('development');
    expect(out).toContain('### `staging`, new');
  });

  it('states that Azure is not compared without Terraform, and how to synthesize it', async () => {
    twoCheckouts();
    rmSync('before/cdktf.out', { recursive: true });
    expect((await changes('before')).out).toContain(
      '**Azure is not compared**: `before` has no `cdktf.out/`. Run `npm run synth -- --azure-only` there.',
    );
  });

  it('warns of a Git checkout without dist/, in which every environment is new', async () => {
    twoCheckouts();
    mkdirSync('empty/.git', { recursive: true });
    const { code, out, errors } = await changes('empty');
    expect(code).toBe(0);
    expect(out).toContain('### `production`, new');
    expect(out).toContain('**`empty` has no environment in `dist/` or `cdktf.out/`**');
    expect(errors).toBe(
      'Warning: `empty` has no environment in `dist/` or `cdktf.out/`, so the report shows every environment as new or removed.\n',
    );
  });

  it('warns of a base without a common environment', async () => {
    twoCheckouts();
    write('other/dist/staging/app/config.yaml', config('1'));
    expect((await changes('other')).out).toContain(
      '**The two checkouts have no environment in common**: the base has `staging`, the change has `production`. Check that the base is the right checkout.',
    );
    expect((await changes('before')).out).not.toContain('the right checkout');
  });

  it('names an unreadable file with its side, omits the sums of that half, and fails', async () => {
    twoCheckouts();
    write('before/cdktf.out/stacks/production/cdk.tf.json', '{"terraform": {');
    const { code, out } = await changes('before', '--output', 'report.md');
    expect([code, out]).toEqual([2, '']);
    const report = readFileSync('report.md', 'utf8');
    expect(report).toContain(
      '**Azure of `production` is not compared**, because `before/cdktf.out/stacks/production/cdk.tf.json` cannot be read.',
    );
    expect(report).toContain(
      '| `production` | **1 × check error** | – | not compared | 1 changed | not compared | – |',
    );
    expect(report).toContain(
      '| **check error** | `before/cdktf.out/stacks/production/cdk.tf.json` | it cannot be read:',
    );
    write('dist/production/app/config.yaml', 'a: [');
    const second = await changes('before');
    expect(second.out).toContain('| **check error** | `dist/production/app/config.yaml` |');
    expect(second.errors).toContain(
      'Warning: `dist/production/app/config.yaml` cannot be read, so the report ignores it on both sides.\n',
    );
  });

  it('is not longer than --max-characters', async () => {
    for (let index = 0; index < 100; index += 1)
      write(
        `dist/production/app/config-${index}.yaml`,
        config('1').replace('name: app', `name: app-${index}`),
      );
    mkdirSync('empty/.git', { recursive: true });
    expect((await changes('empty', '--max-characters', '2000')).out.length).toBeLessThanOrEqual(2000);
    expect((await changes('empty', '--max-characters', '0')).out).toContain('`ConfigMap default/app-99`');
  });

  it('uses the configuration of the change for findings', async () => {
    twoCheckouts();
    write('dist/production/app/twice.yaml', config('3'));
    expect((await changes('before')).out).toContain('gitops/one-owner');
    write('aks-ai.check.yaml', 'severities: { gitops/one-owner: off }\n');
    expect((await changes('before')).out).not.toContain('gitops/one-owner');
    write('other.yaml', 'severities: {}\n');
    expect((await changes('before', '--config', 'other.yaml')).out).toContain('gitops/one-owner');
  });
});

describe('the records of synth', () => {
  const changed = (...names: readonly string[]) => {
    const list = names.map((name) => `\`${name}\``).join(', ');
    return `${list} in \`.\` changed since synth wrote \`cdktf.out/\`, so the report may describe an older definition. Run \`npm run synth\` there and compare again.\n`;
  };

  /** Sources with the record that synth writes for them. */
  function synthesized() {
    twoCheckouts();
    write('main.ts', 'one\n');
    write('parts/pools.ts', 'two\n');
    const sources = new Map([
      ['main.ts', fingerprintOf('one\n')],
      ['parts/pools.ts', fingerprintOf('two\n')],
    ]);
    write('cdktf.out/.synthesized', toRecord({ files: [], definitions, sources }));
  }

  it('give no warning after a synth of both halves, whatever the times of the files are', async () => {
    synthesized();
    utimesSync('main.ts', new Date(), new Date(Date.now() + 3_600_000));
    write('README.md', 'new');
    write('parts/unused.ts', 'new');
    expect((await changes('before')).errors).toBe('');
  });

  it('give a warning if a source changed after it, on the terminal and at the top of the report', async () => {
    synthesized();
    write('main.ts', 'three\n');
    expect((await changes('before')).errors).toBe(`Warning: ${changed('main.ts')}`);
    expect((await changes('before')).out.split('\n')[3]).toContain(
      '**`main.ts` in `.` changed since synth wrote `cdktf.out/`**',
    );
    rmSync('parts', { recursive: true });
    expect((await changes('before')).errors).toBe(`Warning: ${changed('main.ts', 'parts/pools.ts')}`);
  });

  it('give a warning if the manifests come from another definition', async () => {
    synthesized();
    const other = new Map([['production', new Map([['nodePools.gpu', 'cd']])]]);
    write('dist/production/.synthesized', toRecord({ files: [], definitions: other, sources: new Map() }));
    expect((await changes('before')).errors).toBe(
      'Warning: `cdktf.out/` and `dist/production/` in `.` come from different definitions: `nodePools.gpu` differs. One half is out of date, and the report is wrong about it. Run `npm run synth` there, without options, and compare again.\n',
    );
  });

  it('are not needed: a checkout of an older version gets one sentence', async () => {
    twoCheckouts();
    write('before/dist/production/.synthesized', 'app/config.yaml\n');
    const { code, errors } = await changes('before');
    expect(code).toBe(0);
    expect(errors).toBe(
      'Warning: `before` has no record of the definition that `cdktf.out/` or `dist/production/` come from, so it is unknown whether they match.\n',
    );
  });

  it('are not compared without Terraform, and the report contains the reason', async () => {
    synthesized();
    write('main.ts', 'three\n');
    rmSync('cdktf.out', { recursive: true });
    expect((await changes('before')).errors).toBe('');
  });
});
