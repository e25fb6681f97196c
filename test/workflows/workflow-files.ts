import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { parse } from 'yaml';

const root = path.join(__dirname, '..', '..');

/** A step, as far as both services have the same. */
export interface Step {
  readonly name: string;
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
}

// biome-ignore lint/suspicious/noExplicitAny: files of two services
type Loose = any;

export const githubText = readFileSync(path.join(root, 'examples/github-actions/pull-request.yaml'), 'utf8');
export const azureText = readFileSync(path.join(root, 'examples/azure-pipelines/pull-request.yaml'), 'utf8');
export const github: Loose = parse(githubText);
export const azure: Loose = parse(azureText);

/** Steps of a job of GitHub that run something. */
export function githubSteps(job: string): readonly Step[] {
  return github.jobs[job].steps
    .filter(({ run }: Loose) => run !== undefined)
    .map(({ name, run, env = {} }: Loose) => ({ name, script: run, env }));
}

/** Steps of a job of Azure Pipelines that run something. */
export function azureSteps(job: string): readonly Step[] {
  return azure.jobs
    .find((each: Loose) => each.job === job)
    .steps.filter(({ bash }: Loose) => bash !== undefined)
    .map(({ displayName, bash, env = {} }: Loose) => ({ name: displayName, script: bash, env }));
}

export const allSteps: readonly Step[] = [
  ...['report', 'comment'].flatMap(githubSteps),
  ...['report', 'comment'].flatMap(azureSteps),
];

/** Errors of GitHub's own parser for a workflow. */
export function parsedByGithub(text: string): {
  readonly errors: readonly string[];
  readonly jobs: readonly Loose[];
} {
  const out = execFileSync(
    process.execPath,
    ['--import', 'tsx', path.join(__dirname, 'parse-workflow.mjs')],
    {
      input: text,
      encoding: 'utf8',
    },
  );
  return JSON.parse(out);
}

/**
 * Errors of Microsoft's schema of Azure Pipelines (azure-pipelines-vscode, `service-schema.json`) for a pipeline. It has scalars as texts, as
 * the service reads them.
 */
export function problemsOfPipeline(text: string): readonly string[] {
  isPipeline(parse(text, { schema: 'failsafe' }));
  return (isPipeline.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

const schemas = path.join(path.dirname(require.resolve('schemastore/package.json')), 'schemas/json');
const ofMicrosoft = 'raw.githubusercontent.com/microsoft/azure-pipelines-vscode/master/service-schema.json';
// Its patterns have escapes that only expressions without Unicode allow.
const isPipeline = new Ajv({ strict: false, unicodeRegExp: false }).compile(
  JSON.parse(readFileSync(path.join(schemas, ofMicrosoft), 'utf8')),
);

/** Every `npm` command of a script, word by word. */
export function npmCommands(script: string): readonly (readonly string[])[] {
  return [...script.matchAll(/\bnpm ((?:"[^"]*"|[^;&|\n"])+)/g)].map(([, words]) =>
    [...words!.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!),
  );
}
