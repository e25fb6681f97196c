import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { maxPodsWithGpus } from '../../views/gpu-room';
import { podGpus, podsOf, servingKinds } from '../../views/pods';
import { replicaLimitsOf } from '../../views/replica-limits';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

export const replicasAbovePool: Rule = {
  id: 'gpu/replicas-above-pool',
  title: 'Node pools must have GPUs for the maximum number of replicas',
  severity: 'error',
  why: 'A node pool does not grow beyond max_count. Replicas above it stay Pending, at the time of the highest load.',
  source: 'Azure/AKS#1565; learn.microsoft.com/azure/aks/cluster-autoscaler (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: vllmExample({ deployment: 'replicas: 3' }), terraform: gpuPoolExample() },
  good: { kubernetes: vllmExample({ deployment: 'replicas: 2' }), terraform: gpuPoolExample() },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { owner } = pod;
      const gpus = podGpus(pod);
      if (gpus === 0 || !servingKinds.includes(owner.object.kind)) return [];
      // A group has one leader and its workers: the pod of the leader represents the group.
      const isGroup = owner.object.kind === 'LeaderWorkerSet';
      if (isGroup && pod.path.endsWith('workerTemplate')) return [];
      const size = isGroup ? (numberAt(owner.object, 'spec.leaderWorkerTemplate.size') ?? 1) : 1;
      const room = maxPodsWithGpus(candidatePools(picture, pod), gpus);
      const { maximum, in: place, field } = replicaLimitsOf(picture, owner);
      // A separate rule reports a pod that fits on no node.
      if (room === undefined || room === 0 || maximum * size <= room) return [];
      const each = `${gpus} GPU${gpus === 1 ? '' : 's'} each`;
      const groups = `${maximum} group${maximum === 1 ? '' : 's'} of ${size} pods`;
      return [
        {
          in: place,
          field,
          message: `The maximum is ${size > 1 ? groups : `${maximum} pods`} with ${each}, but the node pools have GPUs for ${room} pod${room === 1 ? '' : 's'}, so the remaining pods stay Pending.`,
          expected:
            room < size
              ? `GPUs for ${size} pods on the node pools`
              : `a maximum of ${Math.floor(room / size)}`,
          fix: 'Raise max_count of the node pool, or lower the maximum number of replicas.',
        },
      ];
    }),
};
