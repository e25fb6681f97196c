import { fork } from 'node:child_process';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Default } from './find-defaults';
import { flip } from './flip';
import type { Notice } from './flip-synthesis';
import { defaultsOf, type FlipProject, type Unreachable } from './project';

/**
 * `npm run test:defaults -- [<start of a path>…]`: flips every default of the project, one at a time, and lists those that nothing notices.
 * `--project <module>` is another project than this one.
 */
const usage = 'flip-defaults [--project <module>] [<start of a path>…]';

interface Request {
  readonly project: string;
  readonly paths: readonly string[];
  /** Every n-th default, from an offset on: the part of one process. */
  readonly part: number;
  readonly parts: number;
}

type Answer = readonly [id: string, notice: Notice | undefined];

function requestOf(args: readonly string[]): Omit<Request, 'part' | 'parts'> {
  const [first, second, ...rest] = args;
  const isOther = first === '--project' && second !== undefined;
  const paths = isOther ? rest : args;
  if (paths.some((each) => each.startsWith('-'))) throw new Error(`Usage: ${usage}`);
  return { project: isOther ? path.resolve(second) : path.join(__dirname, 'this-project'), paths };
}

function load(module: string): FlipProject {
  return (require(module) as { project: FlipProject }).project;
}

function chosen(all: ReadonlyMap<string, readonly Default[]>, paths: readonly string[]): readonly Default[] {
  const isChosen = ({ file }: Default) => paths.length === 0 || paths.some((start) => file.startsWith(start));
  return [...all.values()].flat().filter(isChosen);
}

async function work({ project: module, paths, part, parts }: Request): Promise<void> {
  const project = load(module);
  const defaults = defaultsOf(project);
  const flips = chosen(defaults, paths).filter((_, index) => index % parts === part);
  for await (const answer of flip(project, defaults, flips)) process.send!(answer);
}

async function answersOf(
  request: Omit<Request, 'part' | 'parts'>,
  count: number,
): Promise<ReadonlyMap<string, Notice | undefined>> {
  const answers = new Map<string, Notice | undefined>();
  // A process needs seconds to start, and a second for a few defaults.
  const parts = Math.min(os.availableParallelism(), Math.ceil(count / 20));
  const processes = Array.from({ length: parts }, (_, part) => {
    const child = fork(__filename, [JSON.stringify({ ...request, part, parts })], {
      env: { ...process.env, FLIP_WORKER: '1' },
    });
    child.on('message', ([id, notice]: Answer) => answers.set(id, notice ?? undefined));
    return new Promise<void>((resolve, reject) => {
      child.on('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`A process ended with ${code}`)),
      );
    });
  });
  await Promise.all(processes);
  return answers;
}

async function main(args: readonly string[]): Promise<number> {
  const request = requestOf(args);
  const project = load(request.project);
  const flips = chosen(defaultsOf(project), request.paths);
  const answers = await answersOf(request, flips.length);
  const rows = flips.map((each) => ({ each, notice: answers.get(each.id), excuse: excuseOf(project, each) }));

  for (const { each, notice, excuse } of rows) {
    const noticed =
      notice === undefined
        ? excuse
          ? `unreachable: ${excuse.why}`
          : 'NOT NOTICED'
        : `${notice.by}: ${notice.where}`;
    console.log(`${placeOf(each)}\t${nameOf(each)}\t${noticed}`);
  }
  const unnoticed = rows.filter(({ notice, excuse }) => notice === undefined && excuse === undefined);
  const unused =
    request.paths.length > 0
      ? []
      : project.unreachable.filter(
          (excuse) => !rows.some((row) => row.excuse === excuse && row.notice === undefined),
        );
  const count = (by: string) => rows.filter(({ notice }) => notice?.by === by).length;
  console.log(
    `\n${rows.length} defaults: ${count('Terraform')} change the Terraform, ${count('dist')} dist/, ${count('error')} are refused, ` +
      `${count('test')} fail a test, ${rows.length - unnoticed.length - rows.filter(({ notice }) => notice !== undefined).length} are unreachable, ${unnoticed.length} are not noticed.`,
  );
  for (const { each } of unnoticed) console.log(`Not noticed: ${placeOf(each)} ${nameOf(each)}`);
  for (const { file, name, text } of unused)
    console.log(`Not an unreachable default: ${file} ${name} = ${text}`);
  return unnoticed.length + unused.length === 0 ? 0 : 1;
}

function excuseOf(project: FlipProject, { file, name, text }: Default): Unreachable | undefined {
  return project.unreachable.find(
    (each) => each.file === path.basename(file) && each.name === name && each.text === text,
  );
}

const placeOf = ({ file, line }: Default) => `${file}:${line}`;
const nameOf = ({ name, text, other }: Default) =>
  `${name} = ${text}${other === undefined ? '' : ` -> '${other}'`}`;

const isWorker = process.env['FLIP_WORKER'] === '1';
const done = isWorker ? work(JSON.parse(process.argv[2]!) as Request) : main(process.argv.slice(2));
done.then(
  (code) => {
    process.exitCode = code ?? 0;
    if (isWorker) process.disconnect();
  },
  (error) => {
    console.error(error);
    process.exit(2);
  },
);
