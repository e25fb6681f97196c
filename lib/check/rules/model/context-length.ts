import { findModel } from '../../../facts/models';
import type { Rule } from '../../rule';
import { enginesOf, flagOf, modelOf } from '../../views/engine-arguments';
import { countOf } from '../../views/engine-numbers';
import { variableOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const contextLength: Rule = {
  id: 'model/context-length',
  title: 'The context is one that the model was made for',
  severity: 'error',
  why: "vLLM refuses a --max-model-len above the model's own at its start, and starts again and again.",
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
          message: `${length} tokens`,
          expected: `at most ${model.maxPositions}, for which ${model.id} was made`,
          fix: 'Lower it, or leave it out.',
        },
      ];
    }),
};
