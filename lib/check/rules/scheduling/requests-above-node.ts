import { type NodeAllocatable, nodeAllocatable } from '../../../engine/scheduling/node-allocatable';
import { numberAt, valueAt } from '../../../values/json';
import { parseCpuMillis, parseMemoryBytes } from '../../../values/quantity';
import type { Rule } from '../../rule';
import { candidatePools, selectedPools } from '../../views/candidate-pools';
import type { NodePool } from '../../views/node-pools';
import { type Pod, podField, podsOf } from '../../views/pods';
import { cpuPoolExample } from '../example-terraform';

const deployment = (memory: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec:
      containers: [{ name: app, image: "app:1.0.0", resources: { requests: { cpu: "1", memory: ${memory} } } }]
`;
export const requestsAboveNode: Rule = {
  id: 'scheduling/requests-above-node',
  title: 'A pod fits an empty node of a pool that its selector admits',
  severity: 'error',
  why: 'A node has less than its size says: what AKS, the kubelet and the agents keep is gone. The pod stays pending however many nodes come.',
  source: 'Azure/AKS#1565; learn.microsoft.com/azure/aks/node-resource-reservations (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: deployment('32Gi'), terraform: cpuPoolExample },
  good: { kubernetes: deployment('16Gi'), terraform: cpuPoolExample },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      // Taints that it does not tolerate are a finding of their own.
      const tolerated = candidatePools(picture, pod) ?? [];
      const pools = tolerated.length > 0 ? tolerated : (selectedPools(picture, pod) ?? []);
      if (pools.length === 0 || pools.some(({ vmSize }) => vmSize === undefined)) return [];
      const rooms = pools.map((pool) => ({ pool, excess: excessOf(pod, pool) }));
      if (rooms.some(({ excess }) => excess.length === 0)) return [];
      const [nearest] = [...rooms].sort((a, b) => roomOf(b.pool).memoryBytes - roomOf(a.pool).memoryBytes);
      const { pool, excess } = nearest!;
      return excess.slice(0, 1).map(({ resource, asked, most }) => ({
        in: pod.owner,
        field: podField(pod, 'spec.containers'),
        message: `${shown(resource, asked)} of ${resource} in all`,
        expected: `at most ${shown(resource, most)}, which ${pool.vmSizeName} of the pool ${pool.name ?? '?'} has for pods${pools.length > 1 ? '; the other pools have less' : ''}`,
        fix: 'Ask for less, or take a larger VM size.',
      }));
    }),
};

type Resource = 'cpu' | 'memory';

function roomOf({ vmSize, json }: NodePool): NodeAllocatable {
  // Azure CNI Overlay and its Cilium have 250, which leaves less; the rule errs to the mild side.
  return nodeAllocatable(vmSize!, numberAt(json, 'max_pods') ?? 30);
}

function excessOf(
  pod: Pod,
  pool: NodePool,
): readonly { readonly resource: Resource; readonly asked: number; readonly most: number }[] {
  const { cpuMillis, memoryBytes } = roomOf(pool);
  return [
    { resource: 'cpu' as const, asked: requested(pod, 'cpu'), most: cpuMillis },
    { resource: 'memory' as const, asked: requested(pod, 'memory'), most: memoryBytes },
  ].filter(({ asked, most }) => asked > most);
}

function shown(resource: Resource, amount: number): string {
  return resource === 'cpu' ? `${amount}m` : `${(amount / 2 ** 30).toFixed(1)}Gi`;
}

/** What its containers ask for together. A quantity in another unit counts nothing. */
function requested(pod: Pod, resource: Resource): number {
  const parse = resource === 'cpu' ? parseCpuMillis : parseMemoryBytes;
  return pod.containers.reduce((sum, { json, isInit }) => {
    const quantity =
      valueAt(json, `resources.requests.${resource}`) ?? valueAt(json, `resources.limits.${resource}`);
    return sum + (isInit || quantity === undefined ? 0 : (parse(String(quantity)) ?? 0));
  }, 0);
}
