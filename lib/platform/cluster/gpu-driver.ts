import type { GpuStack } from '../../definition/cluster-definition';
import type { VmSize } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';

/**
 * `Install`: AKS installs the NVIDIA driver. Undefined for a pool without GPUs. Adds a problem for
 * a size without a driver.
 */
export function resolveGpuDriver(
  { name, gpu }: VmSize,
  gpuStack: GpuStack,
  problems: ProblemList,
): 'Install' | 'None' | undefined {
  if (gpu === undefined) return undefined;
  const isOperator = gpuStack === 'gpu-operator';
  if (isOperator && gpu.driverKind === 'grid') {
    problems.add(
      'vmSize',
      `${name} has virtual GPUs, which need the GRID driver, but gpuStack 'gpu-operator' installs the data center driver`,
      "Use gpuStack 'device-plugin', or another VM size.",
    );
  }
  if (!isOperator && gpu.driverBranch === 0) {
    problems.add(
      'vmSize',
      `AKS installs no GPU driver on ${name}, and gpuStack '${gpuStack}' installs none`,
      "Use gpuStack 'gpu-operator', or another VM size.",
    );
  }
  return isOperator ? 'None' : 'Install';
}
