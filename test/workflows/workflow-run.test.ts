import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { azureSteps, githubSteps, type Step } from './workflow-files';

/** The scripts of both workflows, run as the services run them, with git and a shell that are real. */
jest.setTimeout(60_000);

const root = path.join(__dirname, '..', '..');
const programs = ['bash', 'git', 'jq'].every((program) => spawnSync(program, ['--version']).status === 0);
const runs = programs ? it : it.skip;

let folder: string;
let repository: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'aks-ai-workflow-'));
  repository = path.join(folder, 'repository');
  for (const name of ['repository', 'bin', 'temp', 'workspace']) mkdirSync(path.join(folder, name));
  for (const program of ['npm', 'gh', 'curl']) {
    const file = path.join(folder, 'bin', program);
    writeFileSync(
      file,
      `#!/bin/sh\nexec "${process.execPath}" "${path.join(__dirname, 'fake-programs.mjs')}" ${program} "$@"\n`,
    );
    chmodSync(file, 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

function git(...args: readonly string[]): string {
  const as = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...as, ...args], { cwd: repository, encoding: 'utf8', stdio: 'pipe' }).trim();
}

function write(file: string, text: string) {
  mkdirSync(path.dirname(path.join(repository, file)), { recursive: true });
  writeFileSync(path.join(repository, file), text);
}

