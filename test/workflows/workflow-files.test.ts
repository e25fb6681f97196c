import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { runCommandLine } from '../../cli/command-line';
import { readInvocation } from '../../constructs/synth/invocation';
import { longestComment, reportMarker } from '../../lib/changes/report/change-report';
import {
  allSteps,
  azure,
  azureText,
  github,
  githubText,
  npmCommands,
  parsedByGithub,
  problemsOfPipeline,
} from './workflow-files';

const { scripts } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'));

describe('the workflow of GitHub Actions', () => {
  it("is one by GitHub's own parser", async () => {
    expect(parsedByGithub(githubText)).toEqual({
      errors: [],
      jobs: [
        { id: 'report', steps: 9 },
        { id: 'comment', steps: 2 },
      ],
    });
  });

  it.each([
    ['a key that is none', ['timeout-minutes: 30', 'timeout-minute: 30']],
    ['a job that is not there', ['needs: report', 'needs: reports']],
    [
      'an expression that is none',
      ["steps.report.outputs.written == 'true' }}", "steps.report.outputs.written == 'true }}"],
    ],
    ['a right that is none', ['pull-requests: write', 'pull-request: write']],
  ])('would not be one with %s', async (_, [from, to]) => {
    expect(githubText).toContain(from);
    expect(parsedByGithub(githubText.replace(from!, to!)).errors).not.toEqual([]);
  });

  it('runs for pull requests alone, with the rights of a fork, and no more than each job needs', async () => {
    expect(Object.keys(github.on)).toEqual(['pull_request']);
    expect(github.permissions).toEqual({});
    expect(github.jobs.report.permissions).toEqual({ contents: 'read' });
    expect(github.jobs.comment.permissions).toEqual({ 'pull-requests': 'write' });
  });

  it('has no secret, and gives its token to no step that runs code of the pull request', async () => {
    expect(githubText).not.toMatch(/\bsecrets\b|pull_request_target|workflow_run/);
    expect(JSON.stringify(github.jobs.report)).not.toMatch(/github\.token|GH_TOKEN|GITHUB_TOKEN/);
    expect(github.jobs.report.steps[0].with['persist-credentials']).toBe(false);
    expect(JSON.stringify(github.jobs.comment)).not.toMatch(/checkout|npm|node/);
  });

  it('passes no user input into a script', async () => {
    for (const { steps } of Object.values<{ steps: { run?: string }[] }>(github.jobs))
      for (const { run = '' } of steps) expect(run).not.toContain('${{');
    const contexts = [...githubText.matchAll(/\$\{\{[^}]*?(github\.[\w.]+)[^}]*\}\}/g)].map(
      ([, context]) => context,
    );
    // Numbers, and names that are compared.
    expect([...new Set(contexts)].sort()).toEqual([
      'github.event.pull_request.head.repo.full_name',
      'github.event.pull_request.number',
      'github.token',
    ]);
  });

  it('pins every action by its commit, with the version in a comment', async () => {
    const uses = [...githubText.matchAll(/uses: (.*)/g)].map(([, action]) => action!);
    expect(uses).toHaveLength(4);
    for (const action of uses) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('stops a run that a newer commit has overtaken', async () => {
    expect(github.concurrency).toEqual({
      group: 'pull-request-${{ github.event.pull_request.number }}',
      'cancel-in-progress': true,
    });
  });
});

