import fc from 'fast-check';
import { fitOf } from '../../../../lib/engine/sizing/fit';
import { contextBytesPerGpu, longestContext } from '../../../../lib/engine/sizing/footprint';
import { validTensorParallelSizes } from '../../../../lib/engine/sizing/tensor-parallel';
import { usableGpuBytes } from '../../../../lib/engine/sizing/usable-memory';
import type { ModelFacts } from '../../../../lib/facts/model-facts';
import { findModel, knownModels } from '../../../../lib/facts/models';
import { published } from './published';

const alone = { tensorParallelSize: 1, pipelineParallelSize: 1 };
const modelOf = (id: string): ModelFacts => findModel(id)!;
const allInFull = (id: string): ModelFacts => {
  const { slidingWindow, constantStateLayers: _, layersWithoutCache: __, ...model } = modelOf(id);
  return { ...model, kv: slidingWindow?.kv ?? model.kv };
};

const gpus = {
  A10: { model: 'A10', memoryGb: 24 },
  A100: { model: 'A100', memoryGb: 80 },
  H100: { model: 'H100', memoryGb: 94 },
} as const;

describe('against what is published', () => {
  // KAITO counts every layer in full, whatever it keeps, and 16 bits whatever the cache is; so does the comparison.
  it.each(published)('%s keeps %i bytes a token', (id, bytes) => {
    expect(contextBytesPerGpu(allInFull(id), 16, alone) / 16).toBe(bytes);
  });

  it.each(published)('%s is divided as its heads allow', (id, _, sizes) => {
    const { weightBlockSize: _blocks, ...model } = modelOf(id);
    expect(validTensorParallelSizes(model, 8).filter((size) => [1, 2, 4, 5, 8].includes(size))).toEqual(
      sizes,
    );
  });

  /** Where the estimate by terms differs from KAITO's constant, with its reason. */
  const ours: Readonly<Record<string, number>> = {
    // Inside the error band: the 5 % of caution in KAITO's estimate is no reason to refuse it.
    'meta-llama/Llama-3.3-70B-Instruct on A100': 2,
    // KAITO's estimate takes 24 GiB of an A10; CUDA has 22. The encoder and the experts take a part, too.
    'Qwen/Qwen3.6-35B-A3B-FP8 on A10': 4,
    // Inside the error band of eight GPUs with 94 GB.
    'deepseek-ai/DeepSeek-R1-0528 on H100': 8,
  };
  const cases = published.flatMap(([id, , , ...counts]) =>
    Object.entries(gpus).map(([name, gpu], index) => [`${id} on ${name}`, id, gpu, counts[index]] as const),
  );
  it.each(cases)('%s', (title, id, gpu, count) => {
    const model = modelOf(id);
    const vmSize = {
      name: 'test',
      vcpus: 1,
      memoryGiB: 1,
      tempDiskGiB: 0,
      gpu: { ...gpu, count: 8, computeCapability: '9.0' },
    };
    const fewest = validTensorParallelSizes(model, 8)
      .filter((size) => [1, 2, 4, 8].includes(size))
      .find((tensorParallelSize) => {
        const plan = { model, vmSize, tensorParallelSize, maxModelLen: 8192, gpuMemoryUtilization: 0.9 };
        return fitOf(plan)!.verdict !== 'does not fit';
      });
    if (id === 'google/gemma-4-12B-it') expect(fewest).toBeGreaterThan(0);
    else expect(fewest).toBe(ours[title] ?? count);
  });
});

describe('where KAITO counts otherwise, and why not so here', () => {
  const gibOf = (bytes: number) => Number((bytes / 2 ** 30).toFixed(2));

  // Its sum takes every *.safetensors of the repository, and these have a second copy under original/.
  it.each([
    ['openai/gpt-oss-20b', 25.63],
    ['openai/gpt-oss-120b', 121.54],
  ])('%s: its catalogue has the weights twice', (id, listed) => {
    const ours = gibOf(modelOf(id).weightsBytes);
    expect(Math.abs(listed / 2 - ours)).toBeLessThan(0.1);
  });

  // It counts 16 bits whatever the cache is; the engine stores one byte a number.
  it('an FP8 cache', () => {
    const model = modelOf('meta-llama/Llama-3.1-8B-Instruct');
    expect(contextBytesPerGpu(model, 16, alone, { kvCacheDtype: 'fp8' }) / 16).toBe(131_072 / 2);
  });

  // It counts 507,904 bytes a token for all 62 layers; 52 of them stop at their window.
  it('windows', () => {
    const model = modelOf('google/gemma-3-27b-it');
    const perToken = contextBytesPerGpu(model, 131_072, alone) / 131_072;
    expect(perToken).toBeLessThan(507_904 * 0.2);
  });

  // It divides any cache by the GPUs; kaito-project/kaito#2139 measured that MLA's is on each (fixed there since).
  it('the vector of MLA', () => {
    const model = modelOf('deepseek-ai/DeepSeek-R1-0528');
    const on8 = { tensorParallelSize: 8, pipelineParallelSize: 1 };
    expect(contextBytesPerGpu(model, 16, on8) / 16).toBe(70_272);
  });

  // Its estimate with 24 GiB of an A10 leaves 11,000 tokens; a process has 21.9 GiB, and the engine stopped at less (kaito#2132).
  it('memory of a GPU', () => {
    expect(usableGpuBytes(gpus.A10) / 2 ** 30).toBeLessThan(22.5);
  });
});

