import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { findDefaults, findUnions, withFlips } from './flip-defaults/find-defaults';
import { flipped } from './flip-defaults/flip-value';

/** `npm run test:defaults` itself, on small projects: what it finds, and that it fails where nothing notices a default. */
describe('finding defaults', () => {
  const find = (text: string, fixedArguments = false) =>
    findDefaults('a.ts', text, { fixedArguments, unions: findUnions([text]) }).map(
      ({ name, text: value, other }) => `${name} = ${value}${other === undefined ? '' : ` -> ${other}`}`,
    );

  it.each([
    ['a literal', 'const port = props.port ?? 8000;', ['props.port = 8000']],
    ['a negative number', 'const wave = props.wave ?? -1;', ['props.wave = -1']],
    ['a text with a value in it', 'const a = props.key ?? `${name}-key`;', ['props.key = `${name}-key`']],
    ['an empty list', 'const zones = props.zones ?? [];', ['props.zones = []']],
    ['a list', "const logs = props.logs ?? ['a', 'b'];", ["props.logs = ['a', 'b']"]],
    [
      'each value of an object',
      'const d = props.disk ?? { size: 8, fast: true };',
      ['props.disk.size = 8', 'props.disk.fast = true'],
    ],
    [
      'both sides of a choice',
      "const s = props.sku ?? (isBig ? 'a' : 'b');",
      ["props.sku = 'a'", "props.sku = 'b'"],
    ],
    ['the last of several', 'const n = a.n ?? b.n ?? 10;', ['a.n ?? b.n = 10']],
    ['an imported constant', "import { seconds } from './x';\nconst n = a.n ?? seconds;", ['a.n = seconds']],
    ['a constant of the module', 'const defaultPort = 80;', ['defaultPort = 80']],
    ['a parameter', 'function f(nodes = 1) {}', ['nodes = 1']],
    ['a destructured property', 'const { tags = {} } = props;', ['tags = {}']],
    ['a zod default', 'const shape = z.object({ port: z.number().default(3) });', ['port = 3']],
    ['a zod default of its own', 'const shape = z.number().default(3);', ['shape = 3']],
  ])('finds %s', (_, text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it('does not take a local value or undefined for a default', () => {
    expect(find('function f(own) { return [a ?? own, a ?? undefined, a ?? g(), a === 1]; }')).toEqual([]);
  });

  it('finds the fixed arguments of resources, and no limits of checks', () => {
    const text =
      "requireInteger(p, { min: 1 }); new Vault(this, 'v', { rbac: true, names: [], of: name, a: { b: 'c' } });";
    expect(find(text, true)).toEqual(['rbac = true', "a.b = 'c'"]);
    expect(find(text)).toEqual([]);
  });

  it('takes another member of a union', () => {
    const types = "interface Props { sku?: 'Free' | 'Paid'; mode?: Mode; } type Mode = 'on' | 'off';";
    const schema = "const shape = { tier: z.enum(['a', 'b']).default('a') };";
    const uses = "const x = [p.sku ?? 'Free', p.mode ?? 'off', p.tier ?? 'b', p.other ?? 'on'];";
    expect(find(`${types}\n${schema}\n${uses}`)).toEqual([
      "tier = 'a' -> b",
      "p.sku = 'Free' -> Paid",
      "p.mode = 'off' -> on",
      "p.tier = 'b' -> a",
      "p.other = 'on'",
    ]);
  });

  it('wraps each default where it stands, whatever is before it', () => {
    const text = "/* – */ const s = `${p.n ?? 10}m`, d = { s: p.s ?? 'é', m: p.m ?? `${p.n ?? 1}` };";
    const defaults = findDefaults('a.ts', text, { fixedArguments: true, unions: new Map() });
    const calls: string[] = [];
    const run = (active: string) =>
      new Function('p', '__flip', `${withFlips(text, defaults)} return [s, d.s, d.m];`)(
        {},
        (id: string, value: unknown) => {
          calls.push(id);
          return id === active ? flipped(value) : value;
        },
      );
    expect(run('')).toEqual(['10m', 'é', '1']);
    expect(new Set(calls)).toEqual(new Set(defaults.map(({ id }) => id)));
    expect(defaults.map(({ id }) => run(id))).toEqual([
      ['11m', 'é', '1'],
      ['10m', 'éx', '1'],
      ['10m', 'é', '1x'],
      ['10m', 'é', '2'],
    ]);
  });

  it.each([
    [true, false],
    [7, 8],
    ['a', 'ax'],
    [[], ['flipped']],
    [['a'], []],
    [{}, { flipped: 'flipped' }],
    [{ a: 1 }, undefined],
  ])('flips %j to %j', (value, other) => {
    expect(flipped(value)).toEqual(other);
  });
});

describe('npm run test:defaults', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'flip-defaults-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const files = {
    'package.json': '{}',
    'project.ts': `
      export const project = {
        root: __dirname,
        folders: [{ path: 'lib', fixedArguments: false, tests: ['test/lib'] }],
        types: ['lib'],
        shared: [],
        synthesis: 'synthesis.ts',
        unreachable: [
          { file: 'excused.ts', name: 'n', text: '0', why: 'for the compiler only' },
          { file: 'server.ts', name: 'props.port', text: '8000', why: 'wrong: it is noticed' },
        ],
      };`,
    'lib/server.ts': `
      export const server = (props) => ({
        port: props.port ?? 8000,
        image: props.image ?? 'vllm',
        tls: props.tls ?? true,
        path: props.path ?? '/',
      });`,
    'lib/excused.ts': 'export const first = (n) => n ?? 0;',
    'lib/unnoticed.ts':
      'export const retries = (props) => props.retries ?? 3;\nexport const unused = (n = 1) => n;',
    'synthesis.ts': `
      import { server } from './lib/server';
      import { retries } from './lib/unnoticed';
      export function synthesis() {
        retries({});
        const { port, image, tls } = server({ path: '/given' });
        if (!tls) throw new Error('1 problem in the server:\\ntls: must be on');
        return [
          { half: 'Terraform', path: 'gateway.json', text: String(port) },
          { half: 'dist', path: 'pod.yaml', text: image },
        ];
      }`,
    'test/lib/server.test.ts': `
      import { server } from '../../lib/server';
      it('listens on a port', () => expect(server({}).port).toBe(8000));
      describe('the server', () => it('has a path', () => expect(server({}).path).toBe('/')));`,
    'test/lib/unnoticed.test.ts': `
      import { retries, unused } from '../../lib/unnoticed';
      it('only runs', () => expect([retries({}), unused()]).toHaveLength(2));
      it('fails anyway', () => expect(retries({})).toBe('not 3'));`,
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const run = (...paths: string[]) => {
    const script = path.join(__dirname, 'flip-defaults', 'main.ts');
    const args = ['--require', 'tsx/cjs', script, '--project', path.join(folder, 'project.ts'), ...paths];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      cwd: path.join(__dirname, '..'),
    });
    return { status, lines: stdout.trim().split('\n'), stderr };
  };

  it('passes if a test notices each default, and lists the tests', () => {
    expect(run('lib/server')).toEqual({
      status: 0,
      stderr: '',
      lines: [
        'lib/server.ts:3\tprops.port = 8000\tTerraform: gateway.json',
        "lib/server.ts:4\tprops.image = 'vllm'\tdist: pod.yaml",
        'lib/server.ts:5\tprops.tls = true\terror: tls: must be on',
        "lib/server.ts:6\tprops.path = '/'\ttest: test/lib/server.test.ts: the server has a path",
        '',
        '4 defaults: 1 change the Terraform, 1 dist/, 1 are refused, 1 fail a test, 0 are unreachable, 0 are not noticed.',
      ],
    });
  });

  it('fails where nothing notices one, and where an excuse is not needed', () => {
    const { status, lines } = run();
    expect(status).toBe(1);
    expect(lines.slice(-4)).toEqual([
      '7 defaults: 1 change the Terraform, 1 dist/, 1 are refused, 1 fail a test, 1 are unreachable, 2 are not noticed.',
      'Not noticed: lib/unnoticed.ts:1 props.retries = 3',
      'Not noticed: lib/unnoticed.ts:2 n = 1',
      'Not an unreachable default: server.ts props.port = 8000',
    ]);
  });

  it('refuses an option that it does not have', () => {
    const { status, stderr } = run('--all');
    expect(status).toBe(2);
    expect(stderr).toContain('Usage: flip-defaults');
  });
});
