import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { freePort, localhost } from '../cluster/processes';
import type { ControlPlane } from './control-plane';
import { programPath } from './programs';

const branch = 'main';

/** A Git repository on this machine, which Argo CD reads. */
export interface Repository {
  /** Address that Argo CD clones. */
  readonly url: string;
  read(file: string): string;
  /** Commits changes: the new text of each file, or undefined to remove it. Gives the revision. */
  commit(subject: string, changes: Readonly<Record<string, string | undefined>>): string;
}

/**
 * Serves files with `git daemon`.
 *
 * @param files by path. The address that they name is replaced by that of the repository here, and nothing else.
 */
export async function serveRepository(
  { programs, processes }: ControlPlane,
  files: Readonly<Record<string, string>>,
  address: string,
): Promise<Repository> {
  const git = programPath(programs, 'git');
  const folder = processes.path('git/gitops');
  fs.mkdirSync(folder, { recursive: true });
  const identity = ['-c', 'user.name=tier', '-c', 'user.email=tier@localhost', '-c', 'commit.gpgsign=false'];
  const run = (...args: readonly string[]) =>
    execFileSync(git, [...identity, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
  const port = await freePort();
  const url = `git://${localhost}:${port}/gitops`;
  const commit: Repository['commit'] = (subject, changes) => {
    for (const [file, text] of Object.entries(changes)) {
      const target = path.join(folder, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      if (text === undefined) fs.rmSync(target);
      else fs.writeFileSync(target, text);
    }
    run('add', '--all');
    run('commit', '--quiet', '--message', subject);
    return run('rev-parse', 'HEAD');
  };
  run('init', '--quiet', `--initial-branch=${branch}`);
  commit(
    'dist/',
    Object.fromEntries(Object.entries(files).map(([file, text]) => [file, text.replaceAll(address, url)])),
  );
  processes.start(git, 'git-daemon', [
    ...['daemon', '--export-all', `--base-path=${path.dirname(folder)}`],
    ...[`--listen=${localhost}`, `--port=${port}`],
  ]);
  return { url, commit, read: (file) => fs.readFileSync(path.join(folder, file), 'utf8') };
}
