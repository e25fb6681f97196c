import { valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { podsAtMost } from '../../views/gpu-room';
import { podGpus, podsOf } from '../../views/pods';
import { replicaLimitsOf } from '../../views/replica-limits';
import { vllmExample } from '../example-manifests';

export const rolloutSurge: Rule = {
  id: 'gpu/rollout-surge',
  title: 'A rollout does not wait for a GPU that the old pod holds',
  severity: 'warning',
  why: 'The surge pod needs one more GPU than there are; the rollout stands still with the old pods until its deadline.',
  source:
    'vllm-project/production-stack#103; kubernetes.io/docs/concepts/workloads/controllers/deployment (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample() },
  good: { kubernetes: vllmExample({ deployment: 'strategy: { type: Recreate }' }) },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { owner } = pod;
      const gpus = podGpus(pod);
      if (owner.object.kind !== 'Deployment' || gpus === 0) return [];
      if (valueAt(owner.object, 'spec.strategy.type') === 'Recreate') return [];
      const surge = valueAt(owner.object, 'spec.strategy.rollingUpdate.maxSurge') ?? '25%';
      const { most } = replicaLimitsOf(picture, owner);
      const more = podsMore(surge, most);
      if (more === undefined || more === 0) return [];
      const room = podsAtMost(candidatePools(picture, pod), gpus);
      if (room !== undefined && most + more <= room) return [];
      return [
        {
          in: owner,
          field: 'spec.strategy.rollingUpdate.maxSurge',
          message: `${String(surge)} more pods, each with ${gpus} GPU${gpus === 1 ? '' : 's'}${room === undefined ? '' : `: ${most + more} in all, and the pools have room for ${room}`}`,
          expected: '0, with maxUnavailable: 1; or Recreate',
          fix: 'Let one pod go before its successor comes, or keep GPUs free for rollouts and suppress this with that reason.',
        },
      ];
    }),
};

/** Kubernetes rounds a share of the replicas up. */
function podsMore(surge: unknown, replicas: number): number | undefined {
  const percent = /^(\d+)%$/.exec(String(surge))?.[1];
  const count = percent === undefined ? Number(surge) : Math.ceil((Number(percent) / 100) * replicas);
  return Number.isFinite(count) ? count : undefined;
}
