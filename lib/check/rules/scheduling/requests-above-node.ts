import { type NodeAllocatable, nodeAllocatable } from '../../../engine/scheduling/node-allocatable';
import { numberAt, valueAt } from '../../../values/json';
import { parseCpuMillis, parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { candidatePools, selectedPools } from '../../views/candidate-pools';
import type { NodePool } from '../../views/node-pools';
import { type Pod, podField, podsOf } from '../../views/pods';
import { deploymentExample } from '../example-manifests';
import { cpuPoolExample } from '../example-terraform';

const deployment = (memory: string) =>
  deploymentExample(`resources: { requests: { cpu: "1", memory: ${memory} } }`);

export const requestsAboveNode: Rule = {
  id: 'scheduling/requests-above-node',
  title: 'A pod must fit on an empty node of its node pool',
  severity: 'error',
  why: 'AKS, the kubelet and node agents reserve a part of each node. A pod that requests more than the rest stays Pending, no matter how many nodes the pool has.',
  source: 'Azure/AKS#1565; learn.microsoft.com/azure/aks/node-resource-reservations (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: deployment('32Gi'), terraform: cpuPoolExample },
  good: { kubernetes: deployment('16Gi'), terraform: cpuPoolExample },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      // A separate rule reports taints that the pod does not tolerate.
      const tolerated = candidatePools(picture, pod) ?? [];
      const pools = tolerated.length > 0 ? tolerated : (selectedPools(picture, pod) ?? []);
      if (pools.length === 0 || pools.some(({ vmSize }) => vmSize === undefined)) return [];
      const rooms = pools.map((pool) => ({ pool, excess: excessOf(pod, pool) }));
      if (rooms.some(({ excess }) => excess.length === 0)) return [];
      const [nearest] = [...rooms].sort((a, b) => roomOf(b.pool).memoryBytes - roomOf(a.pool).memoryBytes);
      const { pool, excess } = nearest!;
      return excess.slice(0, 1).map(({ resource, requests, room }) => ({
        in: pod.owner,
        field: podField(pod, 'spec.containers'),
        message: `The containers request ${shown(resource, requests)} of ${resource}, but ${pools.length > 1 ? 'the largest node that the pod selects' : 'a node'} (${pool.vmSizeName}, pool ${pool.name ?? '?'}) has ${shown(resource, room)} for pods, so the pod stays Pending.`,
        expected: `at most ${shown(resource, room)} of ${resource}`,
        fix: 'Lower the requests, or use a larger VM size.',
      }));
    }),
};

type Resource = 'cpu' | 'memory';

function roomOf({ vmSize, json }: NodePool): NodeAllocatable {
  // Azure CNI Overlay defaults to 250 pods, which leaves less memory. With 30 the rule never
  // reports a pod that fits.
  return nodeAllocatable(vmSize!, numberAt(json, 'max_pods') ?? 30);
}

function excessOf(
  pod: Pod,
  pool: NodePool,
): readonly { readonly resource: Resource; readonly requests: number; readonly room: number }[] {
  const { cpuMillis, memoryBytes } = roomOf(pool);
  return [
    { resource: 'cpu' as const, requests: requested(pod, 'cpu'), room: cpuMillis },
    { resource: 'memory' as const, requests: requested(pod, 'memory'), room: memoryBytes },
  ].filter(({ requests, room }) => requests > room);
}

function shown(resource: Resource, amount: number): string {
  return resource === 'cpu' ? `${amount}m` : `${(amount / 2 ** 30).toFixed(1)}Gi`;
}

/** The sum of the containers' requests. A quantity with an unknown unit counts as 0. */
function requested(pod: Pod, resource: Resource): number {
  const parse = resource === 'cpu' ? parseCpuMillis : parseMemoryBytes;
  return pod.containers.reduce((sum, { json, isInit }) => {
    const quantity =
      valueAt(json, `resources.requests.${resource}`) ?? valueAt(json, `resources.limits.${resource}`);
    return sum + (isInit || quantity === undefined ? 0 : (parse(String(quantity)) ?? 0));
  }, 0);
}
