import type { InferenceServerDefinition } from '../../../../lib/definition/inference-definition';
import type { NodePoolDefinition } from '../../../../lib/definition/node-pool-definition';
import { resolvePlatform } from '../../../../lib/platform/resolve-platform';
import { workloadsOf } from '../../../../lib/platform/workloads/workload-kinds';
import { fullPlatform, smallPlatform } from '../../../platforms/small-platform';

type Pool = Pick<NodePoolDefinition, 'vmSize'> & { readonly name?: string };

/** The server as it is resolved on pools of some sizes. */
function serverOn(sizes: readonly Pool['vmSize'][], server: Partial<InferenceServerDefinition>) {
  const pools = sizes.map((vmSize, index) => ({
    name: `gpu${index}`,
    role: 'gpu' as const,
    vmSize,
    maxNodes: 8,
    osDisk: { type: 'Managed' as const, sizeGiB: 1024 },
  }));
  const platform = resolvePlatform({
    ...fullPlatform,
    nodePools: [...smallPlatform.nodePools, ...pools],
    inferenceServers: [
      { name: 'vllm', model: 'microsoft/phi-4', nodePool: pools.map(({ name }) => name), ...server },
    ],
  });
  return workloadsOf(platform, 'inference-server')[0]!;
}

test('a server gets the GPUs that its model needs', () => {
  const server = { model: 'Qwen/Qwen2.5-32B-Instruct', maxModelLen: 32_768 };
  const { gpus, tensorParallelSize, sharedMemoryGiB } = serverOn(['Standard_NC96ads_A100_v4'], server);
  expect([gpus, tensorParallelSize, sharedMemoryGiB]).toEqual([2, 2, 8]);
});

test('a server on several node pools gets GPUs that suffice on each', () => {
  const { gpus } = serverOn(['Standard_NC80adis_H100_v5', 'Standard_NV72ads_A10_v5'], { maxModelLen: 4096 });
  expect(gpus).toBe(2);
});

test('a server uses less of each GPU if one of its node pools has small GPUs', () => {
  const model = 'microsoft/Phi-4-mini-instruct';
  const sizes = ['Standard_NC24ads_A100_v4', 'Standard_NV36ads_A10_v5'] as const;
  expect(serverOn(sizes, { model, maxModelLen: 8192 }).gpuMemoryUtilization).toBe(0.85);
  expect(serverOn([sizes[0]], { model, maxModelLen: 8192 }).gpuMemoryUtilization).toBe(0.9);
});

test('the sizing is that of the node pool with the smallest KV cache', () => {
  const sizes = ['Standard_NC40ads_H100_v5', 'Standard_NC24ads_A100_v4'] as const;
  expect(serverOn(sizes, {}).sizing?.cacheBytes).toBe(serverOn([sizes[1]], {}).sizing?.cacheBytes);
});

test('a pod runs several engines if the attention heads do not divide its GPUs', () => {
  const { tensorParallelSize, dataParallelSize } = serverOn(['Standard_NC96ads_A100_v4'], { gpus: 4 });
  expect([tensorParallelSize, dataParallelSize]).toEqual([2, 2]);
});

test('the scaling threshold counts the batch of every engine', () => {
  const scaling = { maxReplicas: 2, triggers: [{ type: 'vllm' as const, metric: 'running' as const }] };
  const threshold = (gpus: number) =>
    serverOn(['Standard_NC96ads_A100_v4'], { gpus, maxNumSeqs: 100, scaling }).scaling?.triggers.map(
      ({ spec }) => spec.metadata['threshold'],
    );
  expect([threshold(2), threshold(4)]).toEqual([['70'], ['140']]);
});

test.each([
  ['Standard_NC24ads_A100_v4', {}, '179'],
  ['Standard_NC40ads_H100_v5', {}, '716'],
  ['Standard_NC40ads_H100_v5', { maxNumSeqs: 100 }, '70'],
] as const)('on %s with %j, the default triggers are waiting and %3$s running', (size, settings, running) => {
  const { scaling } = serverOn([size], { ...settings, scaling: { maxReplicas: 2 } });
  const thresholds = scaling?.triggers.map(({ spec }) => [spec.name, spec.metadata['threshold']]);
  expect(thresholds).toEqual([
    ['waiting', '5'],
    ['running', running],
  ]);
});

test('a server on several nodes gets all GPUs of each', () => {
  const server = { model: 'deepseek-ai/DeepSeek-R1-0528', nodes: 2 };
  const { gpus, tensorParallelSize, sizing } = serverOn(['Standard_ND96isr_H100_v5'], server);
  expect([gpus, tensorParallelSize, sizing?.nodes]).toEqual([8, 8, 2]);
});

test('a model that is trusted to fit has no sizing, and the size that is known', () => {
  const { sizing, modelSizeGiB, gpus } = serverOn(['Standard_NV36ads_A10_v5'], { fit: 'unchecked' });
  expect([sizing, modelSizeGiB, gpus]).toEqual([undefined, 27.3, 1]);
});

