import { tensorParallelProblem, validTensorParallelSizes } from '../../../engine/sizing/tensor-parallel';
import { findModel } from '../../../facts/models';
import type { Rule } from '../../rule';
import { enginesOf, flagOf, modelOf } from '../../views/engine-arguments';

const server = (args: string, more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: vllm, namespace: models }
spec:
  template:
    spec:
      containers:
        - name: vllm
          image: vllm/vllm-openai:v0.32.0
          args: [${args}]
          resources: { limits: { nvidia.com/gpu: 2 } }
          ${more}
`;

export const heads: Rule = {
  id: 'model/heads',
  title: 'The heads of a model can be divided among the GPUs of an engine',
  severity: 'error',
  why: 'vLLM stops at its start: "attention heads must be divisible by tensor parallel size".',
  source: 'vllm-project/vllm vllm/config/model.py verify_with_parallel_config (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: server('--model=microsoft/phi-4, --tensor-parallel-size=4') },
  good: { kubernetes: server('--model=microsoft/phi-4, --tensor-parallel-size=2') },
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
      const problem = tensorParallelProblem(facts, size);
      if (problem === undefined) return [];
      return [
        {
          in: engine.container.pod.owner,
          field: engine.paths.get('tensor-parallel-size') ?? `${engine.container.path}.args`,
          message: `${size}: ${problem}`,
          expected: `one of ${validTensorParallelSizes(facts, 8).join(', ')} for ${facts.id}`,
          fix: 'Take one of these, and as many GPUs.',
        },
      ];
    }),
};