describe('the workflow of Azure Pipelines', () => {
  const jobs: readonly Record<string, unknown>[] = azure.jobs;
  const steps = jobs.flatMap((job) => job['steps'] as readonly Record<string, unknown>[]);

  it("is one by Microsoft's schema", async () => {
    expect(problemsOfPipeline(azureText)).toEqual([]);
  });

  it.each([
    ['a key that is none', ['timeoutInMinutes: 30', 'timeoutInMinute: 30']],
    ['steps that are none', ['    steps:', '    step:']],
    ['a key of a step that is none', ['displayName: Run the tests', 'displayname: Run the tests']],
    ['a checkout that is none', ['fetchDepth:', 'fetchDepths:']],
  ])('would not be one with %s', async (_, [from, to]) => {
    expect(azureText).toContain(from);
    expect(problemsOfPipeline(azureText.replace(from!, to!))).not.toEqual([]);
  });

  it('waits for jobs that are there', async () => {
    expect(jobs.map(({ job }) => job)).toEqual(['report', 'comment']);
    expect(jobs[1]!['dependsOn']).toBe('report');
  });

  it('gives its token to the one step that comments, in which no code of the pull request runs', async () => {
    const withToken = steps.filter((step) => JSON.stringify(step).includes('System.AccessToken'));
    expect(withToken).toHaveLength(1);
    expect(jobs[1]!['steps']).toContain(withToken[0]);
    expect(jobs[1]!['steps']).toContainEqual({ checkout: 'none' });
    expect(JSON.stringify(jobs[1])).not.toMatch(/npm|node/);
    expect(steps[0]).toMatchObject({ checkout: 'self', persistCredentials: false });
    expect(jobs[1]!['condition']).toContain("ne(variables['System.PullRequest.IsFork'], 'True')");
  });

  it('has no secret, and passes no user input into a script', async () => {
    const said = azureText.replace(/^ *#.*$/gm, '');
    expect(said).not.toMatch(/secret|variables:|azureSubscription|parameters:/i);
    // A macro, which is put into the text before anything reads it.
    for (const { bash = '' } of steps as readonly { bash?: string }[])
      expect(bash).not.toMatch(/\$\(\w+\.\w/);
  });

  it('pins its tasks', async () => {
    expect(steps.flatMap(({ task }) => task ?? [])).toEqual(['NodeTool@0']);
  });
});

describe('every command of both', () => {
  const commands = allSteps.flatMap(({ script }) => npmCommands(script));

  it('is found', async () => {
    expect(commands.map((words) => words.slice(0, 3).join(' '))).toEqual([
      'ci --no-audit --no-fund',
      'test',
      'run synth --',
      'run synth --',
      'ci --no-audit --no-fund',
      'run synth --',
      'run --silent aks-ai',
      'ci --no-audit --no-fund',
      'test',
      'run synth --',
      'run synth --',
      'ci --no-audit --no-fund',
      'run synth --',
      'run --silent aks-ai',
    ]);
  });

  it.each(commands.filter(([first]) => first === 'run').map((words) => [words.join(' '), words] as const))(
    'npm %s is a script, with options that it has',
    async (_, [, ...words]) => {
      const [script, separator, ...args] = words.filter((word) => word !== '--silent');
      expect(scripts).toHaveProperty(script!);
      expect(separator).toBe('--');
      if (script === 'synth') expect(() => readInvocation(args, {}, '/')).not.toThrow();
      else expect(await refusalOf(args)).toBeUndefined();
    },
  );

  it('would be refused with an option that there is not', async () => {
    expect(() => readInvocation(['--azure'], {}, '/')).toThrow();
    expect(await refusalOf(['changes', 'before', '--out', 'x'])).toContain('unknown option');
  });
});

/** Problems of arguments that the command line reports before it reads a file; the folders do not exist. */
async function refusalOf(args: readonly string[]): Promise<string | undefined> {
  let errors = '';
  const write = (text: string) => {
    errors += text;
  };
  await runCommandLine(args, { write, writeError: write });
  return errors.startsWith('error:') ? errors : undefined;
}

it('both find their comment by the first line of a report, and ask for one that is not too long', async () => {
  expect(githubText).toContain(reportMarker);
  expect(azureText).toContain(reportMarker);
  expect(githubText).not.toContain('--max-characters');
  expect(longestComment).toBe(65_536);
  expect(azureText).toContain('--max-characters 150000');
});
