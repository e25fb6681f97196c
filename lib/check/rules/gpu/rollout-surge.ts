import { valueAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { maxPodsWithGpus } from '../../views/gpu-room';
import { podGpus, podsOf } from '../../views/pods';
import { replicaLimitsOf } from '../../views/replica-limits';
import { vllmExample } from '../example-manifests';

export const rolloutSurge: Rule = {
  id: 'gpu/rollout-surge',
  title: 'A rolling update must not need more GPUs than the node pools have',
  severity: 'warning',
  why: 'A surge pod needs a GPU in addition to the GPUs of the old pods. If no GPU is free, the rolling update stops and fails at its deadline.',
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
      const { maximum } = replicaLimitsOf(picture, owner);
      const more = surgePods(surge, maximum);
      if (more === undefined || more === 0) return [];
      const room = maxPodsWithGpus(candidatePools(picture, pod), gpus);
      if (room !== undefined && maximum + more <= room) return [];
      return [
        {
          in: owner,
          field: 'spec.strategy.rollingUpdate.maxSurge',
          message: `maxSurge ${String(surge)} requires GPUs for ${maximum + more} pods with ${gpus} GPU${gpus === 1 ? '' : 's'} each during a rolling update, ${room === undefined ? 'so the update stops if no GPU is free' : `but the node pools have GPUs for ${room}`}.`,
          expected: 'maxSurge: 0 with maxUnavailable: 1, or strategy Recreate',
          fix: 'Set maxSurge: 0 and maxUnavailable: 1. If you keep GPUs free for rolling updates, suppress this finding with that reason.',
        },
      ];
    }),
};

/** The number of surge pods. Kubernetes rounds a percentage up. */
function surgePods(surge: unknown, replicas: number): number | undefined {
  const percent = /^(\d+)%$/.exec(String(surge))?.[1];
  const count = percent === undefined ? Number(surge) : Math.ceil((Number(percent) / 100) * replicas);
  return Number.isFinite(count) ? count : undefined;
}
