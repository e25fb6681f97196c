import { container, type Damages, find, replaceIn, resource } from './damage';

const pool = 'azurerm_kubernetes_cluster_node_pool';

export const schedulingDamages: Damages = {
  'each pod has a pool that has its labels and whose taints it tolerates': [
    {
      what: 'a server forgets its tolerations',
      apply: (d) => {
        find(d, 'Deployment', 'coder').spec.template.spec.tolerations = [];
      },
    },
    {
      what: 'a worker of a group asks for a pool that was renamed',
      apply: (d) => {
        find(d, 'LeaderWorkerSet', 'reasoner').spec.leaderWorkerTemplate.workerTemplate.spec.nodeSelector = {
          'kubernetes.azure.com/agentpool': 'h100old',
        };
      },
    },
    {
      what: 'a list of pools names none that is left',
      apply: (d) => {
        const { affinity } = find(d, 'Deployment', 'chat').spec.template.spec;
        affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].values =
          ['a100b'];
      },
    },
  ],
  'each workload chooses its pool': [
    {
      what: 'an application has lost its node selector',
      apply: (d) => {
        delete find(d, 'Deployment', 'web').spec.template.spec.nodeSelector;
      },
    },
  ],
  "each GPU pool's taints are tolerated by the device plugin": [
    {
      what: 'a pool has another taint',
      apply: (d) => {
        resource(d, pool, 'a100').node_taints = ['gpu=true:NoSchedule'];
      },
    },
  ],
  'each pod that asks for a GPU is on a GPU pool, and no other is': [
    {
      what: 'a server asks for no GPU',
      apply: (d) => {
        delete container(find(d, 'Deployment', 'coder')).resources.limits['nvidia.com/gpu'];
      },
    },
    {
      what: 'a job of a queue is on a pool without GPUs',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.jobTargetRef.template.spec.nodeSelector = { sku: 'cpu' };
      },
    },
  ],
  'the GPUs of all workloads at their most replicas are there, on the pools that they may be on': [
    {
      what: 'a scaler may ask for more replicas than two pools have GPUs',
      apply: (d) => {
        find(d, 'ScaledObject', 'chat-scaler').spec.maxReplicaCount = 11;
      },
    },
    {
      what: 'two servers that fit alone share one pool',
      apply: (d) => {
        find(d, 'ScaledJob', 'transcriber').spec.maxReplicaCount = 6;
      },
    },
    {
      what: 'a group is of more nodes than there are',
      apply: (d) => {
        resource(d, pool, 'h100').max_count = 1;
      },
    },
  ],
  'the cluster autoscaler knows the order of every pool, and goes by it': [
    {
      what: 'the order is of another expander',
      apply: (d) => {
        resource(d, 'azurerm_kubernetes_cluster', () => true).auto_scaler_profile.expander = 'least-waste';
      },
    },
    {
      what: 'a pool is not in it',
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
  'a pod that prefers a pool prefers one that the cluster autoscaler prefers too': [
    {
      what: 'the dear pool is made first',
      apply: (d) => {
        replaceIn(find(d, 'ConfigMap', 'cluster-autoscaler-priority-expander'), 'priorities', '60:', '5:');
      },
    },
  ],
};