test('a private fine-tune is sized by its config.json', () => {
  const huggingFaceConfig = {
    num_hidden_layers: 40,
    hidden_size: 5120,
    num_attention_heads: 40,
    num_key_value_heads: 10,
    max_position_embeddings: 16_384,
    vocab_size: 100_352,
    intermediate_size: 17_920,
  };
  const tuned = serverOn(['Standard_NC24ads_A100_v4'], {
    model: 'my-org/phi-4-tuned',
    huggingFaceConfig,
    modelSizeGiB: 27.31,
  });
  expect(tuned.sizing).toEqual(serverOn(['Standard_NC24ads_A100_v4'], {}).sizing);
});

test('a server with weights in the memory of the node has no sizing', () => {
  const server = { gpus: 1, extraArgs: ['--cpu-offload-gb=20'] };
  const measured = { gpu: 'A10 24', engineVersion: '0.32.0', tokens: 20_000 };
  const { sizing } = serverOn(['Standard_NV36ads_A10_v5'], { ...server, fit: 'measured', measured });
  expect(sizing).toBeUndefined();
  expect(() => serverOn(['Standard_NV36ads_A10_v5'], server)).toThrow(/does not count --cpu-offload-gb/);
});

test('a model that exceeds one node is refused with the number of nodes that hold it', () => {
  const server = { model: 'deepseek-ai/DeepSeek-R1-0528' };
  expect(() => serverOn(['Standard_ND96isr_H100_v5'], server)).toThrow(
    /8 x H100 80 GB \(Standard_ND96isr_H100_v5\) have [\s\S]*nodes: 2 of Standard_ND96isr_H100_v5/,
  );
});

test('attention heads that do not divide the GPUs of a node are reported at nodes', () => {
  expect(() => serverOn(['Standard_NC96ads_A100_v4'], { nodes: 2 })).toThrow(
    /nodes: microsoft\/phi-4 cannot run on 4 GPUs of each node/,
  );
});

describe('a model inside the error band', () => {
  const tight = { model: 'Qwen/Qwen2.5-Coder-32B-Instruct', maxModelLen: 32_768, gpus: 1 };
  const size = ['Standard_NC24ads_A100_v4'] as const;
  const measured = { gpu: 'A100 80', engineVersion: '0.32.0', tokens: 36_000 };

  it('is refused with the band and the ways out', () => {
    expect(() => serverOn(size, tight)).toThrow(
      /is inside the error band of the estimate on 1 x A100 80 GB: a request of 32768 tokens needs 8\.0 GiB on each GPU, and [\d.]+ to [\d.]+ GiB are left\. Set maxModelLen to \d+ or less[\s\S]*set fit: 'measured' and measured: \{ gpu: 'A100 80', engineVersion: '0\.32\.0', tokens: <n> \}/,
    );
  });

  it('is accepted with a measurement', () => {
    const { sizing } = serverOn(size, { ...tight, fit: 'measured', measured });
    expect(sizing?.verdict).toBe('inside the error band');
  });

  it('gets the GPUs of the measurement', () => {
    const { gpus: _, ...free } = tight;
    const sizes = ['Standard_NC48ads_A100_v4'] as const;
    const server = serverOn(sizes, { ...free, fit: 'measured', measured: { ...measured, gpus: 1 } });
    expect(server.gpus).toBe(1);
  });

  it('gets more GPUs if the platform chooses them', () => {
    const { gpus: _, ...free } = tight;
    const { gpus, sizing } = serverOn(['Standard_NC48ads_A100_v4'], free);
    expect([gpus, sizing?.verdict]).toEqual([2, 'fits']);
  });

  it.each([
    ['another GPU', { gpu: 'H100 94' }, 'inferenceServers[0].measured.gpu: '],
    ['no GPU', { gpus: 0 }, 'inferenceServers[0].measured.gpus: '],
    ['fewer tokens than the context', { tokens: 20_000 }, 'inferenceServers[0].measured.tokens: '],
    ['another version', { engineVersion: '0.31.0' }, 'inferenceServers[0].measured.engineVersion: '],
  ])('is refused with a measurement of %s', (_what, change, path) => {
    const { gpus: _gpus, ...free } = tight;
    const server = { ...free, fit: 'measured' as const, measured: { ...measured, ...change } };
    expect(() => serverOn(size, server)).toThrow(path);
  });
});

