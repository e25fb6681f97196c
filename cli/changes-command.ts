import * as path from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type Checkout, environmentNames } from '../lib/changes/environment-files';
import { changeReport, longestComment, shortestReport } from '../lib/changes/report/change-report';
import { everything } from '../lib/changes/report/detail';
import { doubtsOf } from '../lib/changes/report/doubt-section';
import { toMarkdown } from '../lib/changes/report/markdown';
import type { Markup } from '../lib/changes/report/markup';
import { type RiskKind, riskKinds } from '../lib/changes/report/risk';
import { risksOf } from '../lib/changes/report/risks';
import { repositoryChanges } from '../lib/changes/repository-changes';
import { DefinitionError } from '../lib/problems/problem-list';
import { knownNames } from '../lib/problems/value-rules';
import { checkConfigOf, defaultConfig } from './check-config';
import { readCheckout, refuseStrangeFolder } from './checkout';
import { writeText } from './files';
import type { Terminal } from './terminal';

interface ChangesOptions {
  readonly environment: readonly string[];
  readonly output?: string;
  readonly maxCharacters: number;
  readonly failOn: readonly RiskKind[];
  readonly config?: string;
}

/**
 * `aks-ai changes`: reports the changes, restarts and replacements of a pull request in Markdown.
 */
export function addChangesCommand(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  program
    .command('changes')
    .description('report the changes between two checkouts in Markdown, for a pull request')
    .argument(
      '<before>',
      'checkout of the target branch: a folder with dist/ and, if synthesized, cdktf.out/',
    )
    .argument('[after]', 'checkout of the change', '.')
    .addOption(
      new Option('--environment <name>', 'compare only this environment; repeatable')
        .argParser(collect)
        .default([], 'all'),
    )
    .option('--output <file>', 'write the report to a file (default: the terminal)')
    .option(
      '--max-characters <count>',
      'truncate lists until the report fits; 0: no limit',
      readCharacters,
      longestComment,
    )
    .addOption(
      new Option(
        '--fail-on <kind>',
        `exit code 1 if the change has a risk of this kind: ${Object.keys(riskKinds).join(', ')}; repeatable`,
      )
        .argParser(readKind)
        .default([], 'none'),
    )
    .option(
      '--config <file>',
      `file with severities and suppressions (default: ${defaultConfig} of the change, if it exists)`,
    )
    .addHelpText(
      'after',
      '\nExit codes: 0 with or without changes, 1 a risk of --fail-on, 2 the command could not run, or could not read a file of one side.',
    )
    .action((beforeFolder: string, afterFolder: string, options: ChangesOptions) => {
      const [before, after] = [readCheckout(beforeFolder), readCheckout(afterFolder)];
      for (const folder of [beforeFolder, afterFolder]) refuseStrangeFolder(folder);
      checkEnvironments(options.environment, [before, after]);
      const config = checkConfigOf(options.config, path.join(afterFolder, defaultConfig));
      const changes = repositoryChanges(before, after, options.environment, config);
      const report = changeReport(changes, options.maxCharacters);
      if (options.output === undefined) terminal.write(report);
      else writeText(options.output, report);
      for (const doubt of doubtsOf(changes)) terminal.writeError(`Warning: ${plainText(doubt)}\n`);
      const risks = changes.environments.flatMap(risksOf);
      // A file that cannot be read may contain any risk, so --fail-on has no answer.
      if (changes.environments.some(({ unreadable }) => unreadable.length > 0)) exit(2);
      else exit(risks.some(({ kind }) => options.failOn.includes(kind)) ? 1 : 0);
    });
}

/** @throws {DefinitionError} if no checkout has an environment, or neither has a selected one. */
function checkEnvironments(selected: readonly string[], checkouts: readonly [Checkout, Checkout]): void {
  const names = environmentNames(checkouts);
  if (names.length === 0) {
    const folders = checkouts.map(({ name }) => name).join(' and ');
    const message = 'neither contains manifests in dist/<environment>/<application>/';
    throw new DefinitionError('the checkouts', [
      { path: folders, message, fix: 'Pass two checkouts in which you ran `npm run synth`.' },
    ]);
  }
  const unknown = selected.filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new DefinitionError(
    'the environments',
    unknown.map((name) => ({
      path: `--environment ${name}`,
      message: 'neither checkout has this environment',
      fix: knownNames(name, names, 'environments'),
    })),
  );
}

/** The text for a terminal, without Markdown. */
function plainText(markup: Markup): string {
  return toMarkdown(markup, everything).replaceAll('**', '');
}

function collect(value: string, values: readonly string[]): readonly string[] {
  return [...values, value];
}

function readKind(value: string, values: readonly RiskKind[]): readonly RiskKind[] {
  const kinds = Object.keys(riskKinds) as RiskKind[];
  const kind = kinds.find((each) => each === value);
  if (kind === undefined) throw new InvalidArgumentError(`Allowed values: ${kinds.join(', ')}.`);
  return [...values, kind];
}

function readCharacters(value: string): number {
  const count = Number(value);
  if (value.trim() === '' || !Number.isInteger(count) || (count !== 0 && count < shortestReport))
    throw new InvalidArgumentError(`Pass 0, or a whole number of at least ${shortestReport}.`);
  return count === 0 ? Number.POSITIVE_INFINITY : count;
}
