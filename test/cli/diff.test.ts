import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { runCommandLine } from '../../cli/command-line';
import type { Terminal } from '../../cli/terminal';

let folder: string;
const start = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-diff-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(start);
  rmSync(folder, { recursive: true });
});

async function diff(args: readonly string[], terminal: Partial<Terminal> = {}) {
  let out = '';
  let errors = '';
  const code = await runCommandLine(['diff', ...args], {
    write: (text) => {
      out += text;
    },
    writeError: (text) => {
      errors += text;
    },
    ...terminal,
  });
  return { code, out, errors };
}

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

function twoEnvironments() {
  for (const [environment, value, id] of [
    ['development', 'a'.repeat(100), '1111'],
    ['production', 'b'.repeat(100), '2222'],
  ] as const) {
    const metadata = `metadata: { name: app, namespace: ${environment}, annotations: { id: "${id}" } }`;
    write(
      `dist/${environment}/app/config.yaml`,
      `apiVersion: v1\nkind: ConfigMap\n${metadata}\ndata: { a: ${value} }\n`,
    );
    write(`outputs/${environment}.json`, JSON.stringify({ [environment]: { client_id_app: id } }));
  }
}

it('prints the differences, with pairs from the outputs files', async () => {
  twoEnvironments();
  expect(await diff(['development', 'production'], { columns: 60 })).toEqual({
    code: 0,
    errors: '',
    out: [
      'Names',
      '               development  production',
      '  environment  development  production',
      '  and 1 client id of an identity, from outputs/',
      '',
      'app',
      '  ConfigMap app',
      '    data.a',
      `      development  ${'a'.repeat(40)}…`,
      `      production   ${'b'.repeat(40)}…`,
      '',
      'Azure is not compared, because cdktf.out/ does not contain both stacks.',
      'Run npm run synth -- --azure-only.',
      '',
    ].join('\n'),
  });
});

it('is as wide as the terminal or --width', async () => {
  twoEnvironments();
  const wide = (await diff(['development', 'production'], { columns: 240 })).out;
  expect(wide).toContain(`    data.a  ${'a'.repeat(100)}  ${'b'.repeat(100)}\n`);
  expect((await diff(['development', 'production', '--width', '240'], { columns: 60 })).out).toBe(wide);
});

it('has bold titles only on a terminal with colours', async () => {
  twoEnvironments();
  expect((await diff(['development', 'production'], { hasColours: true })).out).toContain(
    '\u001b[1mNames\u001b[0m',
  );
  expect((await diff(['development', 'production'])).out).not.toContain('\u001b');
});

it.each([
  ['an unknown environment', ['development', 'prodction']],
  ['two unknown environments', ['developmen', 'prodction']],
  ['one name', ['development']],
  ['an invalid width', ['development', 'production', '--width', '10']],
])('exit code 2 for %s, with a message for people', async (_, args) => {
  twoEnvironments();
  const { code, out, errors } = await diff(args);
  expect(code).toBe(2);
  expect(out).toBe('');
  expect(errors).toMatchSnapshot();
});

it('asks for a synth if dist/ is empty', async () => {
  expect(await diff(['development', 'production'])).toMatchObject({ code: 2, out: '' });
  expect((await diff(['development', 'production'])).errors).toContain('Run `npm run synth` first.');
});
