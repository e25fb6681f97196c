import fc from 'fast-check';
import { checkFit } from '../../../../lib/engine/sizing/check-fit';
import {
  findSizing,
  type SizingInput,
  sizeInferenceServer,
} from '../../../../lib/engine/sizing/size-inference-server';
import { sizingText } from '../../../../lib/engine/sizing/sizing-text';
import { usableGpuBytes } from '../../../../lib/engine/sizing/usable-memory';
import type { ModelFacts } from '../../../../lib/facts/model-facts';
import { findModel, knownModels } from '../../../../lib/facts/models';
import { findVmSize, type VmSizeName, vmSizeNames } from '../../../../lib/facts/vm-sizes';
import { ProblemList } from '../../../../lib/problems/problem-list';

type More = Partial<SizingInput>;
const input = (id: string, vmSize: VmSizeName, more: More = {}): SizingInput => ({
  model: findModel(id)!,
  vmSize: findVmSize(vmSize)!,
  ...more,
});
const size = (id: string, vmSize: VmSizeName, more: More = {}) => findSizing(input(id, vmSize, more));
const told = (id: string, vmSize: VmSizeName, more: More = {}) => {
  const problems = ProblemList.create();
  expect(sizeInferenceServer(input(id, vmSize, more), problems)).toBeUndefined();
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
};

test.each<[string, VmSizeName, More]>([
  ['microsoft/phi-4', 'Standard_NC24ads_A100_v4', {}],
  ['meta-llama/Llama-3.1-8B-Instruct', 'Standard_NV36ads_A10_v5', { maxModelLen: 8192 }],
  ['meta-llama/Llama-3.3-70B-Instruct', 'Standard_NC96ads_A100_v4', { maxModelLen: 32_768 }],
  ['openai/gpt-oss-120b', 'Standard_NC40ads_H100_v5', {}],
  ['deepseek-ai/DeepSeek-R1-0528', 'Standard_ND96isr_H100_v5', {}],
])('%s on %s', (id, vmSize, more) => {
  const sizing = size(id, vmSize, more);
  expect(`\n${sizingText(findModel(id)!, findVmSize(vmSize)!, sizing!)}\n`).toMatchSnapshot();
});

describe('the text of an encoder', () => {
  const sizing = size('BAAI/bge-m3', 'Standard_NC24ads_A100_v4')!;
  const text = sizingText(findModel('BAAI/bge-m3')!, findVmSize('Standard_NC24ads_A100_v4')!, sizing);

  it('has no size of a KV cache', () => {
    expect(text).toContain('KV cache of a replica: none');
    expect(text).not.toContain('GiB of the KV cache');
  });

  it('has the batch for its longest text', () => {
    expect(text).toContain('8192 tokens');
  });
});

test('the remaining memory may be below 0 inside the error band', () => {
  const { model, vmSize } = input('microsoft/phi-4', 'Standard_NC24ads_A100_v4');
  const sizing = findSizing({ model, vmSize })!;
  const negative = { ...sizing, cacheBytes: -(2 ** 30), minCacheBytes: -2 * 2 ** 30, maxCacheBytes: 2 ** 30 };
  expect(sizingText(model, vmSize, negative)).toContain('-1.0  KV cache (-2.0 to 1.0)');
});