function commit(value: string, vault: string) {
  write(
    'dist/production/app/config.yaml',
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app, namespace: default }\ndata: { a: "${value}" }\n`,
  );
  write(
    'terraform.json',
    JSON.stringify({ terraform: {}, resource: { azurerm_key_vault: { vault: { name: vault } } } }),
  );
  write('.gitignore', 'cdktf.out/\n');
  git('add', '--all');
  git('commit', '--message', value);
}

/** A pull request: main, a change of it, and the merge of both, which is checked out. */
function pullRequest({ isBroken = false } = {}) {
  git('init');
  if (isBroken) write('broken', '');
  commit('1', 'one');
  git('checkout', '-b', 'change');
  rmSync(path.join(repository, 'broken'), { force: true });
  commit('2', 'two');
  const source = git('rev-parse', 'HEAD');
  git('checkout', 'main');
  write('other.txt', 'of another user');
  git('add', '--all');
  git('commit', '--message', 'other');
  git('merge', '--no-ff', '--message', 'merge', 'change');
  git('checkout', '--detach');
  return { source };
}

const summary = () => readFileSync(path.join(folder, 'summary.md'), 'utf8');
interface State {
  readonly comments: readonly Record<string, unknown>[];
  readonly calls: readonly string[];
}
const stateFile = () => path.join(folder, 'state.json');
const state = (): State => JSON.parse(readFileSync(stateFile(), 'utf8'));

/** Runs a step as the service does; a failed one fails the test. */
function run(
  { name, script, env }: Step,
  flags: readonly string[],
  variables: NodeJS.ProcessEnv,
  cwd = repository,
): string {
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', ...flags, '-c', script], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: `${path.join(folder, 'bin')}:${PATH}`,
      HOME,
      STATE: folder,
      COMMAND_LINE: path.join(root, 'cli/aks-ai.ts'),
      LOADER: pathToFileURL(require.resolve('tsx')).href,
      ...Object.fromEntries(
        Object.entries(env).map(([key, value]) => [key, value.includes('oken') ? 'token' : '7']),
      ),
      ...variables,
    },
  });
  if (status !== 0) throw new Error(`${name} failed:\n${stdout}\n${stderr}`);
  return stdout + stderr;
}

describe('GitHub Actions', () => {
  const variables = () => ({
    RUNNER_TEMP: path.join(folder, 'temp'),
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
    GITHUB_OUTPUT: path.join(folder, 'output'),
    GITHUB_REPOSITORY: 'my-org/gitops',
  });
  const report = () =>
    githubSteps('report')
      .map((step) => run(step, ['-e'], variables()))
      .join('\n');
  const comment = () => {
    for (const step of githubSteps('comment')) run(step, ['-e'], variables(), path.join(folder, 'temp'));
  };

  runs('compares the change, merged, with its target branch, both halves', () => {
    pullRequest();
    report();
    expect(summary()).toContain('| `ConfigMap default/app` | `data.a` | `1` | `2` |');
    expect(summary()).toContain('`name` from `one` to `two`');
    // What came to main meanwhile is no part of the change.
    expect(existsSync(path.join(folder, 'temp/base/other.txt'))).toBe(true);
  });

  runs('reports that Azure is omitted if the target branch cannot be synthesized', () => {
    pullRequest({ isBroken: true });
    expect(report()).toContain('::warning::The target branch cannot be synthesized');
    expect(summary()).toContain('**Azure is not compared**');
    expect(summary()).toContain('| `ConfigMap default/app` | `data.a` | `1` | `2` |');
  });

  runs('comments once, and updates its comment, and no other', () => {
    pullRequest();
    const others = [
      { id: 1, user: { login: 'another-user' }, body: '<!-- aks-ai changes --> copied' },
      { id: 2, user: { login: 'github-actions[bot]' }, body: 'of another workflow' },
    ];
    writeFileSync(stateFile(), JSON.stringify({ comments: others, calls: [] }));
    report();
    comment();
    expect(state().comments).toEqual([...others, expect.objectContaining({ id: 102, body: summary() })]);
    writeFileSync(path.join(folder, 'temp/changes.md'), '<!-- aks-ai changes -->\nnewer\n');
    comment();
    expect(state().comments).toEqual([
      ...others,
      expect.objectContaining({ id: 102, body: '<!-- aks-ai changes -->\nnewer\n' }),
    ]);
    expect(state().calls).toEqual([
      'GET repos/my-org/gitops/issues/7/comments',
      'POST repos/my-org/gitops/issues/7/comments',
      'GET repos/my-org/gitops/issues/7/comments',
      'PATCH repos/my-org/gitops/issues/comments/102',
    ]);
  });

  runs('with a gate fails on a loss and still writes its report', () => {
    pullRequest();
    const gated = githubSteps('report').map((step) => ({
      ...step,
      script: step.script.replace('|| status', '--fail-on lost || status'),
    }));
    expect(() => gated.map((step) => run(step, ['-e'], variables()))).toThrow(
      'Write the change report failed',
    );
    expect(summary()).toContain('`name` from `one` to `two`');
    expect(readFileSync(path.join(folder, 'output'), 'utf8')).toBe('written=true\n');
  });

  runs('can run again where a machine keeps its folders', () => {
    pullRequest();
    report();
    rmSync(path.join(folder, 'temp'), { recursive: true });
    mkdirSync(path.join(folder, 'temp'));
    report();
  });
});

describe('Azure Pipelines', () => {
  const variables = (source: string) => ({
    AGENT_TEMPDIRECTORY: path.join(folder, 'temp'),
    PIPELINE_WORKSPACE: path.join(folder, 'workspace'),
    SYSTEM_PULLREQUEST_SOURCECOMMITID: source,
    SYSTEM_COLLECTIONURI: 'https://dev.azure.com/my-org/',
    SYSTEM_TEAMPROJECTID: 'project',
    BUILD_REPOSITORY_ID: 'repository',
    SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
  });
  const report = (source: string) =>
    azureSteps('report')
      .map((step) => run(step, [], variables(source)))
      .join('\n');
  const comment = () => {
    for (const step of azureSteps('comment')) run(step, [], variables(''), folder);
  };
  const written = () => path.join(folder, 'temp/changes/changes.md');

  runs('compares the change, merged, with its target branch, and uploads the summary', () => {
    const { source } = pullRequest();
    expect(report(source)).toContain(`##vso[task.uploadsummary]${written()}`);
    expect(readFileSync(written(), 'utf8')).toContain('| `ConfigMap default/app` | `data.a` | `1` | `2` |');
    expect(readFileSync(written(), 'utf8')).toContain('`name` from `one` to `two`');
  });

  runs('with a gate fails on a loss and still writes its report', () => {
    const { source } = pullRequest();
    const gated = azureSteps('report').map((step) => ({
      ...step,
      script: step.script.replace('|| status', '--fail-on lost || status'),
    }));
    expect(() => gated.map((step) => run(step, [], variables(source)))).toThrow(
      '##vso[task.setvariable variable=written;isOutput=true]true',
    );
    expect(readFileSync(written(), 'utf8')).toContain('`name` from `one` to `two`');
  });

  runs('finds the target branch whichever parent of the merge it is', () => {
    pullRequest();
    report(git('rev-parse', 'HEAD^1'));
    expect(readFileSync(written(), 'utf8')).toContain('No deployed resource changes.');
  });

  runs('reports that Azure is omitted if the target branch cannot be synthesized', () => {
    const { source } = pullRequest({ isBroken: true });
    expect(report(source)).toContain('##vso[task.logissue type=warning]');
    expect(readFileSync(written(), 'utf8')).toContain('**Azure is not compared**');
  });

  runs('comments once, in a thread that is closed, and updates its comment, and no other', () => {
    const { source } = pullRequest();
    const others = [
      { id: 1, comments: [{ id: 1, content: 'of another user' }] },
      { id: 2, isDeleted: true, comments: [{ id: 1, content: '<!-- aks-ai changes --> deleted' }] },
      { id: 3, comments: [] },
      { id: 4, comments: [{ id: 1 }] },
    ];
    writeFileSync(stateFile(), JSON.stringify({ comments: others, calls: [] }));
    report(source);
    mkdirSync(path.join(folder, 'workspace/changes'));
    const text = readFileSync(written(), 'utf8');
    writeFileSync(path.join(folder, 'workspace/changes/changes.md'), text);
    comment();
    expect(state().comments.slice(4)).toEqual([
      {
        id: 204,
        status: 'closed',
        comments: [{ id: 1, parentCommentId: 0, commentType: 'text', content: text }],
      },
    ]);
    writeFileSync(path.join(folder, 'workspace/changes/changes.md'), '<!-- aks-ai changes -->\nnewer\n');
    comment();
    expect(state().comments).toHaveLength(5);
    expect(state().comments[4]).toMatchObject({
      comments: [{ content: '<!-- aks-ai changes -->\nnewer\n' }],
    });
    expect(state().comments.slice(0, 4)).toEqual(others);
    const threads =
      'https://dev.azure.com/my-org/project/_apis/git/repositories/repository/pullRequests/7/threads';
    expect(state().calls).toEqual([
      `GET ${threads}?api-version=7.1`,
      `POST ${threads}?api-version=7.1`,
      `GET ${threads}?api-version=7.1`,
      `PATCH ${threads}/204/comments/1?api-version=7.1`,
    ]);
  });
});
