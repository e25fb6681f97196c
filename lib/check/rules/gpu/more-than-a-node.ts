import type { Rule } from '../../rule';
import { labelledPools } from '../../views/candidate-pools';
import { podField, podGpus, podsOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

export const moreThanANode: Rule = {
  id: 'gpu/more-than-a-node',
  title: 'A pod asks for no more GPUs than a node has',
  severity: 'error',
  why: 'A pod is on one node: more GPUs than that has are never free together.',
  source: 'NVIDIA/gpu-operator#693; learn.microsoft.com/azure/virtual-machines/sizes/overview (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: vllmExample({ gpus: 2 }), terraform: gpuPoolExample({}) },
  good: { kubernetes: vllmExample({ gpus: 1 }), terraform: gpuPoolExample({}) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const gpus = podGpus(pod);
      const pools = labelledPools(picture, pod);
      // No pool at all is a matter of labels.
      if (gpus === 0 || pools === undefined || pools.length === 0) return [];
      if (pools.some(({ vmSize }) => vmSize === undefined)) return [];
      const most = Math.max(...pools.map(({ vmSize }) => vmSize?.gpu?.count ?? 0));
      if (gpus <= most) return [];
      const names = pools.map(({ name }) => name ?? '?').join(', ');
      return [
        {
          in: pod.owner,
          field: podField(pod, 'spec.containers'),
          message: `${gpus} GPU${gpus === 1 ? '' : 's'} in one pod`,
          expected:
            most === 0
              ? `none: of the pools that it admits (${names}) no node has GPUs`
              : `at most ${most}: a node of the pools that it admits (${names}) has no more`,
          fix:
            most === 0
              ? 'Select a pool with GPUs, or add one.'
              : 'Ask for fewer, take a larger VM size, or spread the model over several nodes.',
        },
      ];
    }),
};
