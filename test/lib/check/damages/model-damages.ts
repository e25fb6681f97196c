import type { Damage, Draft, Json } from './damage';

/** Replaces or adds a vLLM flag. */
const flag = (draft: Draft, name: string, value: string | number): void => {
  const container = draft.container('vllm');
  container.args = [
    ...container.args.filter((each: string) => !each.startsWith(`--${name}=`)),
    `--${name}=${value}`,
  ];
};

const model = (draft: Draft, id: string): void => {
  draft.container('vllm').args[0] = id;
};

const volume = (draft: Draft, workload: string, name: string): Json =>
  draft.podSpec(workload).volumes.find((each: Json) => each.name === name);

const pool = (draft: Draft, name: string): Json =>
  draft.resource('azurerm_kubernetes_cluster_node_pool', name);

const config = (draft: Draft, from: string, to: string): void => {
  const { data } = draft.object('ConfigMap', 'litellm');
  data['config.yaml'] = data['config.yaml'].replace(from, to);
};

const withoutVariables = (container: Json, names: readonly string[]): void => {
  container.env = container.env.filter(({ name }: Json) => !names.includes(name));
};

const argument = (draft: Draft, ...words: readonly string[]): void => {
  draft.container('vllm').args.push(...words);
};

export const modelDamages: readonly Damage[] = [
  {
    name: 'vllm gets an option that its release removed',
    rule: 'model/unknown-option',
    change: (draft) => argument(draft, '--disable-log-requests'),
  },
  {
    name: 'a group of deepseek gets an option with a typing error',
    rule: 'model/unknown-option',
    change: (draft) => draft.container('deepseek').args.push('--max-model-length=8192'),
  },
  {
    name: 'vllm gets a text where it needs a number',
    rule: 'model/option-value',
    change: (draft) => argument(draft, '--stream-interval=often'),
  },
  {
    name: 'vllm gets a parser that it does not know',
    rule: 'model/option-value',
    change: (draft) => argument(draft, '--enable-auto-tool-choice', '--tool-call-parser=phi4'),
  },
  {
    name: 'vllm chooses tools without a parser',
    rule: 'model/option-partner',
    change: (draft) => argument(draft, '--enable-auto-tool-choice'),
  },
  {
    name: 'vllm gets two sizes of a batch',
    rule: 'model/repeated-option',
    change: (draft) => argument(draft, '--max-num-batched-tokens=4096', '--max-num-batched-tokens=8192'),
  },
  {
    name: 'vllm gets an option that a later release removes',
    rule: 'model/deprecated-option',
    change: (draft) => argument(draft, '--log-config-file=/etc/logging.json'),
  },
  {
    name: 'the arguments of vllm start it again',
    rule: 'model/repeated-command',
    change: (draft) => {
      draft.container('vllm').args.unshift('serve');
    },
  },
  {
    name: 'vllm has the tensor parallel size 2 and one GPU',
    rule: 'model/parallel-size',
    change: (draft) => flag(draft, 'tensor-parallel-size', 2),
  },
  {
    name: 'vllm starts two engines on one GPU',
    rule: 'model/parallel-size',
    change: (draft) => flag(draft, 'data-parallel-size', 2),
  },
  {
    name: 'a group of deepseek has two pods and --nnodes=4',
    rule: 'model/parallel-size',
    change: (draft) => {
      const { args } = draft.container('deepseek');
      args[args.indexOf('--nnodes=2')] = '--nnodes=4';
    },
  },
  {
    name: 'phi-4 is split across three GPUs',
    rule: 'model/heads',
    change: (draft) => flag(draft, 'tensor-parallel-size', 3),
  },
  {
    name: 'the model fits no GPU of its pools',
    rule: 'model/fit',
    change: (draft) => model(draft, 'Qwen/Qwen2.5-72B-Instruct'),
  },
  {
    name: 'vllm loads the weights of phi-4 as AWQ, but they are not quantized',
    rule: 'model/fit',
    change: (draft) => flag(draft, 'quantization', 'awq'),
  },
  {
    name: 'vllm may use only 30% of the GPU memory',
    rule: 'model/fit',
    change: (draft) => flag(draft, 'gpu-memory-utilization', 0.3),
  },
  {
    name: 'the pools of vllm get small GPUs',
    rule: 'model/fit',
    change: (draft) => {
      for (const name of ['gpupool', 'gpuspot']) pool(draft, name).vm_size = 'Standard_NV36ads_A10_v5';
    },
  },
  {
    name: 'gpt-oss-120b with its whole context gets one H100',
    rule: 'model/fit-band',
    change: (draft) => {
      for (const name of ['gpupool', 'gpuspot']) pool(draft, name).vm_size = 'Standard_ND96isr_H100_v5';
      model(draft, 'openai/gpt-oss-120b');
      flag(draft, 'max-model-len', 131_072);
      flag(draft, 'gpu-memory-utilization', 0.92);
    },
  },
  {
    name: 'vllm gets a batch whose activations leave too little for the cache',
    rule: 'model/fit',
    change: (draft) => flag(draft, 'max-num-seqs', 32_768),
  },
  {
    name: 'vllm gets slots for many large adapters',
    rule: 'model/fit',
    change: (draft) => {
      draft.container('vllm').args.push('--enable-lora');
      flag(draft, 'max-loras', 64);
      flag(draft, 'max-lora-rank', 256);
    },
  },
  {
    name: 'the context of phi-4 exceeds the maximum of the model',
    rule: 'model/context-length',
    change: (draft) => flag(draft, 'max-model-len', 131072),
  },
  {
    name: 'a T4 must compute in bfloat16',
    rule: 'model/kernels',
    change: (draft) => {
      for (const name of ['gpupool', 'gpuspot']) pool(draft, name).vm_size = 'Standard_NC64as_T4_v3';
      flag(draft, 'dtype', 'bfloat16');
    },
  },
  {
    name: 'an A100 must have an FP8 cache for a model with attention sinks',
    rule: 'model/kernels',
    change: (draft) => {
      model(draft, 'openai/gpt-oss-20b');
      flag(draft, 'kv-cache-dtype', 'fp8');
    },
  },
  {
    name: 'the FP8 blocks of MiniMax-M2.7 are cut by eight GPUs',
    rule: 'model/heads',
    change: (draft) => {
      model(draft, 'MiniMaxAI/MiniMax-M2.7');
      flag(draft, 'tensor-parallel-size', 8);
    },
  },
  {
    name: 'a T4 must have an FP8 cache',
    rule: 'model/kernels',
    change: (draft) => {
      for (const name of ['gpupool', 'gpuspot']) pool(draft, name).vm_size = 'Standard_NC64as_T4_v3';
      flag(draft, 'kv-cache-dtype', 'fp8');
    },
  },
  {
    name: 'vllm uses 0.95 of the GPU memory, above the default of the engine',
    rule: 'model/memory-utilization',
    change: (draft) => flag(draft, 'gpu-memory-utilization', 0.95),
  },
  {
    name: 'vllm uses almost the whole GPU memory',
    rule: 'model/memory-utilization',
    change: (draft) => flag(draft, 'gpu-memory-utilization', 0.97),
  },
  {
    name: 'a gated model has no token',
    rule: 'model/gated',
    change: (draft) => model(draft, 'meta-llama/Llama-3.1-8B-Instruct'),
  },
  {
    name: 'the Hugging Face token is optional',
    rule: 'model/optional-token',
    change: (draft) => {
      draft.container('vllm').env.push({
        name: 'HF_TOKEN',
        valueFrom: { secretKeyRef: { name: 'vllm-secrets', key: 'VLLM_API_KEY', optional: true } },
      });
    },
  },
  {
    name: 'the shared memory of deepseek is not mounted',
    rule: 'model/shared-memory',
    change: (draft) => {
      const container = draft.container('deepseek');
      container.volumeMounts = container.volumeMounts.filter(
        ({ mountPath }: Json) => mountPath !== '/dev/shm',
      );
    },
  },
  {
    name: 'the shared memory of deepseek is on disk',
    rule: 'model/shared-memory',
    change: (draft) => {
      delete volume(draft, 'deepseek', 'shared-memory').emptyDir.medium;
    },
  },
  {
    name: 'the shared memory of deepseek has the container default',
    rule: 'model/shared-memory',
    change: (draft) => {
      volume(draft, 'deepseek', 'shared-memory').emptyDir.sizeLimit = '64Mi';
    },
  },
  {
    name: 'the shared memory of deepseek exceeds its memory limit',
    rule: 'model/shared-memory',
    change: (draft) => {
      volume(draft, 'deepseek', 'shared-memory').emptyDir.sizeLimit = '2000Gi';
    },
  },
  {
    name: 'the cache of vllm has no limit',
    rule: 'model/cache-limit',
    change: (draft) => {
      volume(draft, 'vllm', 'cache').emptyDir = {};
    },
  },
  {
    name: 'the temporary files of triton have no limit',
    rule: 'model/cache-limit',
    change: (draft) => {
      delete volume(draft, 'triton', 'tmp').emptyDir.sizeLimit;
    },
  },
  {
    name: 'the cache of vllm is smaller than the weights',
    rule: 'model/cache-size',
    change: (draft) => {
      volume(draft, 'vllm', 'cache').emptyDir.sizeLimit = '20Gi';
    },
  },
  {
    name: 'the ephemeral storage of vllm is smaller than the weights',
    rule: 'model/cache-size',
    change: (draft) => {
      draft.container('vllm').resources.limits['ephemeral-storage'] = '10Gi';
      draft.container('vllm').resources.requests['ephemeral-storage'] = '10Gi';
    },
  },
  {
    name: 'the node disk of deepseek is smaller than its cache',
    rule: 'model/cache-above-disk',
    change: (draft) => {
      pool(draft, 'gpubig').os_disk_size_gb = 256;
    },
  },
  {
    name: 'vllm does not run as root and has no home directory',
    rule: 'model/writable-caches',
    change: (draft) =>
      withoutVariables(draft.container('vllm'), ['HOME', 'HF_HOME', 'TRITON_CACHE_DIR', 'XDG_CACHE_HOME']),
  },
  {
    name: 'the kernel cache of vllm is on its read-only root filesystem',
    rule: 'model/writable-caches',
    change: (draft) => {
      const container = draft.container('vllm');
      container.securityContext.readOnlyRootFilesystem = true;
      withoutVariables(container, ['TRITON_CACHE_DIR']);
      container.env.find(({ name }: Json) => name === 'HOME').value = '/home/vllm';
    },
  },
  {
    name: 'litellm requests a model name that vllm does not serve',
    rule: 'model/gateway-name',
    change: (draft) => config(draft, 'hosted_vllm/microsoft/phi-4', 'hosted_vllm/phi-4'),
  },
  {
    name: 'litellm requests the model of vllm from deepseek',
    rule: 'model/gateway-name',
    change: (draft) => config(draft, 'http://vllm/v1', 'http://deepseek/v1'),
  },
  {
    name: 'the model of vllm is renamed but not in the gateway',
    rule: 'model/gateway-name',
    change: (draft) => flag(draft, 'served-model-name', 'phi-4'),
  },
];