describe('takes', () => {
  it('the fewest GPUs that its heads and its weights allow', () => {
    const sizing = size('meta-llama/Llama-3.3-70B-Instruct', 'Standard_NC96ads_A100_v4', {
      maxModelLen: 65_536,
    });
    expect(sizing?.tensorParallelSize).toBe(4);
  });

  it('several replicas to a node with GPUs to spare', () => {
    expect(size('microsoft/phi-4', 'Standard_NC96ads_A100_v4')?.replicasPerNode).toBe(4);
  });

  it('several engines for the GPUs of a replica that one cannot be divided among', () => {
    const sizing = size('microsoft/phi-4', 'Standard_NC96ads_A100_v4', { gpus: 4 });
    expect(sizing).toMatchObject({ tensorParallelSize: 2, dataParallelSize: 2, gpus: 4, replicasPerNode: 1 });
  });

  it('one engine for GPUs that it can be divided among', () => {
    const sizing = size('meta-llama/Llama-3.1-8B-Instruct', 'Standard_NC96ads_A100_v4', { gpus: 4 });
    expect(sizing).toMatchObject({ tensorParallelSize: 4, dataParallelSize: 1 });
  });

  it('as many engines as a tensor parallel size leaves', () => {
    const more = { gpus: 4, tensorParallelSize: 1 };
    const alone = size('microsoft/phi-4', 'Standard_NC24ads_A100_v4')!;
    const four = size('microsoft/phi-4', 'Standard_NC96ads_A100_v4', more)!;
    expect(four.dataParallelSize).toBe(4);
    expect(four.cacheTokens).toBe(alone.cacheTokens * 4);
  });

  it('several nodes if one is too small, and lists the sizes that are large enough', () => {
    const sizing = size('deepseek-ai/DeepSeek-R1-0528', 'Standard_ND96isr_H100_v5');
    expect(sizing).toMatchObject({
      nodes: 2,
      tensorParallelSize: 8,
      oneNodeSizes: ['Standard_ND96isr_H200_v5'],
    });
  });

  it('one node where the user sets it, or none', () => {
    expect(size('deepseek-ai/DeepSeek-R1-0528', 'Standard_ND96isr_H100_v5', { nodes: 1 })).toBeUndefined();
  });

  it('no more requests than it may', () => {
    const sizing = size('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { maxNumSeqs: 3, maxModelLen: 1024 });
    expect(sizing?.concurrentRequests).toBe(3);
  });

  it('no KV cache for an encoder', () => {
    expect(size('BAAI/bge-m3', 'Standard_NC24ads_A100_v4')?.cacheTokens).toBe(0);
  });

  it('less of small GPUs', () => {
    const of = (vmSize: VmSizeName) => size('microsoft/Phi-4-mini-instruct', vmSize, { maxModelLen: 4096 });
    expect(of('Standard_NV36ads_A10_v5')?.gpuMemoryUtilization).toBe(0.85);
    expect(of('Standard_NC24ads_A100_v4')?.gpuMemoryUtilization).toBe(0.9);
  });

  it('half the weights without the embeddings where they are quantized at the start', () => {
    const model = { ...findModel('microsoft/phi-4')!, vocabularySize: 100_352 };
    const of = (quantization?: string) =>
      size('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { model, quantization })!.weightBytes;
    expect(of('fp8') / of()).toBeCloseTo(0.535, 3);
  });

  it('nothing for a method that is not known', () => {
    const problems = ProblemList.create();
    const unknown = input('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { quantization: 'new' });
    expect(sizeInferenceServer(unknown, problems)).toBeUndefined();
    expect(problems.problems).toEqual([]);
  });
});

describe('published runs', () => {
  it('gpt-oss-120b with its whole context does not start on one H100 with 80 GB (vllm-project/vllm#23278)', () => {
    expect(size('openai/gpt-oss-120b', 'Standard_ND96isr_H100_v5', { nodes: 1 })?.gpus).toBe(2);
  });

  it('Qwen3-8B ran on an A10 at 0.82 with 20,272 tokens', () => {
    const more = {
      gpuMemoryUtilization: 0.82,
      maxModelLen: 20_272,
      nodes: 1,
      acceptsBand: true,
    };
    expect(size('Qwen/Qwen3-8B', 'Standard_NV36ads_A10_v5', more)?.verdict).toBe('inside the error band');
  });

  it('Qwen3.6-27B ran on one A100 with 80 GB and its whole context', () => {
    const more = { gpuMemoryUtilization: 0.92, gpus: 1 };
    expect(size('Qwen/Qwen3.6-27B', 'Standard_NC24ads_A100_v4', more)?.contextTokens).toBe(262_144);
  });

  it('gpt-oss-20b at 0.95 on an H100 ended in the warm-up of the sampler', () => {
    const more = { gpuMemoryUtilization: 0.95, maxModelLen: 8192, nodes: 1 };
    expect(size('openai/gpt-oss-20b', 'Standard_ND96isr_H100_v5', more)).toBeUndefined();
  });
});

describe('a plan inside the error band', () => {
  const tight = { gpus: 1, nodes: 1, maxModelLen: 32_768 } as const;
  const id = 'Qwen/Qwen2.5-Coder-32B-Instruct';
  it('is a problem', () => {
    expect(told(id, 'Standard_NC24ads_A100_v4', tight).join()).toContain('inside the error band');
  });

  it('is accepted if it was measured', () => {
    const sizing = size(id, 'Standard_NC24ads_A100_v4', {
      ...tight,
      acceptsBand: true,
    });
    expect(sizing?.verdict).toBe('inside the error band');
  });

  it('is not what the project chooses', () => {
    const { gpus: _, ...free } = tight;
    expect(size(id, 'Standard_NC48ads_A100_v4', free)).toMatchObject({ gpus: 2, verdict: 'fits' });
  });
});

describe('settings of the engine', () => {
  const cacheBytes = (more: More) =>
    size('meta-llama/Llama-3.1-8B-Instruct', 'Standard_ND96isr_H100_v5', { gpus: 1, ...more })!.cacheBytes;
  it.each<[string, More]>([
    ['fewer sequences', { maxNumSeqs: 128 }],
    ['eager mode', { enforceEager: true }],
  ])('%s leave more for the KV cache', (_, more) => {
    expect(cacheBytes(more)).toBeGreaterThan(cacheBytes({}));
  });

  it.each<[string, More]>([
    ['LoRA slots', { lora: { adapters: 4, rank: 64 } }],
    ['speculation', { speculativeTokens: 3 }],
    ['an old engine', { engineVersion: '0.11.0' }],
  ])('%s leave less', (_, more) => {
    expect(cacheBytes(more)).toBeLessThan(cacheBytes({}));
  });

  it('more tokens in a batch leave less of a windowed model to requests', () => {
    const requests = (maxNumBatchedTokens: number) =>
      size('google/gemma-3-27b-it', 'Standard_NC96ads_A100_v4', { gpus: 2, maxNumBatchedTokens })!
        .concurrentRequests;
    expect(requests(16_384)).toBeLessThan(requests(2048));
  });
});

describe('refuses', () => {
  it('more GPUs than a node with one has, in the singular', () => {
    const [problem] = told('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { gpus: 2 });
    expect(problem).toContain('has 1 GPU, not 2');
  });

  test.each<[string, string, VmSizeName, More]>([
    ['a size without a GPU', 'microsoft/phi-4', 'Standard_D8s_v5', {}],
    ['weights above one node', 'meta-llama/Llama-3.3-70B-Instruct', 'Standard_NC24ads_A100_v4', { nodes: 1 }],
    ['more GPUs than a node has', 'microsoft/phi-4', 'Standard_NC48ads_A100_v4', { gpus: 5 }],
    [
      'attention heads that do not divide',
      'Qwen/Qwen2.5-Coder-7B-Instruct',
      'Standard_ND96isr_H100_v5',
      { tensorParallelSize: 8 },
    ],
    ['KV heads that do not divide', 'microsoft/phi-4', 'Standard_NC96ads_A100_v4', { tensorParallelSize: 4 }],
    [
      'a tensor parallel size above the node',
      'microsoft/phi-4',
      'Standard_NC48ads_A100_v4',
      { tensorParallelSize: 5 },
    ],
    ['GPUs with a rest', 'microsoft/phi-4', 'Standard_ND96isr_H100_v5', { gpus: 3, tensorParallelSize: 2 }],
    [
      'nodes that are not full',
      'deepseek-ai/DeepSeek-R1-0528',
      'Standard_ND96isr_H100_v5',
      { nodes: 2, gpus: 4 },
    ],
    ['heads that do not divide over nodes', 'microsoft/phi-4', 'Standard_NC96ads_A100_v4', { nodes: 2 }],
    ['a type that the GPU does not have', 'microsoft/phi-4', 'Standard_NC64as_T4_v3', {}],
    [
      'an FP8 cache on Turing',
      'Qwen/Qwen3-8B-AWQ',
      'Standard_NC8as_T4_v3',
      { dtype: 'float16', kvCacheDtype: 'fp8', maxModelLen: 4096 },
    ],
    [
      'an engine whose memory is not known',
      'microsoft/phi-4',
      'Standard_NC24ads_A100_v4',
      { engineVersion: '0.7.2' },
    ],
    [
      'LoRA slots that are none',
      'microsoft/phi-4',
      'Standard_NC24ads_A100_v4',
      { lora: { adapters: 0, rank: 1.5 }, maxNumBatchedTokens: 0, speculativeTokens: -1 },
    ],
    ['MXFP4 on Turing', 'openai/gpt-oss-20b', 'Standard_NC64as_T4_v3', { dtype: 'float16' }],
    [
      'all numbers that are none, at once',
      'microsoft/phi-4',
      'Standard_NC24ads_A100_v4',
      {
        gpus: 0,
        tensorParallelSize: -1,
        nodes: 1.5,
        maxModelLen: Number.NaN,
        maxNumSeqs: '8' as unknown as number,
        gpuMemoryUtilization: 90,
      },
    ],
  ])('%s', (_, id, vmSize, more) => {
    expect(told(id, vmSize, more)).toMatchSnapshot();
  });

  test.each([0, -1, Number.NaN, 1e9, 0.5])('a size with %p GPUs', (count) => {
    const vmSize = {
      ...findVmSize('Standard_NC24ads_A100_v4')!,
      gpu: { model: 'A100', count, memoryGb: 80, computeCapability: '8.0' },
    };
    const problems = ProblemList.create();
    expect(sizeInferenceServer({ model: findModel('microsoft/phi-4')!, vmSize }, problems)).toBeUndefined();
    expect(problems.problems.map(({ path }) => path)).toEqual(['vmSize.gpu.count']);
  });

  test('more nodes than layers, and an unusual pipeline', () => {
    expect(told('deepseek-ai/DeepSeek-R1-0528', 'Standard_ND96isr_H100_v5', { nodes: 62 })).toMatchSnapshot();
    expect(told('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { nodes: 1e9 })).toMatchSnapshot();
  });

  test('a model of nothing but a name', () => {
    const model = { id: 'x' } as unknown as ModelFacts;
    expect(told('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { model }).length).toBeGreaterThan(4);
  });

  test('a model whose numbers are none, with the path of each', () => {
    const model = {
      ...findModel('microsoft/phi-4')!,
      weightsBytes: '27' as unknown as number,
      layers: 0,
      maxPositions: Number.NaN,
      kv: { type: 'heads', kvHeads: 3, headDim: -128 } as const,
      slidingWindow: { layers: 50, tokens: 1024 },
    };
    expect(told('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { model })).toMatchSnapshot();
  });
});

const anyModel = fc.constantFrom(...knownModels);
const anySize = fc.constantFrom(...vmSizeNames);
const anySettings = fc.record(
  {
    maxModelLen: fc.integer({ min: 1, max: 200_000 }),
    maxNumSeqs: fc.integer({ min: 1, max: 1024 }),
    kvCacheDtype: fc.constantFrom('fp8', 'fp8_e5m2'),
    quantization: fc.constantFrom('fp8', 'bitsandbytes', 'awq', 'mxfp4', 'new'),
    dtype: fc.constantFrom('float16' as const, 'float32' as const),
    gpuMemoryUtilization: fc.double({ min: 0.5, max: 1, noNaN: true }),
    gpus: fc.integer({ min: 1, max: 9 }),
    nodes: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: [] },
);

test('what is sized is not refused, its parts are the whole GPU, and it is within the node', () => {
  fc.assert(
    fc.property(anyModel, anySize, anySettings, (model, name, settings) => {
      const vmSize = findVmSize(name)!;
      const sizing = findSizing({ ...settings, model, vmSize });
      if (sizing === undefined) return;
      const problems = ProblemList.create();
      const { tensorParallelSize, dataParallelSize, nodes, gpuMemoryUtilization } = sizing;
      checkFit(
        { ...settings, model, vmSize, tensorParallelSize, dataParallelSize, nodes, gpuMemoryUtilization },
        problems,
      );
      expect(problems.problems).toEqual([]);
      const { unusedBytes, weightBytes, overheadBytes, cacheBytes, gpuBytes } = sizing;
      expect(unusedBytes + weightBytes + overheadBytes + cacheBytes).toBe(gpuBytes);
      expect(gpuBytes).toBe(usableGpuBytes(vmSize.gpu!));
      for (const bytes of [unusedBytes, weightBytes, overheadBytes, cacheBytes])
        expect(Number.isSafeInteger(bytes) && bytes >= 0).toBe(true);
      expect(sizing.gpus).toBe(tensorParallelSize * dataParallelSize);
      expect(sizing.gpus * sizing.replicasPerNode).toBeLessThanOrEqual(vmSize.gpu!.count);
      expect(sizing.longestContextTokens).toBeGreaterThanOrEqual(sizing.contextTokens);
      expect(sizing.concurrentRequests).toBeGreaterThanOrEqual(1);
      expect(Number.isSafeInteger(sizing.cacheTokens)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

const anyNumber = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.constantFrom<unknown>('4', null, {}, [], true, 1e12),
);

test('whatever the numbers are, there is a sizing, a problem, or neither for a method that is not known', () => {
  fc.assert(
    fc.property(
      anyModel,
      anySize,
      fc.record({
        gpus: anyNumber,
        nodes: anyNumber,
        maxModelLen: anyNumber,
        gpuMemoryUtilization: anyNumber,
      }),
      (model, name, numbers) => {
        const problems = ProblemList.create();
        const sizing = sizeInferenceServer(
          { model, vmSize: findVmSize(name)!, ...(numbers as object) },
          problems,
        );
        expect(sizing === undefined).toBe(!problems.isEmpty);
      },
    ),
  );
});

test.each([
  ['Standard_NC24ads_A100_v4', 'Standard_NC48ads_A100_v4', 'Standard_NC96ads_A100_v4'],
  ['Standard_NC40ads_H100_v5', 'Standard_NC80adis_H100_v5'],
  ['Standard_NV36ads_A10_v5', 'Standard_NV72ads_A10_v5'],
  ['Standard_ND96asr_v4', 'Standard_ND96amsr_A100_v4'],
  ['Standard_ND96isr_H100_v5', 'Standard_ND96isr_H200_v5'],
] as const)('what fits %s fits the larger ones of its family', (...family) => {
  const contexts = [1024, 8192, 32_768, 131_072];
  const lines = knownModels.flatMap((model: ModelFacts) =>
    contexts.map((maxModelLen) =>
      family.map((name) => size(model.id, name, { maxModelLen, nodes: 1 }) !== undefined),
    ),
  );
  for (const fits of lines) expect([...fits].sort()).toEqual(fits);
  expect(lines.flat()).toContain(true);
});