describe('the engine settings of a server', () => {
  const size = ['Standard_NC40ads_H100_v5'] as const;
  const cacheBytes = (server: Partial<InferenceServerDefinition>): number =>
    serverOn(size, server).sizing!.cacheBytes;

  it.each<[string, Partial<InferenceServerDefinition>]>([
    ['fewer sequences', { maxNumSeqs: 64 }],
    ['no CUDA graphs', { extraArgs: ['--enforce-eager'] }],
  ])('with %s leave more memory for the KV cache', (_, server) => {
    expect(cacheBytes(server)).toBeGreaterThan(cacheBytes({}));
  });

  it.each<[string, Partial<InferenceServerDefinition>]>([
    ['LoRA adapters', { loraAdapters: [{ name: 'sql', path: 'my/sql' }] }],
    ['speculative decoding', { extraArgs: ['--spec-method=eagle3', '--spec-tokens=2'] }],
  ])('with %s leave less memory for the KV cache', (_, server) => {
    expect(cacheBytes(server)).toBeLessThan(cacheBytes({}));
  });

  it('count the rank and the number of adapters', () => {
    const loraAdapters = ['a', 'b'].map((name) => ({ name, path: `my/${name}` }));
    const withOne = cacheBytes({ loraAdapters, maxLoras: 1 });
    expect(cacheBytes({ loraAdapters })).toBeLessThan(withOne);
    expect(cacheBytes({ loraAdapters, maxLoras: 1, maxLoraRank: 128 })).toBeLessThan(withOne);
  });

  it('count the tokens of a batch', () => {
    const { sizing } = serverOn(size, { extraArgs: ['--max-num-batched-tokens=16384'] });
    expect(sizing?.maxNumBatchedTokens).toBe(16_384);
  });

  it('refuse a draft of unknown size', () => {
    const extraArgs = ['--spec-model=microsoft/Phi-4-mini-instruct', '--spec-tokens=3'];
    expect(() => serverOn(size, { extraArgs })).toThrow(
      'inferenceServers[0].extraArgs[0]: the GPU memory of the draft "microsoft/Phi-4-mini-instruct" is not known',
    );
  });

  it('leave whole experts on each GPU with expert parallelism', () => {
    const server = {
      model: 'Qwen/Qwen3-235B-A22B-FP8',
      gpus: 8,
      tensorParallelSize: 8,
      maxModelLen: 8192,
    };
    const h100 = ['Standard_ND96isr_H100_v5'] as const;
    expect(() => serverOn(h100, server)).toThrow('weight blocks of 128');
    const { tensorParallelSize } = serverOn(h100, { ...server, extraArgs: ['--enable-expert-parallel'] });
    expect(tensorParallelSize).toBe(8);
  });
});

test('the startup probe allows for adapters', () => {
  const failures = (server: Partial<InferenceServerDefinition>) =>
    serverOn(['Standard_ND96amsr_A100_v4'], {
      model: 'meta-llama/Llama-3.3-70B-Instruct',
      huggingFaceTokenSecret: 'hf',
      ...server,
    }).probes.startup.failureThreshold;
  expect(failures({ loraAdapters: [{ name: 'sql', path: 'my/sql' }] })).toBeGreaterThan(failures({}));
});

describe('engines that share experts', () => {
  const server = {
    model: 'deepseek-ai/DeepSeek-R1-0528',
    gpus: 8,
    tensorParallelSize: 1,
    maxModelLen: 8192,
    extraArgs: ['--enable-expert-parallel'],
  };
  const size = ['Standard_ND96isr_H200_v5'] as const;

  it('are refused if a whole copy for each does not fit', () => {
    expect(() => serverOn(size, server)).toThrow(
      /^1 problem [\s\S]*inferenceServers\[0\]\.gpus: the GPU memory of 8 engines that share the experts of deepseek-ai\/DeepSeek-R1-0528/,
    );
  });

  it('are accepted if a whole copy for each fits', () => {
    const small = { ...server, model: 'openai/gpt-oss-20b', gpus: 2 };
    expect(serverOn(size, small).sizing?.dataParallelSize).toBe(2);
  });

  it('are refused if the blocks of the weights cannot be divided among all GPUs', () => {
    const blocks = { model: 'MiniMaxAI/MiniMax-M2.7', gpus: 8, maxModelLen: 8192 };
    expect(() => serverOn(size, blocks)).toThrow(
      'inferenceServers[0].gpus: the 2 engines of MiniMaxAI/MiniMax-M2.7 cannot share its experts: its experts of width 1536 have 192 on each of 8 GPUs, which is not a multiple of the weight blocks of 128. Set it to 4, or add --enable-expert-parallel to extraArgs.',
    );
  });

  it('are accepted with a measurement', () => {
    const measured = { gpu: 'H200 141', engineVersion: '0.32.0', tokens: 100_000 };
    const { dataParallelSize, sizing } = serverOn(size, { ...server, fit: 'measured', measured });
    expect([dataParallelSize, sizing]).toEqual([8, undefined]);
  });
});

describe('the version of the engine', () => {
  const size = ['Standard_NC24ads_A100_v4'] as const;

  it('is that of the image', () => {
    const { sizing } = serverOn(size, { image: 'docker.io/vllm/vllm-openai:v0.19.1' });
    expect(sizing?.engineVersion).toBe('0.19.1');
  });

  it('can be set for an image of your own', () => {
    const image = 'docker.io/example/server:7';
    expect(serverOn(size, { image, engineVersion: '0.31.0' }).sizing?.engineVersion).toBe('0.31.0');
  });

  it('is required if the tag does not contain it', () => {
    expect(() => serverOn(size, { image: 'docker.io/example/server:7' })).toThrow(
      'inferenceServers[0].engineVersion: required',
    );
  });

  it('is not required if the fit is not checked', () => {
    const server = { image: 'docker.io/example/server:7', fit: 'unchecked' as const };
    expect(serverOn(size, server).sizing).toBeUndefined();
  });
});
