import { tensorParallelProblem, validTensorParallelSizes } from '../../../engine/sizing/tensor-parallel';
import { findModel } from '../../../facts/models';
import type { Rule } from '../../rule';
import { enginesOf, flagOf, modelOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

export const heads: Rule = {
  id: 'model/heads',
  title: 'The heads and weights of a model must be divisible by the tensor-parallel size',
  severity: 'error',
  why: 'vLLM exits at startup with "attention heads must be divisible by tensor parallel size", or with "is not divisible by weight quantization block_n" for weights in FP8 blocks.',
  source:
    'vllm-project/vllm vllm/config/model.py verify_with_parallel_config; vllm-project/vllm#52997 (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --tensor-parallel-size=4', gpus: 2 }) },
  good: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --tensor-parallel-size=2', gpus: 2 }) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const facts = findModel(modelOf(engine) ?? '');
      const size = Number(flagOf(engine, 'tensor-parallel-size') ?? 1);
      if (
        engine.type !== 'vllm' ||
        engine.isOpaque ||
        facts === undefined ||
        !Number.isInteger(size) ||
        size < 1
      )
        return [];
      const division = { expertParallel: engine.flags.has('enable-expert-parallel') };
      const problem = tensorParallelProblem(facts, size, division);
      if (problem === undefined) return [];
      return [
        {
          in: engine.container.pod.owner,
          field: engine.paths.get('tensor-parallel-size') ?? `${engine.container.path}.args`,
          message: `${facts.id} cannot run with --tensor-parallel-size=${size}: ${problem}.`,
          expected: `one of ${validTensorParallelSizes(facts, 8, division).join(', ')}`,
          fix: 'Set --tensor-parallel-size to one of these sizes, and request as many GPUs.',
        },
      ];
    }),
};
