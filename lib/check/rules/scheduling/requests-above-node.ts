import { nodeAllocatable } from '../../../scheduling/node-allocatable';
import { parseCpuMillis, parseMemoryBytes } from '../../../scheduling/quantity';
import { textAt } from '../../json';
import type { Rule } from '../../rule';
import { selectedPools } from '../../views/candidate-pools';
import { type Pod, podField, podsOf } from '../../views/pods';

const deployment = (memory: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: app, namespace: apps }
spec:
  template:
    spec:
      containers: [{ name: app, image: "app:1.0.0", resources: { requests: { cpu: "1", memory: ${memory} } } }]
`;
const pools = {
  resource: {
    azurerm_kubernetes_cluster_node_pool: { cpu: { name: 'cpu', vm_size: 'Standard_D8s_v5', max_count: 3 } },
  },
};

export const requestsAboveNode: Rule = {
  id: 'scheduling/requests-above-node',
  title: 'A pod fits an empty node of a pool that its selector admits',
  severity: 'error',
  why: 'A node has less than its size says: what AKS, the kubelet and the agents keep is gone. The pod stays pending however many nodes come.',
  source: 'Azure/AKS#1565; learn.microsoft.com/azure/aks/node-resource-reservations (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: deployment('32Gi'), terraform: pools },
  good: { kubernetes: deployment('16Gi'), terraform: pools },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const selected = selectedPools(picture, pod);
      if (selected === undefined || selected.length === 0) return [];
      if (selected.some(({ vmSize }) => vmSize === undefined)) return [];
      return (['cpu', 'memory'] as const).flatMap((resource) => {
        const asked = requested(pod, resource);
        const most = Math.max(
          ...selected.map(({ vmSize, json }) => {
            const maxPods = typeof json['max_pods'] === 'number' ? json['max_pods'] : 110;
            const { cpuMillis, memoryBytes } = nodeAllocatable(vmSize!, maxPods);
            return resource === 'cpu' ? cpuMillis : memoryBytes;
          }),
        );
        if (asked <= most) return [];
        const shown = (amount: number) =>
          resource === 'cpu' ? `${amount}m` : `${(amount / 2 ** 30).toFixed(1)}Gi`;
        return [
          {
            in: pod.owner,
            field: podField(pod, 'spec.containers'),
            is: `${shown(asked)} of ${resource} in all`,
            mustBe: `at most ${shown(most)}: what the largest of ${selected.map(({ name }) => name).join(', ')} has for pods`,
            fix: 'Ask for less, or take a larger VM size.',
          },
        ];
      });
    }),
};

function requested(pod: Pod, resource: 'cpu' | 'memory'): number {
  const parse = resource === 'cpu' ? parseCpuMillis : parseMemoryBytes;
  return pod.containers.reduce((sum, { json, isInit }) => {
    const text =
      textAt(json, `resources.requests.${resource}`) ?? textAt(json, `resources.limits.${resource}`);
    return sum + (isInit || text === undefined ? 0 : (parse(text) ?? 0));
  }, 0);
}
