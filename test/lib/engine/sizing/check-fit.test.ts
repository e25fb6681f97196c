import { checkFit } from '../../../../lib/engine/sizing/check-fit';
import { fits } from '../../../../lib/engine/sizing/fit';
import { missingKernels } from '../../../../lib/engine/sizing/kernels';
import type { ServingPlan } from '../../../../lib/engine/sizing/serving-plan';
import type { ModelFacts } from '../../../../lib/facts/model-facts';
import { findModel, knownModels } from '../../../../lib/facts/models';
import { findVmSize, vmSizeNames } from '../../../../lib/facts/vm-sizes';
import { ProblemList } from '../../../../lib/problems/problem-list';

function told(id: string, size: string, more: Partial<ServingPlan> = {}): readonly string[] {
  const problems = ProblemList.create();
  const server = { model: findModel(id)!, vmSize: findVmSize(size)!, tensorParallelSize: 1 };
  checkFit({ ...server, ...more }, problems);
  return problems.problems.map(({ path, message, fix }) => `${path}: ${message} | ${fix}`);
}

test.each<[string, string, Partial<ServingPlan>]>([
  ['microsoft/phi-4', 'Standard_NC24ads_A100_v4', {}],
  ['meta-llama/Llama-3.1-8B-Instruct', 'Standard_NC24ads_A100_v4', {}],
  ['meta-llama/Llama-3.1-8B-Instruct', 'Standard_NV36ads_A10_v5', { maxModelLen: 8192 }],
  [
    'meta-llama/Llama-3.3-70B-Instruct',
    'Standard_NC96ads_A100_v4',
    { tensorParallelSize: 4, maxModelLen: 32_768 },
  ],
  ['openai/gpt-oss-120b', 'Standard_NC40ads_H100_v5', {}],
  ['deepseek-ai/DeepSeek-R1-0528', 'Standard_ND96isr_H200_v5', { tensorParallelSize: 8 }],
  ['deepseek-ai/DeepSeek-R1-0528', 'Standard_ND96isr_H100_v5', { tensorParallelSize: 8, nodes: 2 }],
  ['Qwen/Qwen3-8B-AWQ', 'Standard_NC8as_T4_v3', { dtype: 'float16', maxModelLen: 16_384 }],
])('%s fits %s', (id, size, more) => {
  expect(told(id, size, more)).toEqual([]);
});

test.each<[string, string, string, Partial<ServingPlan>]>([
  ['weights above one GPU', 'meta-llama/Llama-3.3-70B-Instruct', 'Standard_NC24ads_A100_v4', {}],
  [
    'weights above a node',
    'deepseek-ai/DeepSeek-R1-0528',
    'Standard_ND96isr_H100_v5',
    { tensorParallelSize: 8 },
  ],
  [
    'weights above every node',
    'deepseek-ai/DeepSeek-R1-0528',
    'Standard_ND96asr_v4',
    { tensorParallelSize: 8 },
  ],
  ['no room for the context of the model', 'meta-llama/Llama-3.1-8B-Instruct', 'Standard_NV36ads_A10_v5', {}],
  [
    'no room for a context that is asked for',
    'Qwen/Qwen3-32B',
    'Standard_NC24ads_A100_v4',
    { maxModelLen: 40_960 },
  ],
  [
    'a context that the model was not made for',
    'microsoft/phi-4',
    'Standard_NC24ads_A100_v4',
    { maxModelLen: 32_768 },
  ],
  ['the same with prepared files', 'Qwen/Qwen3-8B-AWQ', 'Standard_NC24ads_A100_v4', { quantization: 'gptq' }],
  [
    'weights that cannot be made so',
    'microsoft/phi-4',
    'Standard_NC24ads_A100_v4',
    { quantization: 'awq_marlin' },
  ],
  [
    'several engines, each too large',
    'microsoft/phi-4',
    'Standard_NV72ads_A10_v5',
    { tensorParallelSize: 1, dataParallelSize: 2 },
  ],
])('%s', (_, id, size, more) => {
  expect(told(id, size, more)).toMatchSnapshot();
});

test('half the cache is room for twice the context', () => {
  const at = (kvCacheDtype?: string) =>
    told('meta-llama/Llama-3.1-8B-Instruct', 'Standard_NV36ads_A10_v5', {
      maxModelLen: 60_000,
      kvCacheDtype,
    });
  expect([at(), at('fp8')].map((problems) => problems.length)).toEqual([1, 0]);
});

