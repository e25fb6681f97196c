import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const preload = path.join(__dirname, '../../cli/typescript.cjs');
let folder: string;
beforeAll(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'typescript-')));
  fs.writeFileSync(
    path.join(folder, 'own.ts'),
    'export const names = (of: any) =>\n  of.map(({ name }: any) => name);\n',
  );
});
beforeAll(() => fs.writeFileSync(path.join(folder, 'thrown.ts'), "throw new Error('no such region');\n"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** The output of a program that runs as `npm run synth` runs main.ts. */
function run(...lines: readonly string[]) {
  fs.writeFileSync(path.join(folder, 'main.ts'), lines.join('\n'));
  const { status, stdout, stderr } = spawnSync('node', ['--require', preload, 'main.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, output: `${stdout}${stderr}`.trimEnd() };
}
const nothingWritten = '\n\nNothing was written.';

it('runs TypeScript', () => {
  const program = ["import { names } from './own';", "console.log(names([{ name: 'a' }]));"];
  expect(run(...program)).toEqual({ status: 0, output: "[ 'a' ]" });
});

it.each([
  ['a syntax error', ['const a = 1;', 'const b = [[;'], 'main.ts:2:13: Unexpected ";"'],
  ['an undefined name', ['', 'nothing();'], 'main.ts:2:1: ReferenceError: nothing is not defined'],
  [
    'a missing module',
    ["import { names } from './owm';", 'names();'],
    "main.ts:1:23: Error: Cannot find module './owm'",
  ],
  [
    'an import that is not a function',
    ["import { other } from './own';", 'other();'],
    'main.ts:2:1: TypeError: other is not a function',
  ],
  ['an error that it throws', ["throw new Error('no such team');"], 'main.ts:1:7: Error: no such team'],
  [
    'an error while another file loads',
    ["import './thrown';"],
    'thrown.ts:1:7: Error: no such region\n    called at main.ts:1:8',
  ],
  [
    'an error in another file',
    ["import { names } from './own';", 'names(undefined);'],
    "own.ts:2:6: TypeError: Cannot read properties of undefined (reading 'map')\n    called at main.ts:2:1",
  ],
])('reports %s with its place and without a stack', (_, lines, output) => {
  expect(run(...lines)).toEqual({ status: 1, output: `${output}${nothingWritten}` });
});

it('keeps the stack of an error of the library, which is a defect to report', () => {
  const library = path.join(__dirname, '../../lib/problems/each-of');
  const { status, output } = run(
    `import { eachOf } from '${library}';`,
    'eachOf(undefined as never, () => 1);',
  );
  expect(status).toBe(1);
  expect(output).toMatch(/^TypeError: .*\n\s+at eachOf \(.*each-of\.ts:\d+:\d+\)/);
});

it('reports a thrown value that is not an Error', () => {
  expect(run("throw 'text';")).toEqual({
    status: 1,
    output: 'main.ts or one of its modules threw a value that is not an Error: text',
  });
});
