import { numberAt } from '../../../values/json';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { podsAtMost } from '../../views/gpu-room';
import { podGpus, podsOf, servingKinds } from '../../views/pods';
import { replicaLimitsOf } from '../../views/replica-limits';
import { vllmExample } from '../example-manifests';

const pools = {
  resource: {
    azurerm_kubernetes_cluster_node_pool: {
      gpu: { name: 'gpu', vm_size: 'Standard_NC24ads_A100_v4', max_count: 2 },
    },
  },
};

export const replicasAbovePool: Rule = {
  id: 'gpu/replicas-above-pool',
  title: 'The pools have GPUs for every replica that may be wanted',
  severity: 'error',
  why: 'A pool at its max_count grows no more: the scaler asks for replicas that stay pending, just when they are needed.',
  source: 'Azure/AKS#1565; learn.microsoft.com/azure/aks/cluster-autoscaler (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: vllmExample({ deployment: 'replicas: 3' }), terraform: pools },
  good: { kubernetes: vllmExample({ deployment: 'replicas: 2' }), terraform: pools },
  check: (picture) =>
    podsOf(picture).flatMap((pod) => {
      const { owner } = pod;
      const gpus = podGpus(pod);
      if (gpus === 0 || !servingKinds.includes(owner.object.kind)) return [];
      // A group has a leader and its workers; the leader's pod stands for it.
      const isGroup = owner.object.kind === 'LeaderWorkerSet';
      if (isGroup && pod.path.endsWith('workerTemplate')) return [];
      const size = isGroup ? (numberAt(owner.object, 'spec.leaderWorkerTemplate.size') ?? 1) : 1;
      const room = podsAtMost(candidatePools(picture, pod), gpus);
      const { most, in: place, field } = replicaLimitsOf(picture, owner);
      // No room for a single one is a matter of the size.
      if (room === undefined || room === 0 || most * size <= room) return [];
      const each = `${gpus} GPU${gpus === 1 ? '' : 's'} each`;
      const groups = `${most} group${most === 1 ? '' : 's'} of ${size} pods`;
      return [
        {
          in: place,
          field,
          message: `${size > 1 ? groups : `${most} pods`} with ${each}; the pools have room for ${room} pod${room === 1 ? '' : 's'}`,
          expected: room < size ? 'within that room' : `at most ${Math.floor(room / size)}`,
          fix: 'Raise max_count of the pool, or want fewer.',
        },
      ];
    }),
};
