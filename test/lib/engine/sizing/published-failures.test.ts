import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { checkBand, checkFit } from '../../../../lib/engine/sizing/check-fit';
import { driverProblem, vllmImageFor } from '../../../../lib/engine/sizing/engine-image';
import { fitOf, fits } from '../../../../lib/engine/sizing/fit';
import { cacheBlocks, contextBytesPerGpu } from '../../../../lib/engine/sizing/footprint';
import { modelFromHuggingFaceConfig } from '../../../../lib/engine/sizing/hugging-face-config';
import { missingKernels } from '../../../../lib/engine/sizing/kernels';
import { recommend } from '../../../../lib/engine/sizing/recommend';
import { batchOf, gpuMemoryOf, type ServingPlan } from '../../../../lib/engine/sizing/serving-plan';
import { findSizing } from '../../../../lib/engine/sizing/size-inference-server';
import { tensorParallelProblem } from '../../../../lib/engine/sizing/tensor-parallel';
import { weightTerm } from '../../../../lib/engine/sizing/weight-term';
import type { ModelFacts } from '../../../../lib/facts/model-facts';
import { findModel, knownModels } from '../../../../lib/facts/models';
import { images } from '../../../../lib/facts/versions';
import { findVmSize, type VmSizeName } from '../../../../lib/facts/vm-sizes';
import { ProblemList } from '../../../../lib/problems/problem-list';

/**
 * Published starts of engines that an estimate with one constant for the engine decides wrong. Each test names its source.
 */

const gib = 2 ** 30;
const h100 = 'Standard_ND96isr_H100_v5';
const a100 = 'Standard_NC24ads_A100_v4';
const a10 = 'Standard_NV36ads_A10_v5';

const modelOf = (id: string) => findModel(id)!;
const gpuOf = (name: VmSizeName) => findVmSize(name)!.gpu!;

function plan(id: string, vmSize: VmSizeName, more: Partial<ServingPlan> = {}): ServingPlan {
  return { model: modelOf(id), vmSize: findVmSize(vmSize)!, tensorParallelSize: 1, ...more };
}

function problemsOf(of: ServingPlan): readonly string[] {
  const problems = ProblemList.create();
  checkFit(of, problems);
  checkBand(of, problems);
  return problems.problems.map(({ path: where }) => where);
}

const gpu1 = { tensorParallelSize: 1, pipelineParallelSize: 1 };

describe('1. the memory of the engine depends on its batch', () => {
  // vllm-project/vllm#23278 and #27508: defaults of 0.10.1 on one H100 of 80 GB, -2.14 GiB left for the KV cache.
  it('gpt-oss-120b with the defaults of the engine is not accepted on one H100', () => {
    const at = plan('openai/gpt-oss-120b', h100, { gpuMemoryUtilization: 0.9 });
    expect(fitOf({ ...at, engineVersion: '0.10.1' })?.verdict).toBe('does not fit');
    expect(fits(at)).toBe(false);
    expect(problemsOf(at)).not.toEqual([]);
  });

  // vLLM `EngineArgs.get_batch_defaults`.
  it.each<[VmSizeName, number, number]>([
    [h100, 1024, 8192],
    [a100, 256, 2048],
    [a10, 256, 2048],
  ])('%s has batches of up to %i sequences and %i tokens', (vmSize, maxNumSeqs, maxNumBatchedTokens) => {
    expect(batchOf(plan('Qwen/Qwen3-8B', vmSize))).toMatchObject({ maxNumSeqs, maxNumBatchedTokens });
  });

  it('a smaller batch has smaller activations', () => {
    const activations = (maxNumSeqs: number) =>
      gpuMemoryOf(plan('openai/gpt-oss-120b', h100, { maxNumSeqs }))!.terms.find(
        ({ name }) => name === 'activations',
      )!.bytes;
    expect(activations(256)).toBeLessThan(activations(1024) / 2);
  });
});

