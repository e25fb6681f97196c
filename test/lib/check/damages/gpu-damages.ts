import type { Damage, Draft, Json } from './damage';

const pool = (draft: Draft, name: string): Json =>
  draft.resource('azurerm_kubernetes_cluster_node_pool', name);

const limits = (draft: Draft, workload: string): Json => draft.container(workload).resources.limits;

const asks = (draft: Draft, workload: string, gpus: string): void => {
  const { resources } = draft.container(workload);
  resources.limits['nvidia.com/gpu'] = gpus;
  resources.requests['nvidia.com/gpu'] = gpus;
};

const operator = (driver?: boolean): Json => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'gpu-operator', namespace: 'argocd' },
  spec: {
    project: 'production',
    source: {
      repoURL: 'https://helm.ngc.nvidia.com/nvidia',
      chart: 'gpu-operator',
      targetRevision: 'v26.7.0',
      ...(driver === undefined ? {} : { helm: { valuesObject: { driver: { enabled: driver } } } }),
    },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'gpu-resources' },
  },
});

export const gpuDamages: readonly Damage[] = [
  {
    name: 'the limit of GPUs of vllm is removed, the request stays',
    rule: 'gpu/limits',
    change: (draft) => {
      delete limits(draft, 'vllm')['nvidia.com/gpu'];
    },
  },
  {
    name: 'triton requests fewer GPUs than its limit',
    rule: 'gpu/limits',
    change: (draft) => {
      limits(draft, 'triton')['nvidia.com/gpu'] = '2';
    },
  },
  {
    name: 'triton asks for two GPUs of a node that has one',
    rule: 'gpu/more-than-a-node',
    change: (draft) => asks(draft, 'triton', '2'),
  },
  {
    name: 'the pool of triton becomes one without GPUs',
    rule: 'gpu/more-than-a-node',
    change: (draft) => {
      pool(draft, 'gpupool').vm_size = 'Standard_D32s_v5';
      delete pool(draft, 'gpupool').gpu_driver;
    },
  },
  {
    name: 'the agent asks for a GPU on the pool for CPUs',
    rule: 'gpu/more-than-a-node',
    change: (draft) => asks(draft, 'agent', '1'),
  },
  {
    name: 'the pool of deepseek gets nodes with two GPUs',
    rule: 'gpu/more-than-a-node',
    change: (draft) => {
      pool(draft, 'gpubig').vm_size = 'Standard_NC80adis_H100_v5';
    },
  },
  {
    name: 'the device plugin is forgotten',
    rule: 'gpu/device-plugin',
    change: (draft) => draft.remove(draft.object('DaemonSet', 'nvidia-device-plugin')),
  },
  {
    name: 'the device plugin does not tolerate spot nodes',
    rule: 'gpu/plugin-tolerations',
    change: (draft) => {
      const { spec } = draft.object('DaemonSet', 'nvidia-device-plugin').spec.template;
      spec.tolerations = spec.tolerations.filter(({ key }: Json) => key === 'sku');
    },
  },
  {
    name: "the device plugin tolerates NVIDIA's usual taint only",
    rule: 'gpu/plugin-tolerations',
    change: (draft) => {
      draft.podSpec('nvidia-device-plugin').tolerations = [
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ];
    },
  },
  {
    name: 'the device plugin leaves out the pool of deepseek',
    rule: 'gpu/plugin-tolerations',
    change: (draft) => {
      draft
        .podSpec('nvidia-device-plugin')
        .affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.pop();
    },
  },
  {
    name: 'a pool with GPUs gets a taint of its own',
    rule: 'gpu/plugin-tolerations',
    change: (draft) => {
      pool(draft, 'gpuspot').node_taints.push('team=research:NoExecute');
    },
  },
  {
    name: 'the GPU Operator comes beside the driver of AKS',
    rule: 'gpu/driver-and-operator',
    change: (draft) => draft.add(operator()),
  },
  {
    name: 'the driver is left to a GPU Operator that is not there',
    rule: 'gpu/driver-and-operator',
    change: (draft) => {
      pool(draft, 'gpupool').gpu_driver = 'None';
    },
  },
  {
    name: 'the GPU Operator is told to bring a driver, and one pool leaves it to AKS',
    rule: 'gpu/driver-and-operator',
    change: (draft) => {
      draft.add(operator(true));
      pool(draft, 'gpupool').gpu_driver = 'None';
      pool(draft, 'gpubig').gpu_driver = 'None';
    },
  },
  {
    name: 'the spot pool has a third of a GPU',
    rule: 'gpu/fraction',
    change: (draft) => {
      pool(draft, 'gpuspot').vm_size = 'Standard_NV12ads_A10_v5';
    },
  },
  {
    name: 'the pool of deepseek gets GPUs of AMD',
    rule: 'gpu/fraction',
    change: (draft) => {
      pool(draft, 'gpubig').vm_size = 'Standard_ND96isr_MI300X_v5';
    },
  },
  {
    name: 'vllm has a surge of more pods than its pools hold',
    rule: 'gpu/rollout-surge',
    change: (draft) => {
      draft.object('Deployment', 'vllm').spec.strategy.rollingUpdate = {
        maxSurge: '100%',
        maxUnavailable: 0,
      };
    },
  },
  {
    name: 'the pool of triton has one node, and its rollout a surge',
    rule: 'gpu/rollout-surge',
    change: (draft) => {
      pool(draft, 'gpupool').max_count = 1;
      delete draft.object('Deployment', 'triton').spec.strategy;
    },
  },
  {
    name: 'the scaler of vllm wants more replicas than its pools hold',
    rule: 'gpu/replicas-above-pool',
    change: (draft) => {
      draft.object('ScaledObject', 'vllm-scaler').spec.maxReplicaCount = 10;
    },
  },
  {
    name: "KEDA's default most replicas are left to vllm",
    rule: 'gpu/replicas-above-pool',
    change: (draft) => {
      delete draft.object('ScaledObject', 'vllm-scaler').spec.maxReplicaCount;
    },
  },
  {
    name: 'a pool of one node is to hold a group of two',
    rule: 'gpu/replicas-above-pool',
    change: (draft) => {
      pool(draft, 'gpubig').max_count = 1;
    },
  },
  {
    name: 'triton has four replicas in a pool of three nodes',
    rule: 'gpu/replicas-above-pool',
    change: (draft) => {
      draft.object('Deployment', 'triton').spec.replicas = 4;
    },
  },
  {
    name: 'triton asks for a part of a GPU that no pool divides',
    rule: 'gpu/mig-resource',
    change: (draft) => {
      const { resources } = draft.container('triton');
      for (const part of ['limits', 'requests']) {
        delete resources[part]['nvidia.com/gpu'];
        resources[part]['nvidia.com/mig-3g.40gb'] = '1';
      }
    },
  },
  {
    name: 'vllm asks for no GPU at all',
    rule: 'gpu/engine-without-gpu',
    change: (draft) => {
      const { resources } = draft.container('vllm');
      delete resources.limits['nvidia.com/gpu'];
      delete resources.requests['nvidia.com/gpu'];
    },
  },
  {
    name: 'the taint of the pool of triton is taken away',
    rule: 'gpu/untainted-pool',
    change: (draft) => {
      delete pool(draft, 'gpupool').node_taints;
    },
  },
  {
    name: 'the spot pool has a size of an old example',
    rule: 'gpu/retired-size',
    change: (draft) => {
      pool(draft, 'gpuspot').vm_size = 'Standard_NC6s_v3';
    },
  },
];
