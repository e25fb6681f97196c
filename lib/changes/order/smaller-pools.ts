import type { DeploymentPicture } from '../../check/deployment-picture';
import { nodePoolsOf } from '../../check/views/node-pools';
import { poolLimits } from '../limit-changes';

/**
 * Names of the node pools that can hold less than before, in any respect: fewer nodes, or nodes with less. Pods that run now may be those that
 * need it. What is not known on one side, a size of one's own for instance, is not smaller.
 */
export function smallerPools(before: DeploymentPicture, after: DeploymentPicture): ReadonlySet<string> {
  const [old, now] = [capacities(before), capacities(after)];
  return new Set(
    [...old].flatMap(([name, was]) => {
      const is = now.get(name) ?? [];
      return was.some((amount, index) => isLess(amount, is[index])) ? [name] : [];
    }),
  );
}

type Amount = number | undefined;

function isLess(was: Amount, is: Amount): boolean {
  return was !== undefined && is !== undefined && is < was;
}

/** Of each pool: its nodes at most, and the GPUs, vCPUs, memory and memory of a GPU of one node. */
function capacities(picture: DeploymentPicture): ReadonlyMap<string, readonly Amount[]> {
  const limits = poolLimits(picture);
  return new Map(
    nodePoolsOf(picture).flatMap(({ name, vmSize }) => {
      if (name === undefined) return [];
      const { most, gpusEach } = limits.get(name)!;
      return [[name, [most, gpusEach, vmSize?.vcpus, vmSize?.memoryGiB, vmSize?.gpu?.memoryGb]] as const];
    }),
  );
}
