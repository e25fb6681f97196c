import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { differenceText } from '../lib/changes/diff/difference-text';
import { environmentDifferences } from '../lib/changes/diff/environment-differences';
import { type EnvironmentView, environmentView } from '../lib/changes/diff/environment-view';
import { type Checkout, environmentFiles, environmentNames } from '../lib/changes/environment-files';
import { DefinitionError } from '../lib/problems/problem-list';
import { knownNames } from '../lib/problems/value-rules';
import { readCheckout } from './checkout';
import { readText } from './files';
import type { Terminal } from './terminal';

interface DiffOptions {
  readonly width?: number;
}

/** Where nobody says how wide it is: a file, a pipe. */
const defaultWidth = 120;

/** `aks-ai diff`: what is really different between two environments. */
export function addDiffCommand(program: Command, terminal: Terminal): void {
  program
    .command('diff')
    .description(
      'what is different between two environments of dist/; names that follow from the environment are not',
    )
    .argument('<first>', 'development')
    .argument('<second>', 'production, or production-japaneast where there are several clusters')
    .option('--width <columns>', "of a line (default: the terminal's)", readWidth)
    .addHelpText(
      'after',
      '\nReads dist/, cdktf.out/ and outputs/ of the current folder.\nExit codes: 0 with or without differences, 2 could not run.',
    )
    .action((first: string, second: string, { width }: DiffOptions) => {
      const checkout = readCheckout('.');
      const views = viewsOf([first, second], checkout);
      const screen = {
        width: width ?? terminal.columns ?? defaultWidth,
        title: (text: string) => (terminal.hasColours === true ? `\u001b[1m${text}\u001b[0m` : text),
      };
      terminal.write(differenceText(first, second, environmentDifferences(views[0]!, views[1]!), screen));
    });
}

/** @throws {DefinitionError} for every name that is no environment. */
function viewsOf(wanted: readonly string[], checkout: Checkout): readonly EnvironmentView[] {
  const names = environmentNames([checkout]);
  const unknown = [...new Set(wanted)].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new DefinitionError(
      'the environments',
      unknown.map((name) => ({
        path: name,
        message: 'it is not in dist/',
        fix: names.length === 0 ? 'Run `npm run synth` first.' : knownNames(name, names),
      })),
    );
  }
  return wanted.map((name) => {
    const outputs = path.join('outputs', `${name}.json`);
    const text = existsSync(outputs) ? readText(outputs, 'the outputs') : undefined;
    return environmentView(name, environmentFiles(name, checkout, names), text);
  });
}

function readWidth(value: string): number {
  const width = Number(value);
  if (value.trim() === '' || !Number.isInteger(width) || width < 40)
    throw new InvalidArgumentError('Give a whole number of 40 or more.');
  return width;
}
