import type { DeploymentPicture } from '../../check/deployment-picture';
import { nodePoolsOf } from '../../check/views/node-pools';
import { poolLimits } from '../limit-changes';

/**
 * Names of node pools whose capacity shrinks: fewer nodes, or smaller nodes. Running pods may need
 * the old capacity. An unknown capacity, for example of a custom VM size, does not count as
 * smaller.
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

/**
 * Capacities of each pool: its maximum nodes, and the GPUs, vCPUs, memory and GPU memory of a node.
 */
function capacities(picture: DeploymentPicture): ReadonlyMap<string, readonly Amount[]> {
  const limits = poolLimits(picture);
  return new Map(
    nodePoolsOf(picture).flatMap(({ name, vmSize }) => {
      if (name === undefined) return [];
      const { max, gpusEach } = limits.get(name)!;
      return [[name, [max, gpusEach, vmSize?.vcpus, vmSize?.memoryGiB, vmSize?.gpu?.memoryGb]] as const];
    }),
  );
}
