import type { JsonObject } from '../../../values/json';
import type { Rule } from '../../rule';
import { nodePoolsOf, poolField } from '../../views/node-pools';
import { nodePoolsExample } from '../example-terraform';

const pools = (body: JsonObject) =>
  nodePoolsExample({
    cpu: { name: 'cpu', vm_size: 'Standard_D8s_v5', max_count: 3 },
    gpu: { name: 'gpu', vm_size: 'Standard_NC24ads_A100_v4', max_count: 2, ...body },
  });

export const untaintedPool: Rule = {
  id: 'gpu/untainted-pool',
  title: 'A GPU node pool must have a taint',
  severity: 'warning',
  why: 'Pods without a GPU request can run on untainted GPU nodes. They keep these expensive nodes from scaling down and use the capacity of GPU pods.',
  source: 'learn.microsoft.com/azure/aks/use-nvidia-gpu (2026-11)',
  needs: ['terraform'],
  bad: { terraform: pools({}) },
  good: { terraform: pools({ node_taints: ['sku=gpu:NoSchedule'] }) },
  check: (picture) => {
    const pools = nodePoolsOf(picture);
    // Without another node pool every pod must run on GPU nodes.
    if (!pools.some(({ vmSize }) => vmSize !== undefined && vmSize.gpu === undefined)) return [];
    return pools
      .filter(
        ({ vmSize, taints, isUnknown, path }) =>
          vmSize?.gpu !== undefined && path === '' && !isUnknown && taints.length === 0,
      )
      .map((pool) => ({
        in: pool.resource,
        field: poolField(pool, 'node_taints'),
        message: `Node pool ${pool.name ?? '?'} (${pool.vmSizeName}) has no taint, so pods that need no GPU can run on its nodes.`,
        expected: 'a taint that only GPU pods tolerate',
        fix: 'Set node_taints = ["sku=gpu:NoSchedule"], and add the toleration to the GPU workloads and the device plugin.',
      }));
  },
};
