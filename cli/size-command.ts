import type { Command } from 'commander';
import { checkBand } from '../lib/engine/sizing/check-fit';
import { checkSizingNumbers } from '../lib/engine/sizing/engine-settings';
import { type SizingInput, sizeServerFor } from '../lib/engine/sizing/size-inference-server';
import type { Sizing } from '../lib/engine/sizing/sizing';
import { sizingJson } from '../lib/engine/sizing/sizing-json';
import { sizingText } from '../lib/engine/sizing/sizing-text';
import { DefinitionError, type Problem, ProblemList } from '../lib/problems/problem-list';
import { exitCodes } from './exit-codes';
import {
  addModelOptions,
  type ModelOptions,
  modelOf,
  optionNames,
  optionVocabulary,
  readNumber,
  settingsOf,
} from './model-options';
import type { Terminal } from './terminal';
import { gpuForm, vmSizeOf } from './vm-size-argument';

interface SizeOptions extends ModelOptions {
  readonly gpu?: string;
  readonly gpus?: number;
  readonly tensorParallelSize?: number;
  readonly nodes?: number;
}

/**
 * `aks-ai size`: shows how a model runs on a VM size and uses GPU memory, or why it does not fit.
 */
export function addSizeCommand(program: Command, terminal: Terminal, exit: (code: number) => void): void {
  addModelOptions(
    program
      .command('size')
      .description('show how a model runs on a VM size and uses GPU memory, or why it does not fit')
      .argument('<model>', 'Hugging Face model id, for example microsoft/phi-4')
      .argument('<vm-size>', 'VM size, for example Standard_NC24ads_A100_v4')
      .option('--gpu <facts>', `GPUs of a VM size that is not in the table: ${gpuForm}`)
      .option('--gpus <count>', 'GPUs of a replica on each node', readNumber)
      .option('--tensor-parallel-size <count>', 'GPUs of one engine', readNumber)
      .option('--nodes <count>', 'nodes of a replica', readNumber),
  )
    .addHelpText(
      'after',
      '\nExit codes: 0 it fits; 1 it does not fit; 2 wrong arguments; 3 inside the error band, where synth requires a measurement',
    )
    .action((id: string, size: string, options: SizeOptions) => {
      const problems = ProblemList.create();
      const input = inputOf(id, size, options, problems);
      const subject = `${id} on ${size}`;
      problems.throwIfAny(subject);
      const sizing = sizeServerFor(optionVocabulary, input!, problems.naming(optionNames));
      if (sizing === undefined && problems.isEmpty) {
        problems.add(
          '--quantization',
          `the size of the weights with "${options.quantization}" is unknown`,
          'Remove the option, or use a method with a known size, for example fp8.',
        );
        problems.throwIfAny(subject);
      }
      const found = sizing === undefined ? problems.problems : bandProblems(input!, sizing);
      if (options.json) {
        const { model, vmSize } = input!;
        terminal.write(`${JSON.stringify(sizingJson(model, vmSize, sizing, found), undefined, 2)}\n`);
      } else if (sizing === undefined) {
        terminal.writeError(`${new DefinitionError(subject, found).message}\n`);
      } else {
        const text = sizingText(input!.model, input!.vmSize, sizing, optionVocabulary);
        terminal.write([text, ...found.map(bandText), ''].join('\n'));
      }
      exit(exitCodeOf(sizing));
    });
}

/** A problem, as synth reports it. */
function bandText({ path, message, fix }: Problem): string {
  return `  synth refuses it: ${path}: ${message}. ${fix}`;
}

function exitCodeOf(sizing: Sizing | undefined): number {
  if (sizing === undefined) return exitCodes.doesNotFit;
  return sizing.verdict === 'fits' ? exitCodes.fits : exitCodes.insideErrorBand;
}

/** Input of the sizing. The command prints a plan inside the error band, which synth refuses. */
function inputOf(
  id: string,
  size: string,
  options: SizeOptions,
  problems: ProblemList,
): SizingInput | undefined {
  const { gpus, tensorParallelSize, nodes } = options;
  const model = modelOf(id, options, problems);
  const vmSize = vmSizeOf(size, options.gpu, problems);
  const settings = { ...settingsOf(options, problems), gpus, tensorParallelSize, nodes };
  checkSizingNumbers(settings, problems.naming(optionNames));
  if (model === undefined || vmSize === undefined) return undefined;
  return { ...settings, model, vmSize, acceptsBand: true };
}

/** Why synth refuses a plan inside the error band, and what to do. */
function bandProblems(input: SizingInput, sizing: Sizing): readonly Problem[] {
  if (sizing.verdict === 'fits') return [];
  const { tensorParallelSize, dataParallelSize, nodes } = sizing;
  const problems = ProblemList.create();
  const isTensorParallelSizeFixed = input.tensorParallelSize !== undefined;
  const plan = { ...input, tensorParallelSize, isTensorParallelSizeFixed, dataParallelSize, nodes };
  checkBand(plan, problems.naming(optionNames), optionVocabulary);
  return problems.problems;
}