describe('what a context keeps', () => {
  it('is divided among GPUs down to one KV head each', () => {
    const model = modelOf('Qwen/Qwen2.5-Coder-7B-Instruct'); // 4 KV heads
    const at = (tensorParallelSize: number) =>
      contextBytesPerGpu(model, 1000, { tensorParallelSize, pipelineParallelSize: 1 });
    expect([at(2), at(4), at(28)]).toEqual([at(1) / 2, at(1) / 4, at(1) / 4]);
  });

  it('is on every GPU with MLA', () => {
    const model = modelOf('deepseek-ai/DeepSeek-R1-0528');
    const at = (tensorParallelSize: number) =>
      contextBytesPerGpu(model, 1000, { tensorParallelSize, pipelineParallelSize: 1 });
    expect(at(8)).toBe(at(1));
  });

  it('is half with fp8', () => {
    const model = modelOf('microsoft/phi-4');
    const half = contextBytesPerGpu(model, 1000, alone) / 2;
    expect(contextBytesPerGpu(model, 1000, alone, { kvCacheDtype: 'fp8' })).toBe(half);
  });

  it('is a range of layers on each of several nodes', () => {
    const model = modelOf('microsoft/phi-4');
    const two = { tensorParallelSize: 1, pipelineParallelSize: 2 };
    expect(contextBytesPerGpu(model, 1000, two)).toBe(contextBytesPerGpu(model, 1000, alone) / 2);
  });

  it('is, in layers with a window, no more than it and what is computed at a time', () => {
    const model = modelOf('openai/gpt-oss-20b'); // every other layer keeps 128 tokens
    const more = contextBytesPerGpu(model, 16_000, alone) - contextBytesPerGpu(model, 8000, alone);
    expect(more).toBe(contextBytesPerGpu(allInFull(model.id), 8000, alone) / 2);
  });

  it('comes in blocks of 16 tokens', () => {
    const model = modelOf('microsoft/phi-4');
    expect(contextBytesPerGpu(model, 17, alone)).toBe(contextBytesPerGpu(model, 32, alone));
  });

  it('is what the node with the most layers has', () => {
    const model = modelOf('deepseek-ai/DeepSeek-R1-0528'); // 61 layers: 31 and 30
    const two = { tensorParallelSize: 8, pipelineParallelSize: 2 };
    expect(contextBytesPerGpu(model, 1600, two)).toBe(1600 * (512 + 64) * 2 * 31);
  });

  it('is of 4 bytes a number where the engine computes in float32', () => {
    const model = modelOf('microsoft/phi-4');
    const double = contextBytesPerGpu(model, 1000, alone) * 2;
    expect(contextBytesPerGpu(model, 1000, alone, { dtype: 'float32' })).toBe(double);
  });
});

const anyModel = fc.constantFrom(...knownModels);
const anyTokens = fc.integer({ min: 1, max: 200_000 });

test('more context never needs fewer bytes, and what is counted is a number of bytes', () => {
  fc.assert(
    fc.property(anyModel, anyTokens, anyTokens, (model, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)].map((tokens) =>
        contextBytesPerGpu(model, tokens, alone),
      );
      expect(less).toBeLessThanOrEqual(more!);
      expect(Number.isSafeInteger(less) && less! >= 0).toBe(true);
    }),
  );
});

test('the longest context fits, and one token more does not', () => {
  fc.assert(
    fc.property(anyModel, fc.integer({ min: 0, max: 80 * 2 ** 30 }), (model, bytes) => {
      const longest = longestContext(model, bytes, alone);
      expect(contextBytesPerGpu(model, longest, alone)).toBeLessThanOrEqual(bytes);
      if (longest < model.maxPositions)
        expect(contextBytesPerGpu(model, longest + 1, alone)).toBeGreaterThan(bytes);
    }),
  );
});

test('every model can run on one GPU as far as its heads are concerned, and has heads that divide', () => {
  for (const {
    attentionHeads,
    hiddenSize,
    kv,
    layers,
    maxPositions,
    weightsBytes,
    slidingWindow,
  } of knownModels) {
    for (const number of [attentionHeads, hiddenSize, layers, maxPositions, weightsBytes])
      expect(Number.isSafeInteger(number) && number > 0).toBe(true);
    if (kv.type === 'heads') expect(attentionHeads % kv.kvHeads).toBe(0);
    expect(slidingWindow?.layers ?? 0).toBeLessThanOrEqual(layers);
  }
});
