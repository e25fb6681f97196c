import fc from 'fast-check';
import { checkFit } from '../../../lib/gpu/check-fit';
import { findModel, knownModels } from '../../../lib/gpu/models';
import { recommend } from '../../../lib/gpu/recommend';
import { type Sizing, sizeInferenceServer } from '../../../lib/gpu/size-inference-server';
import { findVmSize, type VmSizeName, vmSizeNames } from '../../../lib/gpu/vm-sizes';
import { ProblemList } from '../../../lib/problems/problem-list';

const gpuMemoryUtilization = 0.9;
const size = (id: string, vmSize: VmSizeName, more: object = {}) =>
  sizeInferenceServer({ model: findModel(id)!, vmSize: findVmSize(vmSize)!, gpuMemoryUtilization, ...more });

/** The parts of one GPU, in GiB, and what they are enough for: as the summary prints them. */
function breakdown(sizing: Sizing | undefined): object | undefined {
  if (sizing === undefined) return undefined;
  const gib = (bytes: number) => Number((bytes / 2 ** 30).toFixed(1));
  const {
    tensorParallelSize,
    nodes,
    contextTokens,
    longestContextTokens,
    concurrentRequests,
    replicasPerNode,
  } = sizing;
  return {
    tensorParallelSize,
    nodes,
    memory: gib(sizing.gpuBytes),
    unused: gib(sizing.unusedBytes),
    weights: gib(sizing.weightBytes),
    engine: gib(sizing.overheadBytes),
    cache: gib(sizing.cacheBytes),
    contextTokens,
    longestContextTokens,
    concurrentRequests,
    replicasPerNode,
  };
}

test.each<[string, VmSizeName, object]>([
  ['microsoft/phi-4', 'Standard_NC24ads_A100_v4', {}],
  ['meta-llama/Llama-3.1-8B-Instruct', 'Standard_NV36ads_A10_v5', { maxModelLen: 8192 }],
  ['meta-llama/Llama-3.3-70B-Instruct', 'Standard_NC96ads_A100_v4', { maxModelLen: 32_768 }],
  ['openai/gpt-oss-120b', 'Standard_NC40ads_H100_v5', {}],
  ['deepseek-ai/DeepSeek-R1-0528', 'Standard_ND96isr_H100_v5', { nodes: 2, tensorParallelSize: 8 }],
])('%s on %s', (id, vmSize, more) => {
  expect(breakdown(size(id, vmSize, more))).toMatchSnapshot();
});

test('takes the fewest GPUs that its heads and its weights allow', () => {
  expect(
    size('meta-llama/Llama-3.3-70B-Instruct', 'Standard_NC96ads_A100_v4', { maxModelLen: 65_536 })
      ?.tensorParallelSize,
  ).toBe(4);
});

test('puts several replicas on a node with GPUs to spare', () => {
  expect(size('microsoft/phi-4', 'Standard_NC96ads_A100_v4')?.replicasPerNode).toBe(4);
});

test('gives nothing for what does not fit, and for a size without a GPU', () => {
  expect(size('meta-llama/Llama-3.3-70B-Instruct', 'Standard_NC24ads_A100_v4')).toBeUndefined();
  expect(size('microsoft/phi-4', 'Standard_D8s_v5')).toBeUndefined();
});

const anyModel = fc.constantFrom(...knownModels);
const anySize = fc.constantFrom(...vmSizeNames);

test('what is sized is not refused, and its parts are the whole GPU', () => {
  fc.assert(
    fc.property(anyModel, anySize, fc.integer({ min: 1, max: 131_072 }), (model, name, maxModelLen) => {
      const vmSize = findVmSize(name)!;
      const sizing = sizeInferenceServer({ model, vmSize, maxModelLen, gpuMemoryUtilization });
      if (sizing === undefined) return;
      const problems = ProblemList.create();
      const gpus = sizing.tensorParallelSize;
      checkFit({ model, vmSize, gpus, maxModelLen, gpuMemoryUtilization, dtype: 'float16' }, problems);
      expect(problems.problems).toEqual([]);
      const { unusedBytes, weightBytes, overheadBytes, cacheBytes, gpuBytes } = sizing;
      expect(unusedBytes + weightBytes + overheadBytes + cacheBytes).toBe(gpuBytes);
      expect(Math.min(unusedBytes, weightBytes, cacheBytes)).toBeGreaterThanOrEqual(0);
      expect(sizing.longestContextTokens).toBeGreaterThanOrEqual(maxModelLen);
      expect(sizing.concurrentRequests).toBeGreaterThanOrEqual(1);
    }),
  );
});

test.each([
  ['Standard_NC24ads_A100_v4', 'Standard_NC48ads_A100_v4', 'Standard_NC96ads_A100_v4'],
  ['Standard_NC40ads_H100_v5', 'Standard_NC80adis_H100_v5'],
  ['Standard_NV36ads_A10_v5', 'Standard_NV72ads_A10_v5'],
] as const)('what fits %s fits the larger ones of its family', (...family) => {
  for (const model of knownModels) {
    const fits = family.map((name) => size(model.id, name, { maxModelLen: 4096 }) !== undefined);
    expect([...fits].sort()).toEqual(fits);
  }
});

describe('recommend', () => {
  const model = findModel('meta-llama/Llama-3.1-8B-Instruct')!;
  const load = { model, maxModelLen: 8192, requestsInFlight: 20 };

  it('holds the load, each way', () => {
    fc.assert(
      fc.property(anyModel, fc.integer({ min: 1, max: 500 }), (each, requestsInFlight) => {
        for (const { replicas, nodes, sizing } of recommend({
          model: each,
          maxModelLen: 4096,
          requestsInFlight,
        })) {
          expect(replicas * sizing.concurrentRequests).toBeGreaterThanOrEqual(requestsInFlight);
          expect(nodes * sizing.replicasPerNode).toBeGreaterThanOrEqual(replicas);
        }
      }),
    );
  });

  it('begins with the cheapest', () => {
    const costs = recommend(load).map(({ cost }) => cost);
    expect(costs.length).toBeGreaterThan(3);
    expect([...costs].sort((a, b) => a - b)).toEqual(costs);
  });

  it('takes prices, and then only the sizes that have one', () => {
    const costPerSize = { Standard_NC40ads_H100_v5: 7, Standard_NC24ads_A100_v4: 4 };
    expect(recommend({ ...load, costPerSize }).map(({ vmSize }) => vmSize)).toEqual([
      'Standard_NC24ads_A100_v4',
      'Standard_NC40ads_H100_v5',
    ]);
  });

  it('stays within the quota', () => {
    const all = recommend({ ...load, quotaVcpus: 40 });
    expect(all.length).toBeGreaterThan(0);
    expect(Math.max(...all.map(({ vcpus }) => vcpus))).toBeLessThanOrEqual(40);
  });

  it('gives nothing for a model that no size holds', () => {
    expect(recommend({ ...load, model: { ...model, weightsBytes: 1e13 } })).toEqual([]);
  });
});
