import { optionVocabulary } from '../../../../cli/model-options';
import { flagVocabulary } from '../../../../lib/check/views/flag-vocabulary';
import { checkBand, checkFit } from '../../../../lib/engine/sizing/check-fit';
import { missingKernels } from '../../../../lib/engine/sizing/kernels';
import type { ServingPlan } from '../../../../lib/engine/sizing/serving-plan';
import { definitionVocabulary, type Vocabulary } from '../../../../lib/engine/sizing/vocabulary';
import { findModel } from '../../../../lib/facts/models';
import { findVmSize } from '../../../../lib/facts/vm-sizes';
import { ProblemList } from '../../../../lib/problems/problem-list';

const audiences = {
  'a definition': definitionVocabulary,
  'a pod': flagVocabulary,
  'a command line': optionVocabulary,
};

function planOf(id: string, size: string, more: Partial<ServingPlan> = {}): ServingPlan {
  return { model: findModel(id)!, vmSize: findVmSize(size)!, tensorParallelSize: 1, ...more };
}

/** Plans whose fixes together contain every setting. */
const plans: Readonly<Record<string, ServingPlan>> = {
  'a plan inside the error band': planOf('openai/gpt-oss-120b', 'Standard_ND96isr_H100_v5', {
    maxModelLen: 32_768,
    isTensorParallelSizeFixed: true,
  }),
  'weights that are too large': planOf('meta-llama/Llama-3.3-70B-Instruct', 'Standard_NC24ads_A100_v4', {
    maxModelLen: 32_768,
    isTensorParallelSizeFixed: true,
  }),
  'a context that no GPU of the table holds': planOf('deepseek-ai/DeepSeek-R1-0528', 'Standard_ND96asr_v4', {
    tensorParallelSize: 8,
    gpuMemoryUtilization: 0.8,
  }),
  'a batch with too many tokens': planOf('Qwen/Qwen2.5-32B-Instruct', 'Standard_NC24ads_A100_v4', {
    maxNumBatchedTokens: 131_072,
    maxModelLen: 4096,
  }),
  'a context above the maximum': planOf('microsoft/phi-4', 'Standard_NC24ads_A100_v4', {
    maxModelLen: 32_768,
  }),
  'a method that needs files': planOf('microsoft/phi-4', 'Standard_NC24ads_A100_v4', { quantization: 'awq' }),
  'a share without memory for the start': planOf(
    'meta-llama/Llama-3.1-8B-Instruct',
    'Standard_ND96isr_H100_v5',
    { gpuMemoryUtilization: 1 },
  ),
  'data types that a GPU does not support': planOf('microsoft/phi-4', 'Standard_NC16as_T4_v3', {
    kvCacheDtype: 'fp8',
    maxModelLen: 4096,
  }),
  'a model without layers for prediction': planOf('microsoft/phi-4', 'Standard_NC24ads_A100_v4', {
    speculativeTokens: 2,
    speculativeMethod: 'mtp',
  }),
  'a model that generates no tokens': planOf('BAAI/bge-m3', 'Standard_NC24ads_A100_v4', {
    speculativeTokens: 2,
  }),
};

function fixesOf(plan: ServingPlan, vocabulary: Vocabulary): readonly string[] {
  const problems = ProblemList.create();
  for (const { key, message, fix } of missingKernels(plan.model, plan.vmSize.gpu!, plan, vocabulary))
    problems.add(key, message, fix);
  if (problems.isEmpty) {
    checkFit(plan, problems, vocabulary);
    checkBand(plan, problems, vocabulary);
  }
  return problems.problems.map(({ fix }) => fix);
}

const allFixes = (vocabulary: Vocabulary) =>
  Object.values(plans)
    .flatMap((plan) => fixesOf(plan, vocabulary))
    .join('\n');

describe.each(Object.entries(audiences))('the author of %s reads', (_, vocabulary) => {
  it.each(Object.entries(plans))('a fix for %s', (_, plan) => {
    expect(fixesOf(plan, vocabulary).join('\n')).toMatchSnapshot();
  });

  it('the name of every setting', () => {
    const text = allFixes(vocabulary);
    const names = Object.values(vocabulary.settings).map(({ name }) => name);
    expect(names.filter((name) => !text.includes(name))).toEqual([]);
  });
});

describe('the author of a pod', () => {
  it('reads no field of a definition', () => {
    expect(allFixes(flagVocabulary)).not.toMatch(
      /max(?:ModelLen|NumSeqs)|kvCacheDtype|gpuMemory|tensorParallelSize|\bgpus:|\bnodes:|\bfit:|'(?:un)?measured'/,
    );
  });

  it('reads the annotation that the check accepts', () => {
    expect(fixesOf(plans['a plan inside the error band']!, flagVocabulary).join()).toContain(
      "set the annotation aks-ai-platform/measured to '1 x H100 80, vLLM 0.32.0, <n> tokens'",
    );
  });
});

test('the author of a command line reads fields of a definition only about a measurement', () => {
  expect(allFixes(optionVocabulary).replace(/To keep the plan in a definition, .*/g, '')).not.toMatch(
    /max(?:ModelLen|NumSeqs)|kvCacheDtype|gpuMemory|tensorParallelSize|\bgpus:|\bnodes:|\bfit:/,
  );
});