describe('2. layers with a window keep it and the batches in flight, in groups', () => {
  it('the 62 layers of gemma-3-27b are held as 70', () => {
    const { blockBytes, blocksOf } = cacheBlocks(modelOf('google/gemma-3-27b-it'), gpu1, {});
    const layerBlock = 16 * 2 * 16 * 128 * 2;
    // One group keeps every token. A group with a window has one more block than its tokens fill.
    const groups = 1 + (blocksOf(1) - 1) / 2;
    expect((blockBytes / layerBlock) * groups).toBe(70);
  });

  // A start of vLLM 0.20.1 on an RTX 5090: "1.72 GiB KV cache is needed" for 8,192 tokens.
  it('gemma-4-26B needs 1.72 GiB for 8,192 tokens', () => {
    const settings = { engineVersion: '0.20.1', maxNumBatchedTokens: 8192 };
    const bytes = contextBytesPerGpu(modelOf('google/gemma-4-26B-A4B-it'), 8192, gpu1, settings);
    expect(bytes / gib).toBeCloseTo(1.72, 1);
  });
});

describe('3. FP8 weights in blocks limit tensor parallelism', () => {
  // kvcache-ai/ktransformers#2036; vllm-project/vllm#52997, #52915.
  it.each(['MiniMaxAI/MiniMax-M2.7', 'Qwen/Qwen3-235B-A22B-FP8', 'Qwen/Qwen3.6-35B-A3B-FP8'])(
    '%s cannot be divided among 8 GPUs, and can among 4 or 2',
    (id) => {
      const problem = (size: number) => tensorParallelProblem(modelOf(id), size);
      expect(problem(8)).toContain('weight blocks of 128');
      expect([problem(4), problem(2)]).toContain(undefined);
    },
  );

  it('a size that the project chooses is never one of these', () => {
    const size = findSizing({
      model: modelOf('MiniMaxAI/MiniMax-M2.7'),
      vmSize: findVmSize('Standard_ND96isr_H200_v5')!,
    });
    expect([1, 2, 4]).toContain(size?.tensorParallelSize);
  });
});

describe('4. what ran is not refused', () => {
  it('Qwen3.6-27B has 16 layers with full attention in the table and in its config.json alike', () => {
    const file = path.join(__dirname, '../../../../docs/model-configs/Qwen--Qwen3.6-27B.json');
    const { config, files } = JSON.parse(readFileSync(file, 'utf8'));
    const id = 'Qwen/Qwen3.6-27B';
    const fromFile = modelFromHuggingFaceConfig(config, { id, ...files }, ProblemList.create())!;
    const full = ({ layers, constantStateLayers = 0 }: ModelFacts) => layers - constantStateLayers;
    expect([full(fromFile), full(modelOf(id))]).toEqual([16, 16]);
  });

  it('Qwen3.6-27B ran with 262,144 tokens on one GPU of 80 GB', () => {
    const at = plan('Qwen/Qwen3.6-27B', a100, { gpuMemoryUtilization: 0.92 });
    expect(fitOf(at)?.verdict).not.toBe('does not fit');
  });

  it('Qwen3-8B ran on one A10 at 0.82 with 20,272 tokens', () => {
    const at = plan('Qwen/Qwen3-8B', a10, { gpuMemoryUtilization: 0.82, maxModelLen: 20_272 });
    expect(fitOf(at)?.verdict).not.toBe('does not fit');
  });
});

describe('the memory of an A10', () => {
  const upper = (driverKind?: 'grid') => {
    const { driverKind: _, ...bare } = gpuOf(a10);
    const gpu = driverKind === undefined ? bare : { ...bare, driverKind };
    const vmSize = { ...findVmSize(a10)!, gpu };
    const { maxCacheBytes, cacheBytes, gpuBytes } = gpuMemoryOf(plan('Qwen/Qwen3-8B', a10, { vmSize }))!;
    return { lower: gpuBytes / gib, more: (maxCacheBytes - cacheBytes) / gib };
  };

  it('of Azure may be as much as its driver reports: 24,512 MiB', () => {
    const { more, lower } = upper('grid');
    expect(lower + more).toBeGreaterThan(24_512 / 1024);
  });

  it('of a whole GPU is that of PyTorch', () => {
    expect(upper('grid').more - upper().more).toBeCloseTo(1.8, 2);
  });
});

