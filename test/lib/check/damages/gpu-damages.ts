import { charts } from '../../../../lib/facts/versions';
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
      targetRevision: charts.gpuOperator.version,
      ...(driver === undefined ? {} : { helm: { valuesObject: { driver: { enabled: driver } } } }),
    },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'gpu-resources' },
  },
});

export const gpuDamages: readonly Damage[] = [
  {
    name: 'the GPU limit of vllm is removed but the request remains',
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
    name: 'triton requests two GPUs on a node with one',
    rule: 'gpu/more-than-a-node',
    change: (draft) => asks(draft, 'triton', '2'),
  },
  {
    name: 'the pool of triton becomes a pool without GPUs',
    rule: 'gpu/more-than-a-node',
    change: (draft) => {
      pool(draft, 'gpupool').vm_size = 'Standard_D32s_v5';
      delete pool(draft, 'gpupool').gpu_driver;
    },
  },
  {
    name: 'the agent requests a GPU on the CPU pool',
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
    name: 'the device plugin is missing',
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
    name: 'the device plugin tolerates only the usual NVIDIA taint',
    rule: 'gpu/plugin-tolerations',
    change: (draft) => {
      draft.podSpec('nvidia-device-plugin').tolerations = [
        { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      ];
    },
  },
  {
    name: 'the device plugin excludes the pool of deepseek',
    rule: 'gpu/plugin-tolerations',
    change: (draft) => {
      draft
        .podSpec('nvidia-device-plugin')
        .affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms.pop();
    },
  },
  {
    name: 'a GPU pool gets an additional taint',
    rule: 'gpu/plugin-tolerations',
    change: (draft) => {
      pool(draft, 'gpuspot').node_taints.push('team=research:NoExecute');
    },
  },
  {
    name: 'the GPU Operator is installed in addition to the AKS driver',
    rule: 'gpu/driver-and-operator',
    change: (draft) => draft.add(operator()),
  },
  {
    name: "the GPU Operator changes the version of containerd's configuration",
    rule: 'gpu/toolkit-config-source',
    change: (draft) => draft.add(operator(false)),
  },
  {
    name: 'the pools expect a GPU Operator that is not installed',
    rule: 'gpu/driver-and-operator',
    change: (draft) => {
      pool(draft, 'gpupool').gpu_driver = 'None';
    },
  },
  {
    name: 'the GPU Operator installs a driver and one pool uses the AKS driver',
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
    name: 'the pools of vllm get GPUs with an older driver',
    rule: 'gpu/image-driver',
    change: (draft) => {
      for (const name of ['gpupool', 'gpuspot']) pool(draft, name).vm_size = 'Standard_NV72ads_A10_v5';
    },
  },
  {
    name: 'the pool of deepseek gets AMD GPUs',
    rule: 'gpu/fraction',
    change: (draft) => {
      pool(draft, 'gpubig').vm_size = 'Standard_ND96isr_MI300X_v5';
    },
  },
  {
    name: 'the surge of vllm exceeds the capacity of its pools',
    rule: 'gpu/rollout-surge',
    change: (draft) => {
      draft.object('Deployment', 'vllm').spec.strategy.rollingUpdate = {
        maxSurge: '100%',
        maxUnavailable: 0,
      };
    },
  },
  {
    name: 'the pool of triton has one node and its rollout has a surge',
    rule: 'gpu/rollout-surge',
    change: (draft) => {
      pool(draft, 'gpupool').max_count = 1;
      delete draft.object('Deployment', 'triton').spec.strategy;
    },
  },
  {
    name: 'the scaler of vllm allows more replicas than its pools hold',
    rule: 'gpu/replicas-above-pool',
    change: (draft) => {
      draft.object('ScaledObject', 'vllm-scaler').spec.maxReplicaCount = 10;
    },
  },
  {
    name: 'the scaler of vllm has the default maximum of KEDA',
    rule: 'gpu/replicas-above-pool',
    change: (draft) => {
      delete draft.object('ScaledObject', 'vllm-scaler').spec.maxReplicaCount;
    },
  },
  {
    name: 'a pool of one node must hold a group of two',
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
    name: 'triton requests a MIG slice that no pool provides',
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
    name: 'vllm requests no GPU',
    rule: 'gpu/engine-without-gpu',
    change: (draft) => {
      const { resources } = draft.container('vllm');
      delete resources.limits['nvidia.com/gpu'];
      delete resources.requests['nvidia.com/gpu'];
    },
  },
  {
    name: 'the taint of the pool of triton is removed',
    rule: 'gpu/untainted-pool',
    change: (draft) => {
      delete pool(draft, 'gpupool').node_taints;
    },
  },
  {
    name: 'the spot pool uses a retired VM size',
    rule: 'gpu/retired-size',
    change: (draft) => {
      pool(draft, 'gpuspot').vm_size = 'Standard_NC6s_v3';
    },
  },
];
