import { checkCustomVmSize, refusedVmSize } from '../lib/engine/sizing/refused-vm-sizes';
import { findVmSize, type GpuFacts, type VmSize, vmSizeNames } from '../lib/facts/vm-sizes';
import type { ProblemList } from '../lib/problems/problem-list';
import { knownNames } from '../lib/problems/value-rules';

/** Form of `--gpu`. */
export const gpuForm = 'name,count,GB,computeCapability';
const passGpu = `Pass --gpu '${gpuForm}', such as --gpu 'L40S,2,48,8.9', with the memory of one GPU as NVIDIA states it.`;

/**
 * The VM size of a command: a name of the table, or another name with the facts of `--gpu`. Adds a
 * problem and returns undefined otherwise.
 */
export function vmSizeOf(name: string, gpu: string | undefined, problems: ProblemList): VmSize | undefined {
  const refused = refusedVmSize(name);
  if (refused !== undefined) {
    problems.add('<vm-size>', `"${name}" is not supported: ${refused.message}`, refused.fix);
    return undefined;
  }
  const found = findVmSize(name);
  if (gpu !== undefined)
    return found === undefined ? customSize(name, gpu, problems) : known(found, problems);
  if (found === undefined) {
    const names = knownNames(name, vmSizeNames, 'VM sizes');
    problems.add(
      '<vm-size>',
      `"${name}" is not in the table of VM sizes`,
      `${names} For another size, ${lower(passGpu)}`,
    );
  } else if (found.gpu === undefined) {
    problems.add('<vm-size>', `${name} has no GPU`, 'Use a size with GPUs.');
    return undefined;
  }
  return found;
}

function known({ name }: VmSize, problems: ProblemList): undefined {
  problems.add('--gpu', `${name} is in the table of VM sizes, which has its GPUs`, 'Remove the option.');
  return undefined;
}

function customSize(name: string, text: string, problems: ProblemList): VmSize | undefined {
  const parts = text.split(',').map((part) => part.trim());
  const [model = '', count = '', memoryGb = '', computeCapability = ''] = parts;
  if (parts.length !== 4 || parts.includes('')) {
    problems.add('--gpu', `"${text}" does not have the form ${gpuForm}`, passGpu);
    return undefined;
  }
  const noNumber = [count, memoryGb].find((part) => Number.isNaN(Number(part)));
  if (noNumber !== undefined) {
    problems.add('--gpu', `"${noNumber}" is not a number`, passGpu);
    return undefined;
  }
  const usual = gpuModels.find((each) => each !== model && each.toLowerCase() === model.toLowerCase());
  if (usual !== undefined) {
    problems.add('--gpu', `"${model}" is not a GPU of the table`, `Did you mean "${usual}"?`);
    return undefined;
  }
  const gpu: GpuFacts = { model, count: Number(count), memoryGb: Number(memoryGb), computeCapability };
  const size = { name, vcpus: 1, memoryGiB: 1, tempDiskGiB: 0, gpu };
  const before = problems.problems.length;
  checkCustomVmSize(size, problems.naming({ gpu: '--gpu' }));
  return problems.problems.length > before ? undefined : size;
}

const gpuModels: readonly string[] = [
  ...new Set(vmSizeNames.flatMap((name) => findVmSize(name)?.gpu?.model ?? [])),
];

function lower(text: string): string {
  return `${text[0]!.toLowerCase()}${text.slice(1)}`;
}