describe('5. a large share leaves too little for the start', () => {
  // llm-d-incubation/llm-d-planner accuracy_report.md: 786 MiB needed for 1,024 x 201,088 logits, 552 MiB free.
  it('gpt-oss-20b at 0.95 on an H100 is not accepted', () => {
    const at = plan('openai/gpt-oss-20b', h100, { gpuMemoryUtilization: 0.95, maxModelLen: 8192 });
    expect(fitOf({ ...at, engineVersion: '0.19.0' })?.verdict).not.toBe('fits');
    expect(problemsOf(at)).toEqual(['gpuMemoryUtilization']);
  });

  it('the warm-up of the sampler needs the logits of 1,024 sequences in 32 bit', () => {
    const at = plan('openai/gpt-oss-20b', h100, { enforceEager: true });
    expect(fitOf(at)?.startBytes).toBe(1024 * 201_088 * 4);
  });
});

describe('6. loaded weights', () => {
  const weights = (id: string, quantization?: string) =>
    weightTerm(modelOf(id), gpu1, { quantization }, '9.0')!.bytes / gib;
  const files = (id: string) => modelOf(id).weightsBytes / gib;

  it.each([
    // Logs of 0.17 to 0.31: 14.99 of 14.96, 27.52 of 27.51.
    ['meta-llama/Llama-3.1-8B-Instruct', 14.99],
    ['Qwen/Qwen3-14B', 27.52],
    // 64.38 to 65.97 of 60.8 in MXFP4.
    ['openai/gpt-oss-120b', 65],
  ])('of %s are %d GiB, within 1.5 %%', (id, logged) => {
    expect(Math.abs(weights(id) / logged - 1)).toBeLessThan(0.015);
  });

  it('of an 8B model in FP8 from the start are 8.49 GiB: its embeddings stay in 16 bit', () => {
    expect(weights('meta-llama/Llama-3.1-8B-Instruct', 'fp8')).toBeCloseTo(8.49, 1);
  });

  it('of bitsandbytes are 0.3 of the files or more', () => {
    const id = 'meta-llama/Llama-3.1-8B-Instruct';
    expect(weights(id, 'bitsandbytes') / files(id)).toBeGreaterThan(0.3);
  });

  it('of the last stage of a pipeline have the output embeddings', () => {
    const id = 'meta-llama/Llama-3.1-8B-Instruct';
    const stage = weightTerm(modelOf(id), { ...gpu1, pipelineParallelSize: 2 }, {}, '9.0')!.bytes / gib;
    expect(stage).toBeGreaterThan((files(id) / 2) * 1.004);
  });
});

