import { countOf } from '../../../engine/inference/vllm-number';
import { findModel } from '../../../facts/models';
import type { Rule } from '../../rule';
import { enginesOf, flagOf, modelOf } from '../../views/engine-arguments';
import { variableOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const contextLength: Rule = {
  id: 'model/context-length',
  title: 'A context length must not exceed the maximum of the model',
  severity: 'error',
  why: 'vLLM rejects a --max-model-len above the maximum of the model. It exits at startup, and the container restarts again and again.',
  source: 'vllm-project/vllm vllm/config/model.py _get_and_verify_max_len (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --max-model-len=32768' }) },
  good: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --max-model-len=16384' }) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const model = findModel(modelOf(engine) ?? '');
      const length = countOf(flagOf(engine, 'max-model-len') ?? '');
      const isStretched =
        variableOf(engine.container, 'VLLM_ALLOW_LONG_MAX_MODEL_LEN') !== undefined ||
        [...engine.flags.keys()].some((name) => /hf-overrides|rope-scaling|rope-theta/.test(name));
      if (engine.type !== 'vllm' || engine.isOpaque || model === undefined || isStretched) return [];
      if (!(length > model.maxPositions)) return [];
      return [
        {
          in: engine.container.pod.owner,
          field: engine.paths.get('max-model-len')!,
          message: `--max-model-len is ${length}, but ${model.id} supports at most ${model.maxPositions} tokens, so vLLM exits at startup.`,
          expected: `at most ${model.maxPositions}`,
          fix: 'Lower --max-model-len or remove it.',
        },
      ];
    }),
};
