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

/** What a program says that is run as `npm run synth` runs main.ts. */
function run(...lines: readonly string[]) {
  fs.writeFileSync(path.join(folder, 'main.ts'), lines.join('\n'));
  const { status, stdout, stderr } = spawnSync('node', ['--require', preload, 'main.ts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, told: `${stdout}${stderr}`.trimEnd() };
}
const nothingWritten = '\n\nNothing was written.';

it('runs TypeScript', () => {
  const program = ["import { names } from './own';", "console.log(names([{ name: 'a' }]));"];
  expect(run(...program)).toEqual({ status: 0, told: "[ 'a' ]" });
});

it.each([
  ['a mistake in the syntax', ['const a = 1;', 'const b = [[;'], 'main.ts:2:13: Unexpected ";"'],
  ['a name that is not there', ['', 'nothing();'], 'main.ts:2:1: ReferenceError: nothing is not defined'],
  [
    'a module that is not there',
    ["import { names } from './owm';", 'names();'],
    "main.ts:1:23: Error: Cannot find module './owm'",
  ],
  [
    'an import that is no function',
    ["import { other } from './own';", 'other();'],
    'main.ts:2:1: TypeError: other is not a function',
  ],
  ['an error of its own', ["throw new Error('no such team');"], 'main.ts:1:7: Error: no such team'],
  [
    'what another file throws as it is read',
    ["import './thrown';"],
    'thrown.ts:1:7: Error: no such region\n    called at main.ts:1:8',
  ],
  [
    'a mistake in another file',
    ["import { names } from './own';", 'names(undefined);'],
    "own.ts:2:6: TypeError: Cannot read properties of undefined (reading 'map')\n    called at main.ts:2:1",
  ],
])('tells %s by its place, without a stack', (_, lines, told) => {
  expect(run(...lines)).toEqual({ status: 1, told: `${told}${nothingWritten}` });
});

it('keeps the stack of what the library throws, which is a defect to report', () => {
  const library = path.join(__dirname, '../../lib/problems/each-of');
  const { status, told } = run(
    `import { eachOf } from '${library}';`,
    'eachOf(undefined as never, () => 1);',
  );
  expect(status).toBe(1);
  expect(told).toMatch(/^TypeError: .*\n\s+at eachOf \(.*each-of\.ts:\d+:\d+\)/);
});

it('says what was thrown if it was no error', () => {
  expect(run("throw 'text';")).toEqual({
    status: 1,
    told: 'What main.ts, or a file of it, threw is no Error and has no place: text',
  });
});
