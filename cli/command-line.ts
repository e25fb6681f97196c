import { Command, CommanderError } from 'commander';
import { DefinitionError } from '../lib/problems/problem-list';
import { addChangesCommand } from './changes-command';
import { addCheckCommand } from './check-command';
import { addDiffCommand } from './diff-command';
import { exitCodes } from './exit-codes';
import { addRecommendCommand } from './recommend-command';
import { addSizeCommand } from './size-command';
import type { Terminal } from './terminal';

/** Runs the `aks-ai` command and returns its exit code. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = new Command('aks-ai')
    .description(
      'Checks manifests and Terraform for Azure Kubernetes Service, compares checkouts and environments, and sizes models.',
    )
    .configureOutput({
      writeOut: terminal.write,
      writeErr: terminal.writeError,
      getOutHelpWidth: () => terminal.columns ?? 80,
    })
    .exitOverride();
  let exitCode = 0;
  const exit = (code: number) => {
    exitCode = code;
  };
  addCheckCommand(program, terminal, exit);
  addChangesCommand(program, terminal, exit);
  addDiffCommand(program, terminal);
  addSizeCommand(program, terminal, exit);
  addRecommendCommand(program, terminal, exit);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // The parser has printed its own message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.couldNotRun;
    if (!(error instanceof DefinitionError)) throw error;
    terminal.writeError(`${error.message}\n`);
    return exitCodes.couldNotRun;
  }
}
