import { container, type Damages, find, replaceIn, resource } from './damage';

const pool = 'azurerm_kubernetes_cluster_node_pool';

export const schedulingDamages: Damages = {
  'each pod matches the labels of a pool and tolerates its taints': [
    {
      name: 'a server has no tolerations',
      apply: (d) => {
        find(d, 'Deployment', 'coder').spec.template.spec.tolerations = [];
      },
    },
    {
      name: 'a worker of a group selects a pool that was renamed',
      apply: (d) => {
        find(d, 'LeaderWorkerSet', 'reasoner').spec.leaderWorkerTemplate.workerTemplate.spec.nodeSelector = {
          'kubernetes.azure.com/agentpool': 'h100old',
        };
      },
    },
    {
      name: 'the required pools no longer exist',
      apply: (d) => {
        const { affinity } = find(d, 'Deployment', 'chat').spec.template.spec;
        affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values =
          ['a100b'];
      },
    },
  ],
  'each workload selects its pool': [
    {
      name: 'an application has no node selector',
      apply: (d) => {
        delete find(d, 'Deployment', 'web').spec.template.spec.nodeSelector;
      },
    },
  ],
  'the device plugin tolerates the taints of each GPU pool': [
    {
      name: 'a pool has another taint',
      apply: (d) => {
        resource(d, pool, 'a100').node_taints = ['gpu=true:NoSchedule'];
      },
    },
  ],
  'exactly the pods that request a GPU run on a GPU pool': [
    {
      name: 'a server requests no GPU',
      apply: (d) => {
        delete container(find(d, 'Deployment', 'coder')).resources.limits['nvidia.com/gpu'];
      },
    },
    {
      name: 'a ScaledJob runs on a pool without GPUs',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.jobTargetRef.template.spec.nodeSelector = { sku: 'cpu' };
      },
    },
  ],
  'the pools have enough GPUs for the maximum replicas of all workloads': [
    {
      name: 'the maximum replicas of a scaler exceed the GPUs of two pools',
      apply: (d) => {
        find(d, 'ScaledObject', 'chat-scaler').spec.maxReplicaCount = 11;
      },
    },
    {
      name: 'two servers that fit alone share one pool',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.maxReplicaCount = 6;
      },
    },
    {
      name: 'a group needs more nodes than the pool has',
      apply: (d) => {
        resource(d, pool, 'h100').max_count = 1;
      },
    },
  ],
  'the cluster autoscaler uses an order that contains every pool': [
    {
      name: 'the autoscaler uses another expander',
      apply: (d) => {
        resource(d, 'azurerm_kubernetes_cluster', () => true).auto_scaler_profile.expander = 'least-waste';
      },
    },
    {
      name: 'the order does not contain a pool',
      apply: (d) => {
        replaceIn(
          find(d, 'ConfigMap', 'cluster-autoscaler-priority-expander'),
          'priorities',
          '^aks-t4-.*',
          '^aks-t40-.*',
        );
      },
    },
  ],
  'the pool that a pod prefers has the higher autoscaler priority': [
    {
      name: 'the expensive pool has the higher priority',
      apply: (d) => {
        replaceIn(find(d, 'ConfigMap', 'cluster-autoscaler-priority-expander'), 'priorities', '60:', '5:');
      },
    },
  ],
};
