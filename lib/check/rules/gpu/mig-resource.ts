import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { knownPools } from '../../views/candidate-pools';
import { gpuOperatorOf } from '../../views/gpu-operator';
import { containersOf } from '../../views/pods';

const deployment = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  template:
    spec: { containers: [{ name: vllm, image: "vllm/vllm-openai:v0.32.0", resources: { limits: { nvidia.com/mig-1g.10gb: 1 } } }] }
`;
const pools = (body: object) => ({
  resource: {
    azurerm_kubernetes_cluster_node_pool: {
      gpu: { name: 'gpu', vm_size: 'Standard_NC24ads_A100_v4', max_count: 2, ...body },
    },
  },
});

export const migResource: Rule = {
  id: 'gpu/mig-resource',
  title: 'Parts of GPUs come from a pool that divides them',
  severity: 'error',
  why: 'Without gpu_instance the nodes have whole GPUs only: pods that ask for parts stay pending.',
  source: 'learn.microsoft.com/azure/aks/gpu-multi-instance (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: deployment, terraform: pools({}) },
  good: { kubernetes: deployment, terraform: pools({ gpu_instance: 'MIG1g' }) },
  check: (picture) => {
    const pools = knownPools(picture);
    // The GPU Operator divides GPUs by itself.
    const isDivided = pools?.some(({ json }) => json['gpu_instance'] !== undefined);
    if (pools === undefined || isDivided || gpuOperatorOf(picture).isThere) return [];
    return containersOf(picture).flatMap(({ pod, path, json }) =>
      Object.keys({ ...mapAt(json, 'resources.requests'), ...mapAt(json, 'resources.limits') })
        .filter((resource) => resource.startsWith('nvidia.com/mig-'))
        .map((resource) => ({
          in: pod.owner,
          field: `${path}.resources.limits["${resource}"]`,
          message: `${resource}, and no node pool has gpu_instance`,
          expected: 'nvidia.com/gpu, or with a pool that divides its GPUs',
          fix: 'Ask for nvidia.com/gpu, or set gpu_instance of the pool.',
        })),
    );
  },
};
