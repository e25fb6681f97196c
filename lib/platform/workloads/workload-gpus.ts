import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../cluster/node-pool';

/** GPUs of each pod of a worker or job. A pod on a GPU node pool must request at least one. */
export function resolveGpus(
  gpus: number | undefined,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): number | undefined {
  if (gpus !== undefined) {
    checkGpus(gpus, pools, problems);
    return gpus;
  }
  for (const { name, role } of pools) {
    if (role !== 'gpu') continue;
    problems.add(
      'gpus',
      `the node pool "${name}" has the role "gpu", so gpus is required`,
      'Set gpus, or use a node pool with the role "cpu".',
    );
  }
  return undefined;
}

/** Adds a problem unless one node of every pool has the GPUs of a pod. */
export function checkGpus(gpus: number, pools: readonly ResolvedNodePool[], problems: ProblemList): void {
  requireInteger(problems, 'gpus', gpus, { min: 1, max: 8, unit: 'GPUs' });
  for (const { name, vmSize } of pools) {
    const { gpu } = vmSize;
    if (gpu === undefined) {
      problems.add(
        'gpus',
        `nodes of "${name}" (${vmSize.name}) have no GPU`,
        'Remove gpus, or use a node pool with the role "gpu".',
      );
    } else if (gpus > gpu.count) {
      problems.add(
        'gpus',
        `${gpus} is higher than the number of GPUs of a node of "${name}" (${vmSize.name} has ${gpu.count})`,
        'Lower gpus, or use a VM size with more GPUs.',
      );
    }
  }
}
