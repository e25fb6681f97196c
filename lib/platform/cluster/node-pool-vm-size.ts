import type { CompleteNodePool } from '../../definition/node-pool-definition';
import { checkCustomVmSize } from '../../engine/sizing/refused-vm-sizes';
import { findVmSize, type VmSize, vmSizeNames } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { knownNames } from '../../problems/value-rules';

/**
 * Facts of the VM size of a node pool. Adds a problem for a size that does not match the role of
 * the pool.
 */
export function resolveVmSize(definition: CompleteNodePool, problems: ProblemList): VmSize {
  const found = findVmSize(definition.vmSize);
  if (typeof definition.vmSize === 'object') checkCustomVmSize(definition.vmSize, problems.at('vmSize'));
  if (found === undefined) {
    problems.add(
      'vmSize',
      `"${String(definition.vmSize)}" is not in the table of VM sizes`,
      `${knownNames(String(definition.vmSize), vmSizeNames)} For another size, set its facts: { name, vcpus, memoryGiB, tempDiskGiB, gpu? }.`,
    );
    return standIn(definition);
  }
  checkRole(definition.role, found, problems);
  return found;
}

function checkRole(
  role: CompleteNodePool['role'],
  { name, gpu, vcpus, memoryGiB }: VmSize,
  problems: ProblemList,
): void {
  if (role === 'gpu' && gpu === undefined) {
    problems.add(
      'vmSize',
      `${name} has no GPU, but the role of the pool is "gpu"`,
      'Use a size with a GPU (Standard_NC…, Standard_ND…), or the role "cpu".',
    );
  }
  if (role !== 'gpu' && gpu !== undefined) {
    problems.add(
      'vmSize',
      `${name} has a GPU, but the role of the pool is "${role}"`,
      'Use the role "gpu", or a size without a GPU.',
    );
  }
  // Source: learn.microsoft.com/azure/aks/use-system-pools (2026-11).
  const isTooSmall = vcpus < 4 || memoryGiB < 4 || /^Standard_B/.test(name);
  if (role === 'system' && isTooSmall) {
    problems.add(
      'vmSize',
      `${name} is too small for the system pool`,
      'Use a size with at least 4 vCPUs and 4 GiB, outside the B series.',
    );
  }
}

/** Stands for an unknown size, so that resolving can go on and find the other problems. */
function standIn({ vmSize, role }: CompleteNodePool): VmSize {
  const gpu = { model: 'H200', count: 8, memoryGb: 141, computeCapability: '9.0' };
  const size = { name: String(vmSize), vcpus: 96, memoryGiB: 1850, tempDiskGiB: 1024 };
  return role === 'gpu' ? { ...size, gpu } : size;
}
