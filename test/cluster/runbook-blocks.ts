import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** What needs a kubelet, a controller, or a kubeconfig: its options are looked at, and it is not run. */
const needsMore = ['logs', 'exec', 'top', 'config', 'wait', 'drain', 'rollout status'];

/** How a block went. */
export interface BlockRun {
  readonly stdout: string;
  /** kubectl commands that failed, with their error messages. */
  readonly failures: readonly string[];
}

/**
 * Runs a block of a runbook in bash, as an operator pastes it. kubectl goes to the API server; what is no kubectl is answered with nothing, and
 * so is what needs a kubelet.
 */
export async function runBlock(code: string, url: string, kubectl: string): Promise<BlockRun> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'runbook-block-'));
  const log = path.join(folder, 'failures');
  const script = [
    'set -u',
    'kubectl() {',
    `  case "$1 \${2:-} " in ${needsMore.map((command) => `"${command} "*`).join('|')}) return 0 ;; esac`,
    '  local wait=""',
    '  if [ "$1" = delete ]; then wait=--wait=false; fi',
    `  local said; if ! said=$("${kubectl}" --server "${url}" "$@" $wait 2>"${folder}/error"); then`,
    `    echo "$* : $(cat "${folder}/error")" >> "${log}"`,
    '    return 1',
    '  fi',
    '  printf "%s\\n" "$said"',
    '}',
    ...['az', 'argocd', 'curl', 'git', 'kubelogin', 'npm', 'npx', 'openssl', 'python3', 'sleep'].map(
      (program) => `${program}() { :; }`,
    ),
    code.replaceAll('dead-letters/bin/', 'true dead-letters/bin/'),
  ].join('\n');
  try {
    const stdout = await new Promise<string>((resolve) => {
      execFile('bash', ['-c', script], { cwd: folder, maxBuffer: 64 * 1024 * 1024 }, (_, out) =>
        resolve(out),
      );
    });
    const failures = fs.existsSync(log) ? fs.readFileSync(log, 'utf8').trim().split('\n') : [];
    return { stdout, failures };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
