import type { Command } from 'commander';
import { refusedVmSize } from '../lib/engine/sizing/refused-vm-sizes';
import { sizeInferenceServer } from '../lib/engine/sizing/size-inference-server';
import { sizingText } from '../lib/engine/sizing/sizing-text';
import { findVmSize, type VmSize, vmSizeNames } from '../lib/facts/vm-sizes';
import { ProblemList } from '../lib/problems/problem-list';
import { knownNames } from '../lib/problems/value-rules';
import { addModelOptions, type ModelOptions, modelOf, readNumber, settingsOf } from './model-options';
import type { Terminal } from './terminal';

interface SizeOptions extends ModelOptions {
  readonly gpus?: number;
  readonly tensorParallelSize?: number;
  readonly nodes?: number;
}

/** `aks-ai size`: shows how a model runs on a VM size and uses GPU memory, or why it does not fit. */
export function addSizeCommand(program: Command, terminal: Terminal): void {
  addModelOptions(
    program
      .command('size')
      .description('show how a model runs on a VM size and uses GPU memory, or why it does not fit')
      .argument('<model>', 'Hugging Face model id, for example microsoft/phi-4')
      .argument('<vm-size>', 'VM size, for example Standard_NC24ads_A100_v4')
      .option('--gpus <count>', 'GPUs of a replica on each node', readNumber)
      .option('--tensor-parallel-size <count>', 'GPUs of one engine', readNumber)
      .option('--nodes <count>', 'nodes of a replica', readNumber),
  ).action((id: string, size: string, options: SizeOptions) => {
    const { gpus, tensorParallelSize, nodes } = options;
    const model = modelOf(id, options);
    const problems = ProblemList.create();
    const vmSize = vmSizeOf(size, problems);
    // The command prints a plan inside the error band. Synth refuses it.
    const measured = 'shown by aks-ai size';
    const input = { ...settingsOf(options), model, vmSize, gpus, tensorParallelSize, nodes, measured };
    const sizing = problems.isEmpty ? sizeInferenceServer(input, problems) : undefined;
    if (sizing === undefined && problems.isEmpty) {
      problems.add(
        '--quantization',
        `the size of the weights with "${options.quantization}" is unknown`,
        'Remove the option, or use a method with a known size, for example fp8.',
      );
    }
    problems.throwIfAny(`${model.id} on ${size}`);
    terminal.write(`${sizingText(model, vmSize, sizing!)}\n`);
  });
}

function vmSizeOf(name: string, problems: ProblemList): VmSize {
  const refused = refusedVmSize(name);
  const found = findVmSize(name);
  if (refused !== undefined) problems.add('', `"${name}" is not supported: ${refused.message}`, refused.fix);
  else if (found === undefined) {
    problems.add('', `"${name}" is not in the table of VM sizes`, knownNames(name, vmSizeNames, 'VM sizes'));
  }
  return found ?? { name, vcpus: 1, memoryGiB: 1, tempDiskGiB: 0 };
}
