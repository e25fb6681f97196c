import { allRules } from '../../../../lib/check/all-rules';
import { checkPicture } from '../../../../lib/check/check-picture';
import { images } from '../../../../lib/facts/versions';
import { pictureOf } from '../example-picture';

interface Server {
  readonly args?: string;
  readonly gpus?: number;
  readonly container?: string;
  readonly pod?: string;
  readonly vmSize?: string;
  readonly tag?: string;
  readonly annotations?: string;
}

const report = (
  rule: string,
  {
    args = 'microsoft/phi-4',
    gpus = 1,
    container = '',
    pod = '',
    vmSize,
    tag = images.vllm.tag,
    annotations = '{}',
  }: Server,
) =>
  checkPicture(
    pictureOf({
      kubernetes: `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models, annotations: ${annotations} }
spec:
  template:
    spec:
      ${pod}
      containers:
        - name: vllm
          image: vllm/vllm-openai:${tag}
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
  );

const found = (rule: string, server: Server) => report(rule, server).findings.map(({ message }) => message);

describe('the GPUs of a container and the ranks of vLLM', () => {
  it.each([
    ['several data-parallel engines', '--data-parallel-size=2, --tensor-parallel-size=2', 4],
    ['pipeline stages on one node', '--pipeline-parallel-size=2, -tp, "2"', 4],
    ['one of several nodes', '--pipeline-parallel-size=2, --tensor-parallel-size=8, --nnodes=2', 8],
    [
      'data-parallel engines that discover each other',
      '--data-parallel-size=16, --data-parallel-address=a',
      8,
    ],
    ['a size from an environment variable', '--tensor-parallel-size=$(GPUS)', 4],
    ['Ray', '--tensor-parallel-size=16, --distributed-executor-backend=ray', 8],
  ])('are equal or unknown: %s', (_, args, gpus) => {
    expect(found('parallel-size', { args: `microsoft/phi-4, ${args}`, gpus })).toEqual([]);
  });

  it('must be equal', () => {
    expect(found('parallel-size', { gpus: 4 })).toEqual([
      'The arguments use 1 GPU but the container has 4, so 3 of them are idle.',
    ]);
  });
});

describe('the fit of a model', () => {
  const a10 = 'Standard_NV36ads_A10_v5';

  it.each([
    ['the model is unknown', 'example/model-900B'],
    ['weights are in the memory of the host', 'microsoft/phi-4, --cpu-offload-gb=20'],
    ['the quantization is unknown', 'microsoft/phi-4, --quantization=torchao'],
    [
      'experts are divided over engines',
      'deepseek-ai/DeepSeek-R1-0528, --data-parallel-size=8, --enable-expert-parallel',
    ],
    ['the command is in a shell script', 'sh, -c, "vllm serve microsoft/phi-4"'],
  ])('is not checked if %s', (_, args) => {
    expect(found('fit', { args, vmSize: a10 })).toEqual([]);
  });

  it.each([
    ['the model', { args: 'example/x', vmSize: a10 }, 'the table has no model example/x'],
    [
      'the version',
      { vmSize: a10, tag: 'latest' },
      'the image vllm/vllm-openai:latest names no version of vLLM',
    ],
    [
      'the quantization',
      { args: 'microsoft/phi-4, --quantization=torchao', vmSize: a10 },
      'the size of weights with --quantization=torchao is not known',
    ],
    [
      'the VM size',
      { vmSize: 'Standard_NC16ads_A10_v4' },
      'the table has no VM size Standard_NC16ads_A10_v4 of node pool gpu',
    ],
  ])('lists %s that is unknown, once', (_, server: Server, because) => {
    const place = { rule: 'model/fit', file: 'example.yaml', object: 'Deployment models/vllm' };
    expect(report('fit', server).unchecked).toEqual([{ ...place, because }]);
  });

  it.each([
    ['--limit-mm-per-prompt', 'which changes the largest input of the encoder'],
    ['-cc', 'which changes the CUDA graphs'],
  ])('lists %s, which the estimate does not count', (flag, effect) => {
    const args = `"--model=microsoft/phi-4", --max-model-len=1024, "${flag}", "{}"`;
    const [unchecked] = report('fit', { args, vmSize: 'Standard_NC24ads_A100_v4' }).unchecked;
    expect(unchecked?.because).toBe(
      `the estimate does not count ${flag === '-cc' ? '--compilation-config' : flag}, ${effect}`,
    );
  });

  it('lists nothing if every fact is known', () => {
    expect(report('fit', { vmSize: a10 }).unchecked).toEqual([]);
  });

  it('inside the error band is a warning, and no error', () => {
    const args = '"--model=Qwen/Qwen3-8B", --max-model-len=20272, --gpu-memory-utilization=0.82';
    const server = { args, vmSize: a10, tag: `${images.vllm.tag}-cu129` };
    expect(found('fit', server)).toEqual([]);
    expect(report('fit-band', server).findings).toMatchObject([
      { severity: 'warning', field: 'spec.template.spec.containers[0].args[0]' },
    ]);
    expect(report('fit-band', server).findings[0]?.fix).toMatch(
      /^Set --max-model-len to .* the annotation aks-ai-platform\/measured /,
    );
  });

  it('inside the error band is no finding with a measurement', () => {
    const args = '"--model=Qwen/Qwen3-8B", --max-model-len=20272, --gpu-memory-utilization=0.82';
    const tag = `${images.vllm.tag}-cu129`;
    const annotations = '{ aks-ai-platform/measured: "1 x A10 24, vLLM 0.32.0, 20272 tokens" }';
    expect(found('fit-band', { args, vmSize: a10, tag, annotations })).toEqual([]);
  });

  it('is a finding if the GPU memory is too small', () => {
    expect(found('fit', { vmSize: a10 })).toHaveLength(1);
  });

  it('is not checked on an unknown VM size', () => {
    expect(found('fit', { vmSize: 'Standard_ND128isr_GB300_v6' })).toEqual([]);
  });

  it('counts with the activations of the version in the image', () => {
    const args = '"--model=Qwen/Qwen3-32B", --max-model-len=32000, --gpu-memory-utilization=0.9';
    const at = (tag: string) => found('fit', { args, vmSize: 'Standard_ND96isr_H100_v5', tag }).length;
    // 5.6 GiB of activations with 0.11, 2.2 with 0.19.
    expect([at('v0.11.0'), at('v0.19.0')]).toEqual([1, 0]);
  });

  it('has no opinion on a version whose memory is not known', () => {
    expect(found('fit', { vmSize: a10, tag: 'v0.7.2' })).toEqual([]);
  });

  it('counts with a smaller batch', () => {
    const args = '"--model=Qwen/Qwen3-32B", --max-model-len=32768, --max-num-seqs=64';
    expect(found('fit', { args, vmSize: 'Standard_ND96isr_H100_v5', tag: 'v0.11.0' })).toEqual([]);
  });
});

describe('a share of the GPU memory', () => {
  const of = (share: number, vmSize?: string, annotations?: string) =>
    found('memory-utilization', {
      args: `microsoft/phi-4, --gpu-memory-utilization=${share}`,
      vmSize,
      annotations,
    }).length;

  it('is at most the default of the engine', () => {
    expect([of(0.92), of(0.93)]).toEqual([0, 1]);
  });

  it('is less on small GPUs', () => {
    const a10 = 'Standard_NV36ads_A10_v5';
    expect([of(0.85, a10), of(0.9, a10)]).toEqual([0, 1]);
  });

  it('may be larger in a server that was measured', () => {
    const annotations = '{ aks-ai-platform/measured: "1 x A100 80, vLLM 0.32.0, 200000 tokens" }';
    expect(of(0.95, undefined, annotations)).toBe(0);
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

  it('can exceed the maximum of the model if VLLM_ALLOW_LONG_MAX_MODEL_LEN is set', () => {
    expect(of('32K', 'env: [{ name: VLLM_ALLOW_LONG_MAX_MODEL_LEN, value: "1" }]')).toEqual([]);
  });
});

describe('a T4', () => {
  const of = (more: string) =>
    found('kernels', { args: `Qwen/Qwen3-8B-AWQ${more}`, vmSize: 'Standard_NC16as_T4_v3' });

  it('gets float16 with dtype auto', () => {
    expect(of('')).toEqual([]);
    expect(of(', --dtype=auto')).toEqual([]);
    expect(of(', --dtype=bfloat16')).toHaveLength(1);
  });

  it('is not the only GPU without kernels: FP8 caches need more for sinks and unusual heads', () => {
    const at = (args: string, vmSize: string) =>
      found('kernels', { args: `${args}, --kv-cache-dtype=fp8`, vmSize });
    expect(at('openai/gpt-oss-20b', 'Standard_NC24ads_A100_v4')).toHaveLength(1);
    expect(at('microsoft/Phi-3.5-mini-instruct', 'Standard_NV36ads_A10_v5')).toHaveLength(1);
    expect(at('openai/gpt-oss-20b', 'Standard_ND96isr_H100_v5')).toEqual([]);
  });

  it('supports no FP8 KV cache', () => {
    expect(of(', --kv-cache-dtype=fp8_e5m2')).toHaveLength(1);
  });
});

describe('the tensor-parallel size', () => {
  const of = (args: string) =>
    found('heads', { args: `MiniMaxAI/MiniMax-M2.7, --tensor-parallel-size=8${args}` });

  it('must not cut FP8 blocks of experts', () => {
    expect(of('')).toHaveLength(1);
  });

  it('may be larger if whole experts are distributed', () => {
    expect(of(', --enable-expert-parallel')).toEqual([]);
  });
});

describe('a gated model', () => {
  const args = 'meta-llama/Llama-3.1-8B-Instruct';

  it.each([
    ['a persistent cache', '', 'volumes: [{ name: a, persistentVolumeClaim: { claimName: a } }]'],
    ['another hub', 'env: [{ name: HF_ENDPOINT, value: "http://mirror" }]', ''],
    ['envFrom', 'envFrom: [{ secretRef: { name: hf } }]', ''],
  ])('needs no token with %s', (_, container, pod) => {
    expect(found('gated', { args, container, pod })).toEqual([]);
  });
});

describe('shared memory', () => {
  const mount = 'volumeMounts: [{ name: shm, mountPath: /dev/shm }]';

  it.each([
    ['of the host (hostIPC)', '', 'hostIPC: true'],
    ['without a sizeLimit', mount, 'volumes: [{ name: shm, emptyDir: { medium: Memory } }]'],
    ['from a hostPath', mount, 'volumes: [{ name: shm, hostPath: { path: /dev/shm } }]'],
  ])('is sufficient: %s', (_, container, pod) => {
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
    ['the default of root', '', '/root/.cache'],
  ])('is in the directory from %s', (_, env, mountPath) => {
    expect(of(env, mountPath)).toHaveLength(1);
  });

  it('is not in a volume with another path', () => {
    expect(of('{ name: HF_HOME, value: /hf }', '/tmp')).toEqual([]);
    expect(of('{ name: HF_HOME, value: /hf }', '/h')).toEqual([]);
  });
});

describe('a vLLM container that does not run as root', () => {
  const of = (more: string, pod = '') =>
    found('writable-caches', { container: `securityContext: { runAsUser: 1000 }\n          ${more}`, pod });
  const cache = 'volumes: [{ name: cache, emptyDir: { sizeLimit: 40Gi } }]';

  it('can write to a mounted HOME', () => {
    const home = 'env: [{ name: HOME, value: /c }]\n          volumeMounts: [{ name: cache, mountPath: /c }]';
    expect(of(home, cache)).toEqual([]);
  });

  it('can write to /tmp', () => {
    expect(of('env: [{ name: HOME, value: /tmp }]')).toEqual([]);
  });

  it('needs a directory for Triton kernels', () => {
    const hub =
      'env: [{ name: HF_HOME, value: /c }]\n          volumeMounts: [{ name: cache, mountPath: /c }]';
    expect(of(hub, cache)).toEqual([
      'The container runs as user 1000 and has no writable directory for TRITON_CACHE_DIR, so vLLM exits at startup.',
    ]);
  });

  it('is the only one that is checked', () => {
    expect(found('writable-caches', {})).toEqual([]);
  });
});

describe('the model names of a gateway', () => {
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
    spec: { containers: [{ name: vllm, image: "vllm/vllm-openai:${images.vllm.tag}", args: [${args}] }] }
`,
      }),
      { rules: allRules.filter(({ id }) => id === 'model/gateway-name') },
    ).findings.map(({ message }) => message);
  const service = 'http://vllm.models.svc.cluster.local:8000/v1';

  it('must be served by the vLLM server behind the Service', () => {
    expect(gateway(service, '--model=microsoft/phi-4')).toEqual([
      'LiteLLM model "phi" requests "openai/phi", but the vLLM server behind it serves microsoft/phi-4, so each request fails with 404.',
    ]);
  });

  it.each([
    ['several names', service, '--model=microsoft/phi-4, --served-model-name, phi-4, phi, --port=8000'],
    ['adapters', service, '--model=microsoft/phi-4, --enable-lora'],
    ['a server outside the cluster', 'https://vllm.example.com/v1', '--model=microsoft/phi-4'],
    ['a Service outside the files', 'http://vllm/v1', '--model=microsoft/phi-4'],
    ['a model from an environment variable', service, '--port=8000'],
  ])('are not checked or match: %s', (_, api, args) => {
    expect(gateway(api, args)).toEqual([]);
  });
});
