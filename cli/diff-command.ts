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

/** Width of a file or a pipe. */
const defaultWidth = 120;

/**
 * `aks-ai diff`: shows the differences between two environments, without names that follow from the
 * environment.
 */
export function addDiffCommand(program: Command, terminal: Terminal): void {
  program
    .command('diff')
    .description(
      'show the differences between two environments of dist/, without names that follow from the environment',
    )
    .argument('<first>', 'name of an environment, for example development')
    .argument(
      '<second>',
      'name of another one, for example production, or production-japaneast for one of several clusters',
    )
    .option('--width <columns>', 'width of a line (default: the width of the terminal)', readWidth)
    .addHelpText(
      'after',
      '\nReads dist/, cdktf.out/ and outputs/ of the current folder.\nExit codes: 0 with or without differences, 2 the command could not run.',
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

/** @throws {DefinitionError} with every name that is not an environment. */
function viewsOf(selected: readonly string[], checkout: Checkout): readonly EnvironmentView[] {
  const names = environmentNames([checkout]);
  const unknown = [...new Set(selected)].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new DefinitionError(
      'the environments',
      unknown.map((name) => ({
        path: name,
        message: 'dist/ does not contain this environment',
        fix: names.length === 0 ? 'Run `npm run synth` first.' : knownNames(name, names, 'environments'),
      })),
    );
  }
  return selected.map((name) => {
    const outputs = path.join('outputs', `${name}.json`);
    const text = existsSync(outputs) ? readText(outputs, 'the outputs') : undefined;
    return environmentView(name, environmentFiles(name, checkout, names), text);
  });
}

function readWidth(value: string): number {
  const width = Number(value);
  if (value.trim() === '' || !Number.isInteger(width) || width < 40)
    throw new InvalidArgumentError('Pass a whole number of at least 40.');
  return width;
}
