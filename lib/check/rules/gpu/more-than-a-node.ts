import type { Rule } from '../../rule';
import { labelledPools } from '../../views/candidate-pools';
import { podField, podGpus, podsOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

export const moreThanANode: Rule = {
  id: 'gpu/more-than-a-node',
  title: 'A pod must not request more GPUs than a node has',
  severity: 'error',
  why: 'All GPUs of a pod are on one node. A pod that requests more than a node has stays Pending.',
  source: 'NVIDIA/gpu-operator#693; learn.microsoft.com/azure/virtual-machines/sizes/overview (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: vllmExample({ gpus: 2 }), terraform: gpuPoolExample({}) },
  good: { kubernetes: vllmExample({ gpus: 1 }), terraform: gpuPoolExample({}) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const gpus = podGpus(pod);
      const pools = labelledPools(picture, pod);
      // A separate rule reports labels that no pool has.
      if (gpus === 0 || pools === undefined || pools.length === 0) return [];
      if (pools.some(({ vmSize }) => vmSize === undefined)) return [];
      const maximum = Math.max(...pools.map(({ vmSize }) => vmSize?.gpu?.count ?? 0));
      if (gpus <= maximum) return [];
      const names = pools.map(({ name }) => name ?? '?').join(', ');
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.containers'),
          message: `The pod requests ${gpus} GPU${gpus === 1 ? '' : 's'}, but a node of the pools that it selects (${names}) has ${maximum === 0 ? 'none' : `at most ${maximum}`}, so the pod stays Pending.`,
          expected:
            maximum === 0 ? 'a node pool with GPUs' : `at most ${maximum} GPU${maximum === 1 ? '' : 's'}`,
          fix:
            maximum === 0
              ? 'Select a node pool with GPUs, or add one.'
              : 'Request fewer GPUs, use a larger VM size, or distribute the model over several nodes.',
        },
      ];
    }),
};
