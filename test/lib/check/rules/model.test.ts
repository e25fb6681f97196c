import { allRules } from '../../../../lib/check/all-rules';
import { checkPicture } from '../../../../lib/check/check-picture';
import { pictureOf } from '../example-picture';

interface Server {
  readonly args?: string;
  readonly gpus?: number;
  readonly container?: string;
  readonly pod?: string;
  readonly vmSize?: string;
}

const found = (
  rule: string,
  { args = 'microsoft/phi-4', gpus = 1, container = '', pod = '', vmSize }: Server,
) =>
  checkPicture(
    pictureOf({
      kubernetes: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  template:
    spec:
      ${pod}
      containers:
        - name: vllm
          image: vllm/vllm-openai:v0.32.0
          args: [${args}]
          resources: { limits: { nvidia.com/gpu: ${gpus} } }
          ${container}
`,
      ...(vmSize === undefined
        ? {}
        : {
            terraform: {
              resource: {
                azurerm_kubernetes_cluster_node_pool: { gpu: { name: 'gpu', vm_size: vmSize, max_count: 2 } },
              },
            },
          }),
    }),
    { rules: allRules.filter(({ id }) => id === `model/${rule}`) },
  ).findings.map(({ message }) => message);

describe('GPUs of a container and ranks of its engine', () => {
  it.each([
    ['several engines', '--data-parallel-size=2, --tensor-parallel-size=2', 4],
    ['stages on one node', '--pipeline-parallel-size=2, -tp, "2"', 4],
    ['a part of the nodes of a group', '--pipeline-parallel-size=2, --tensor-parallel-size=8, --nnodes=2', 8],
    ['engines that find each other', '--data-parallel-size=16, --data-parallel-address=a', 8],
    ['a size that the environment says', '--tensor-parallel-size=$(GPUS)', 4],
    ['Ray, which places them', '--tensor-parallel-size=16, --distributed-executor-backend=ray', 8],
  ])('agree, or nobody knows: %s', (_, args, gpus) => {
    expect(found('parallel-size', { args: `microsoft/phi-4, ${args}`, gpus })).toEqual([]);
  });

  it('are not the same', () => {
    expect(found('parallel-size', { gpus: 4 })).toEqual(['for 1 GPU; the container has 4']);
  });
});

describe('a model that fits', () => {
  const a10 = 'Standard_NV36ads_A10_v5';

  it.each([
    ['is not known', 'example/model-900B'],
    ['is partly in the memory of the host', 'microsoft/phi-4, --cpu-offload-gb=20'],
    ['is quantized in a way that nobody knows here', 'microsoft/phi-4, --quantization=torchao'],
    [
      'has its experts divided',
      'deepseek-ai/DeepSeek-R1-0528, --data-parallel-size=8, --enable-expert-parallel',
    ],
    ['is in the text of a shell', 'sh, -c, "vllm serve microsoft/phi-4"'],
  ])('or of which nobody can say: it %s', (_, args) => {
    expect(found('fit', { args, vmSize: a10 })).toEqual([]);
  });

  it('does not', () => {
    expect(found('fit', { vmSize: a10 })).toHaveLength(1);
  });

  it('may be on a VM size that nobody knows', () => {
    expect(found('fit', { vmSize: 'Standard_ND128isr_GB300_v6' })).toEqual([]);
  });
});

describe('a context', () => {
  const of = (length: string, container = '') =>
    found('context-length', { args: `microsoft/phi-4, --max-model-len=${length}`, container });

  it.each([
    ['16384', 0],
    ['16k', 0],
    ['16K', 0],
    ['17K', 1],
    ['auto', 0],
    ['$(LENGTH)', 0],
  ])('of %s', (length, findings) => {
    expect(of(length)).toHaveLength(findings);
  });

  it('may be stretched by whoever says so', () => {
    expect(of('32K', 'env: [{ name: VLLM_ALLOW_LONG_MAX_MODEL_LEN, value: "1" }]')).toEqual([]);
  });
});

describe('a T4', () => {
  const of = (more: string) =>
    found('kernels', { args: `Qwen/Qwen3-8B-AWQ${more}`, vmSize: 'Standard_NC16as_T4_v3' });

  it('gets float16 from an engine that is told nothing', () => {
    expect(of('')).toEqual([]);
    expect(of(', --dtype=auto')).toEqual([]);
    expect(of(', --dtype=bfloat16')).toHaveLength(1);
  });

  it('has no cache in FP8', () => {
    expect(of(', --kv-cache-dtype=fp8_e5m2')).toHaveLength(1);
  });
});

describe('a gated model', () => {
  const args = 'meta-llama/Llama-3.1-8B-Instruct';

  it.each([
    ['a cache that outlives the pod', '', 'volumes: [{ name: a, persistentVolumeClaim: { claimName: a } }]'],
    ['another hub', 'env: [{ name: HF_ENDPOINT, value: "http://mirror" }]', ''],
    ['variables from elsewhere', 'envFrom: [{ secretRef: { name: hf } }]', ''],
  ])('may come without a token: %s', (_, container, pod) => {
    expect(found('gated', { args, container, pod })).toEqual([]);
  });
});

describe('shared memory', () => {
  const mount = 'volumeMounts: [{ name: shm, mountPath: /dev/shm }]';

  it.each([
    ['of the host', '', 'hostIPC: true'],
    ['without a limit', mount, 'volumes: [{ name: shm, emptyDir: { medium: Memory } }]'],
    ['of a volume that the node brings', mount, 'volumes: [{ name: shm, hostPath: { path: /dev/shm } }]'],
  ])('is there: %s', (_, container, pod) => {
    expect(found('shared-memory', { gpus: 2, container, pod })).toEqual([]);
  });

  it('is not needed by one GPU', () => {
    expect(found('shared-memory', {})).toEqual([]);
  });
});

describe('the cache of the hub', () => {
  const of = (env: string, mountPath: string) =>
    found('cache-size', {
      container: `env: [${env}]\n          volumeMounts: [{ name: cache, mountPath: ${mountPath} }]`,
      pod: 'volumes: [{ name: cache, emptyDir: { sizeLimit: 10Gi } }]',
    });

  it.each([
    ['HF_HUB_CACHE', '{ name: HF_HUB_CACHE, value: /hub }', '/hub'],
    ['HF_HOME', '{ name: HF_HOME, value: /hf }', '/hf'],
    ['XDG_CACHE_HOME', '{ name: XDG_CACHE_HOME, value: /xdg }', '/xdg'],
    ['HOME', '{ name: HOME, value: /home/vllm }', '/home/vllm'],
    ['nobody, for root', '', '/root/.cache'],
  ])('is where %s says', (_, env, mountPath) => {
    expect(of(env, mountPath)).toHaveLength(1);
  });

  it('is not in a volume of something else', () => {
    expect(of('{ name: HF_HOME, value: /hf }', '/tmp')).toEqual([]);
    expect(of('{ name: HF_HOME, value: /hf }', '/h')).toEqual([]);
  });
});

describe('a server that is not root', () => {
  const of = (more: string, pod = '') =>
    found('writable-caches', { container: `securityContext: { runAsUser: 1000 }\n          ${more}`, pod });
  const cache = 'volumes: [{ name: cache, emptyDir: { sizeLimit: 40Gi } }]';

  it('writes below a home that is mounted', () => {
    const home = 'env: [{ name: HOME, value: /c }]\n          volumeMounts: [{ name: cache, mountPath: /c }]';
    expect(of(home, cache)).toEqual([]);
  });

  it('writes to /tmp', () => {
    expect(of('env: [{ name: HOME, value: /tmp }]')).toEqual([]);
  });

  it('cannot write to its kernels', () => {
    const hub =
      'env: [{ name: HF_HOME, value: /c }]\n          volumeMounts: [{ name: cache, mountPath: /c }]';
    expect(of(hub, cache)).toEqual(['without a writable place for TRITON_CACHE_DIR, and runs as user 1000']);
  });

  it('is nobody that this says, where it is root', () => {
    expect(found('writable-caches', {})).toEqual([]);
  });
});

describe('names behind a gateway', () => {
  const gateway = (api: string, args: string) =>
    checkPicture(
      pictureOf({
        kubernetes: `
apiVersion: v1
kind: ConfigMap
metadata: { name: litellm, namespace: gateway }
data:
  config.yaml: |
    model_list: [{ model_name: phi, litellm_params: { model: openai/phi, api_base: "${api}" } }]
---
apiVersion: v1
kind: Service
metadata: { name: vllm, namespace: models }
spec: { selector: { app: vllm } }
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  template:
    metadata: { labels: { app: vllm } }
    spec: { containers: [{ name: vllm, image: "vllm/vllm-openai:v0.32.0", args: [${args}] }] }
`,
      }),
      { rules: allRules.filter(({ id }) => id === 'model/gateway-name') },
    ).findings.map(({ message }) => message);
  const service = 'http://vllm.models.svc.cluster.local:8000/v1';

  it('are those of the engine, by the name of its service', () => {
    expect(gateway(service, '--model=microsoft/phi-4')).toEqual([
      '"openai/phi" of "phi", and the engine behind it serves microsoft/phi-4',
    ]);
  });

  it.each([
    ['several names', service, '--model=microsoft/phi-4, --served-model-name, phi-4, phi, --port=8000'],
    ['adapters', service, '--model=microsoft/phi-4, --enable-lora'],
    ['an engine elsewhere', 'https://vllm.example.com/v1', '--model=microsoft/phi-4'],
    ['a service that is not here', 'http://vllm/v1', '--model=microsoft/phi-4'],
    ['a model from the environment', service, '--port=8000'],
  ])('may be others: %s', (_, api, args) => {
    expect(gateway(api, args)).toEqual([]);
  });
});
