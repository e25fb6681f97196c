import { mapAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { knownPools } from '../../views/candidate-pools';
import { gpuOperatorOf } from '../../views/gpu-operator';
import { containersOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

const server = vllmExample({ resources: 'limits: { nvidia.com/mig-1g.10gb: 1 }' });

export const migResource: Rule = {
  id: 'gpu/mig-resource',
  title: 'A MIG resource must come from a node pool with gpu_instance',
  severity: 'error',
  why: 'Without gpu_instance nodes have whole GPUs only, so pods that request MIG instances stay Pending.',
  source: 'learn.microsoft.com/azure/aks/gpu-multi-instance (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: server, terraform: gpuPoolExample() },
  good: { kubernetes: server, terraform: gpuPoolExample({ gpu_instance: 'MIG1g' }) },
  check: (picture) => {
    const pools = knownPools(picture);
    // The GPU Operator partitions GPUs without gpu_instance.
    const isDivided = pools?.some(({ json }) => json['gpu_instance'] !== undefined);
    if (pools === undefined || isDivided || gpuOperatorOf(picture).isInstalled) return [];
    return containersOf(picture).flatMap(({ pod, path, json }) =>
      Object.keys({ ...mapAt(json, 'resources.requests'), ...mapAt(json, 'resources.limits') })
        .filter((resource) => resource.startsWith('nvidia.com/mig-'))
        .map((resource) => ({
          in: pod.owner,
          field: `${path}.resources.limits["${resource}"]`,
          message: `The container requests ${resource}, but no node pool sets gpu_instance, so the pod stays Pending.`,
          expected: 'nvidia.com/gpu, or a node pool with gpu_instance',
          fix: 'Request nvidia.com/gpu, or set gpu_instance on the node pool.',
        })),
    );
  },
};