describe('7. terms for the settings of a user', () => {
  const at = plan('meta-llama/Llama-3.1-8B-Instruct', h100, { maxModelLen: 8192 });
  const cache = (more: Partial<ServingPlan>) => gpuMemoryOf({ ...at, ...more })!.cacheBytes;
  it.each<[string, Partial<ServingPlan>, 'less' | 'more']>([
    ['LoRA slots', { lora: { adapters: 4, rank: 64 } }, 'less'],
    ['a draft', { speculativeTokens: 3 }, 'less'],
    ['more sequences', { maxNumSeqs: 2048 }, 'less'],
    ['more tokens in a batch', { maxNumBatchedTokens: 65_536 }, 'less'],
    ['no CUDA graphs', { enforceEager: true }, 'more'],
  ])('%s leave %2$s memory for the KV cache', (_, more, than) => {
    const difference = cache(more) - cache({});
    expect(Math.sign(difference)).toBe(than === 'less' ? -1 : 1);
  });

  // The feed-forward layer alone holds 131,072 x 3 x 27,648 x 2 bytes: 20.3 GiB.
  it('Qwen2.5-32B with 131,072 tokens in a batch does not fit on one A100', () => {
    const maxNumBatchedTokens = 131_072;
    const large = plan('Qwen/Qwen2.5-32B-Instruct', a100, { maxNumBatchedTokens, maxModelLen: 4096 });
    expect(fitOf(large)?.verdict).toBe('does not fit');
  });

  it('the ways out of a batch with too many tokens have the batch of the engine', () => {
    const problems = ProblemList.create();
    const maxNumBatchedTokens = 131_072;
    checkFit(plan('Qwen/Qwen2.5-32B-Instruct', a100, { maxNumBatchedTokens, maxModelLen: 4096 }), problems);
    expect(problems.problems[0]?.fix).toContain('with the extraArg --max-num-batched-tokens=2048');
  });

  it('a larger batch keeps more tokens in layers with a window', () => {
    const tokens = (maxNumBatchedTokens: number) =>
      contextBytesPerGpu(modelOf('google/gemma-3-27b-it'), 32_768, gpu1, { maxNumBatchedTokens });
    expect(tokens(16_384)).toBeGreaterThan(tokens(2048));
  });
});

// vllm-project/vllm#24577, #47549: below compute capability 8.9 FlashInfer alone reads an FP8 cache.
describe('8. an FP8 cache needs kernels', () => {
  const missing = (id: string, vmSize: VmSizeName) =>
    missingKernels(modelOf(id), gpuOf(vmSize), { kvCacheDtype: 'fp8' })
      .map(({ key }) => key)
      .filter((key) => key === 'kvCacheDtype');

  it.each(['openai/gpt-oss-20b', 'microsoft/Phi-3.5-mini-instruct', 'google/gemma-3-4b-it'])(
    '%s has none on A100 and A10, and has them on H100',
    (id) => {
      expect([a100, a10, h100].map((vmSize) => missing(id, vmSize as VmSizeName).length)).toEqual([1, 1, 0]);
    },
  );

  it('the ways out of a refusal do not contain one without kernels', () => {
    const problems = ProblemList.create();
    checkFit(plan('microsoft/Phi-3.5-mini-instruct', a10), problems);
    checkBand(plan('microsoft/Phi-3.5-mini-instruct', a10), problems);
    expect(problems.problems).not.toEqual([]);
    expect(JSON.stringify(problems.problems)).not.toContain('kvCacheDtype');
  });
});

// vllm-project/vllm#42738 (CUDA 13 in images since 0.20); Azure/karpenter-provider-azure pkg/utils/gpu.go (GRID 570 on A10).
describe('9. the driver of a GPU must run the CUDA of the image', () => {
  it('the default image does not start on an A10, and its variant for CUDA 12 does', () => {
    expect(driverProblem(images.vllm.reference, gpuOf(a10))).toBeDefined();
    const variant = vllmImageFor([gpuOf(a10)])!;
    expect(variant.reference).toContain('-cu129');
    expect(driverProblem(variant.reference, gpuOf(a10))).toBeUndefined();
  });

  it('an A100 starts the default image', () => {
    expect(vllmImageFor([gpuOf(a100)])?.reference).toBe(images.vllm.reference);
  });
});

describe('10. a choice of the project lies above the error band', () => {
  it.each(knownModels.map(({ id }) => id))('%s', (id) => {
    const model = modelOf(id);
    const maxModelLen = Math.min(8192, model.maxPositions);
    const chosen = recommend({ model, maxModelLen, requestsInFlight: 1 }, ProblemList.create());
    const uncertain = chosen.filter(({ vmSize, sizing: { tensorParallelSize, nodes } }) => {
      return !fits(plan(id, vmSize, { maxModelLen, tensorParallelSize, nodes }));
    });
    expect(uncertain.map(({ vmSize }) => vmSize)).toEqual([]);
  });
});