test('weights of 16 bits are halved where the engine quantizes them at its start', () => {
  const at = (quantization?: string) =>
    told('Qwen/Qwen2.5-32B-Instruct', 'Standard_ND96asr_v4', { maxModelLen: 4096, quantization });
  expect([at(), at('fp8')].map((problems) => problems.length)).toEqual([1, 0]);
});

test('nothing is said of a method that is not known here', () => {
  expect(
    told('meta-llama/Llama-3.3-70B-Instruct', 'Standard_NV36ads_A10_v5', { quantization: 'new' }),
  ).toEqual([]);
});

test('a size without a GPU is not a matter of fit', () => {
  expect(told('microsoft/phi-4', 'Standard_D8s_v5')).toEqual([]);
});

test('names the nodes that hold together what no node holds alone', () => {
  const model = { ...findModel('deepseek-ai/DeepSeek-R1-0528')!, weightsBytes: 1500 * 2 ** 30 };
  const [line] = told(model.id, 'Standard_ND96isr_H200_v5', { model, tensorParallelSize: 8 });
  expect(line).toContain('| Use nodes: 2 of Standard_ND96isr_H200_v5.');
  expect(
    told(model.id, 'Standard_ND96isr_H200_v5', { model, tensorParallelSize: 8, nodes: 2, maxModelLen: 8192 }),
  ).toEqual([]);
});

test('every way out of a refusal holds the model with the same settings', () => {
  let tried = 0;
  for (const model of knownModels) {
    for (const name of vmSizeNames) {
      const vmSize = findVmSize(name)!;
      if (vmSize.gpu === undefined) continue;
      const plan = {
        model,
        vmSize,
        tensorParallelSize: 1,
        maxModelLen: Math.min(32_768, model.maxPositions),
      };
      if (missingKernels(model, vmSize.gpu, {}).length > 0) continue;
      const problems = ProblemList.create();
      checkFit(plan, problems);
      const fix = problems.problems.map((problem) => problem.fix).join(' ');
      const short = /maxModelLen: (\d+) on /.exec(fix);
      const settings = { ...plan, maxModelLen: short === null ? plan.maxModelLen : Number(short[1]) };
      for (const [, quantization, size, gpus] of fix.matchAll(
        /(quantization: 'fp8' on )?(Standard_\w+) with gpus: (\d+)/g,
      )) {
        const way = {
          ...settings,
          vmSize: findVmSize(size!)!,
          tensorParallelSize: Number(gpus),
          ...(quantization === undefined ? {} : { quantization: 'fp8' }),
        };
        tried++;
        expect([model.id, name, size, fits(way)]).toEqual([model.id, name, size, true]);
      }
      for (const [, nodes] of fix.matchAll(/nodes: (\d+) of/g)) {
        tried++;
        const way = { ...settings, nodes: Number(nodes), tensorParallelSize: vmSize.gpu.count };
        expect([model.id, name, nodes, fits(way)]).toEqual([model.id, name, nodes, true]);
      }
      if (fix.includes("set kvCacheDtype to 'fp8'"))
        expect(fits({ ...plan, kvCacheDtype: 'fp8' })).toBe(true);
    }
  }
  expect(tried).toBeGreaterThan(400);
});

test('a tensor parallel size of the user is repeated in the alternatives', () => {
  const more = { maxModelLen: 32_768, isTensorParallelSizeFixed: true };
  expect(told('Qwen/Qwen2.5-32B-Instruct', 'Standard_NV72ads_A10_v5', more).join()).toContain(
    'Standard_NC48ads_A100_v4 with gpus: 2 and tensorParallelSize: 2',
  );
});

test('a name that every object has is no method', () => {
  expect(told('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { quantization: 'constructor' })).toEqual([]);
});

test('an FP8 cache is an alternative only where a kernel reads it', () => {
  const llama = { ...findModel('meta-llama/Llama-3.1-8B-Instruct')!, maxPositions: 1_000_000 };
  const fixOf = (facts: Partial<ModelFacts>) =>
    told(llama.id, 'Standard_NC24ads_A100_v4', {
      model: { ...llama, ...facts },
      maxModelLen: 500_000,
    }).join();
  expect(fixOf({})).toContain("set kvCacheDtype to 'fp8'");
  expect(fixOf({ attentionSinks: true })).not.toContain("set kvCacheDtype to 'fp8'");
});
