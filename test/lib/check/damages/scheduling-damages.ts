import type { Damage, Draft, Json } from './damage';

const without = (list: Json[], wanted: (each: Json) => boolean): Json[] =>
  list.filter((each) => !wanted(each));

const requests = (draft: Draft, workload: string): Json => draft.container(workload).resources.requests;

export const schedulingDamages: readonly Damage[] = [
  {
    name: 'vllm loses the toleration of the GPU pools',
    rule: 'scheduling/untolerated-taint',
    change: (draft) => {
      const spec = draft.podSpec('vllm');
      spec.tolerations = without(spec.tolerations, ({ key }) => key === 'sku');
    },
  },
  {
    name: 'the toleration of triton has another value',
    rule: 'scheduling/untolerated-taint',
    change: (draft) => {
      draft.podSpec('triton').tolerations[0].value = 'gpus';
    },
  },
  {
    name: 'the toleration of triton has another effect',
    rule: 'scheduling/untolerated-taint',
    change: (draft) => {
      draft.podSpec('triton').tolerations[0].effect = 'NoExecute';
    },
  },
  {
    name: 'the CPU pool gets a taint that no pod tolerates',
    rule: 'scheduling/untolerated-taint',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').node_taints = ['sku=cpu:NoSchedule'];
    },
  },
  {
    name: 'the taint of the pool of triton is renamed',
    rule: 'scheduling/untolerated-taint',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'gpupool').node_taints = [
        'nvidia.com/gpu=present:NoSchedule',
      ];
    },
  },
  {
    name: 'deepseek moves to a spot pool and does not tolerate its second taint',
    rule: 'scheduling/untolerated-taint',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'gpubig').priority = 'Spot';
    },
  },
  {
    name: 'an evaluation requests a GPU of any pool and tolerates none of them',
    rule: 'scheduling/untolerated-taint',
    change: (draft) => {
      draft.container('evaluation').resources.limits['nvidia.com/gpu'] = 1;
      delete draft.podSpec('evaluation').nodeSelector;
    },
  },
  {
    name: 'the node selector of the agent has a typo',
    rule: 'scheduling/unknown-node-label',
    change: (draft) => {
      draft.podSpec('agent').nodeSelector.sku = 'cpus';
    },
  },
  {
    name: 'triton selects a pool that does not exist',
    rule: 'scheduling/unknown-node-label',
    change: (draft) => {
      draft.podSpec('triton').nodeSelector['kubernetes.azure.com/agentpool'] = 'gpupool2';
    },
  },
  {
    name: 'the required affinity of vllm names pools of another cluster',
    rule: 'scheduling/unknown-node-label',
    change: (draft) => {
      const { nodeAffinity } = draft.podSpec('vllm').affinity;
      const [term] = nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
      term.matchExpressions[0].values = ['gpu', 'spot'];
    },
  },
  {
    name: 'the label of the CPU pool is removed',
    rule: 'scheduling/unknown-node-label',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'cpupool').node_labels = {};
    },
  },
  {
    name: 'embedder requires spot nodes with the label of CPU nodes',
    rule: 'scheduling/unknown-node-label',
    change: (draft) => {
      draft.podSpec('embedder').nodeSelector['kubernetes.azure.com/scalesetpriority'] = 'spot';
    },
  },
  {
    name: 'the agent requests the whole memory of its VM size',
    rule: 'scheduling/requests-above-node',
    change: (draft) => {
      requests(draft, 'agent').memory = '32Gi';
      draft.container('agent').resources.limits.memory = '32Gi';
    },
  },
  {
    name: 'the agent requests every core of its VM size',
    rule: 'scheduling/requests-above-node',
    change: (draft) => {
      requests(draft, 'agent').cpu = '8';
    },
  },
  {
    name: 'the memory of the pool of triton is below its request',
    rule: 'scheduling/requests-above-node',
    change: (draft) => {
      draft.resource('azurerm_kubernetes_cluster_node_pool', 'gpupool').vm_size = 'Standard_NC16as_T4_v3';
    },
  },
  {
    name: 'the agent has no memory request',
    rule: 'scheduling/requests',
    change: (draft) => {
      delete requests(draft, 'agent').memory;
      delete draft.container('agent').resources.limits;
    },
  },
  {
    name: 'litellm has no resources',
    rule: 'scheduling/requests',
    change: (draft) => {
      delete draft.container('litellm').resources;
    },
  },
  {
    name: 'the agent requests more memory than its limit',
    rule: 'scheduling/request-above-limit',
    change: (draft) => {
      draft.container('agent').resources.limits.memory = '64Mi';
    },
  },
  {
    name: 'the memory limit of triton is lowered below its request',
    rule: 'scheduling/request-above-limit',
    change: (draft) => {
      draft.container('triton').resources.limits.memory = '64Gi';
    },
  },
  {
    name: 'the selector of the agent matches the pods of another application',
    rule: 'scheduling/own-pods',
    change: (draft) => {
      draft.object('Deployment', 'agent').spec.selector.matchLabels['app.kubernetes.io/name'] = 'agents';
    },
  },
  {
    name: 'the selector of the device plugin does not match its pods',
    rule: 'scheduling/own-pods',
    change: (draft) => {
      const { labels } = draft.object('DaemonSet', 'nvidia-device-plugin').spec.template.metadata;
      delete labels['app.kubernetes.io/name'];
    },
  },
  {
    name: 'the disruption budget of vllm allows no disruption',
    rule: 'scheduling/blocking-disruption-budget',
    change: (draft) => {
      draft.object('PodDisruptionBudget', 'vllm').spec.maxUnavailable = 0;
    },
  },
  {
    name: 'the disruption budget of the agent requires both of its two pods',
    rule: 'scheduling/blocking-disruption-budget',
    change: (draft) => {
      const { spec } = draft.object('PodDisruptionBudget', 'agent');
      delete spec.maxUnavailable;
      spec.minAvailable = 2;
    },
  },
  {
    name: 'the disruption budget of triton requires all pods',
    rule: 'scheduling/blocking-disruption-budget',
    change: (draft) => {
      const { spec } = draft.object('PodDisruptionBudget', 'triton');
      delete spec.maxUnavailable;
      spec.minAvailable = '100%';
    },
  },
  {
    name: 'the disruption budget of vllm requires the one pod that its scaler leaves at night',
    rule: 'scheduling/blocking-disruption-budget',
    change: (draft) => {
      const { spec } = draft.object('PodDisruptionBudget', 'vllm');
      delete spec.maxUnavailable;
      spec.minAvailable = 1;
    },
  },
  {
    name: 'the disruption budget of litellm selects labels that its pods no longer have',
    rule: 'scheduling/budget-of-nothing',
    change: (draft) => {
      draft.object('PodDisruptionBudget', 'litellm').spec.selector.matchLabels = { app: 'litellm' };
    },
  },
  {
    name: 'the topology spread of the agent uses the labels of another application',
    rule: 'scheduling/spread-of-others',
    change: (draft) => {
      const [constraint] = draft.podSpec('agent').topologySpreadConstraints;
      constraint.labelSelector.matchLabels = { 'app.kubernetes.io/name': 'ai-application' };
    },
  },
  {
    name: 'the topology spread of vllm uses a label that its pods do not have',
    rule: 'scheduling/spread-of-others',
    change: (draft) => {
      const [, constraint] = draft.podSpec('vllm').topologySpreadConstraints;
      constraint.labelSelector.matchLabels = { app: 'vllm' };
    },
  },
  {
    name: 'the agent tolerates the taint of the system pool',
    rule: 'scheduling/critical-addons',
    change: (draft) => {
      draft.podSpec('agent').tolerations = [{ key: 'CriticalAddonsOnly', operator: 'Exists' }];
    },
  },
  {
    name: 'eight replicas of the agent require separate nodes out of six',
    rule: 'scheduling/anti-affinity-above-nodes',
    change: (draft) => {
      draft.object('Deployment', 'agent').spec.replicas = 8;
      draft.podSpec('agent').affinity = {
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'agent' } },
            },
          ],
        },
      };
    },
  },
  {
    name: 'the agent requires affinity to pods that no manifest creates',
    rule: 'scheduling/affinity-to-nobody',
    change: (draft) => {
      draft.podSpec('agent').affinity = {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: 'topology.kubernetes.io/zone',
              labelSelector: { matchLabels: { 'app.kubernetes.io/name': 'redis' } },
            },
          ],
        },
      };
    },
  },
];
