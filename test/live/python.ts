import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const folder = 'examples/llm-worker';
const ownPython = path.join(__dirname, '../..', folder, '.venv/bin/python');

/** How to get what is missing. */
export const howToGetPython =
  'This tier needs Python 3.9 or newer with the packages of the reference worker:\n' +
  `  python3 -m venv ${folder}/.venv\n` +
  `  ${folder}/.venv/bin/pip install -r ${folder}/requirements.txt\n` +
  'or an interpreter that has them: LLM_WORKER_PYTHON=/path/to/python npm run test:live';

export interface Python {
  readonly path: string;
  /** Its version and those of the packages. */
  readonly versions: string;
}

const program = `
import sys
assert sys.version_info >= (3, 9), "Python %d.%d is too old" % sys.version_info[:2]
import fastapi, uvicorn
print("Python %d.%d.%d" % sys.version_info[:3], "fastapi", fastapi.__version__, "uvicorn", uvicorn.__version__)
print(sys.executable)
`;

function look(candidate: string): Python | string {
  const { status, stdout, stderr, error } = spawnSync(candidate, ['-c', program], { encoding: 'utf8' });
  if (error !== undefined) return error.message;
  if (status !== 0) return stderr.trim().split('\n').at(-1)!;
  const [versions, executable] = stdout.trim().split('\n') as [string, string];
  return { path: executable, versions };
}

/**
 * The interpreter to run the worker with; undefined if none has the packages.
 *
 * @throws {Error} if the one that was asked for has not: a proof that was asked for must not be skipped.
 */
export function findPython(): Python | undefined {
  const asked = process.env['LLM_WORKER_PYTHON'];
  if (asked) {
    const found = look(asked);
    if (typeof found === 'string') throw new Error(`LLM_WORKER_PYTHON=${asked}: ${found}\n${howToGetPython}`);
    return found;
  }
  for (const candidate of [...(fs.existsSync(ownPython) ? [ownPython] : []), 'python3']) {
    const found = look(candidate);
    if (typeof found !== 'string') return found;
  }
  return undefined;
}
