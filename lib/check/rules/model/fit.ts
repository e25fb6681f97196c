import type { Rule } from '../../rule';
import { argumentPathOf, modelFitsOf } from '../../views/model-fits';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

export const fit: Rule = {
  id: 'model/fit',
  title: 'A model and its context must fit the GPUs of a node pool',
  severity: 'error',
  why: 'vLLM reports insufficient GPU memory only after the node, the image and the weights are loaded. Then the container restarts and fails again.',
  source: 'kaito-project/kaito#2132; docs.vllm.ai/en/latest/configuration/conserving_memory (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: {
    kubernetes: vllmExample({ args: '--model=Qwen/Qwen2.5-32B-Instruct, --tensor-parallel-size=2', gpus: 2 }),
    terraform: gpuPoolExample({ vm_size: 'Standard_NV72ads_A10_v5' }),
  },
  good: {
    kubernetes: vllmExample({ args: '--model=Qwen/Qwen2.5-32B-Instruct, --tensor-parallel-size=2', gpus: 2 }),
    terraform: gpuPoolExample({ vm_size: 'Standard_NC48ads_A100_v4' }),
  },
  check: (picture) =>
    modelFitsOf(picture).flatMap(({ engine, verdict, problem }) => {
      if (verdict !== 'does not fit' || problem === undefined) return [];
      const { setting, message, fix, pool } = problem;
      const isQuantization = setting === 'quantization';
      return [
        {
          in: engine.container.pod.owner,
          field: argumentPathOf(engine, setting),
          message: isQuantization
            ? `vLLM cannot load the model: ${message}.`
            : `The model does not fit the GPUs of node pool ${pool}: ${message}.`,
          expected: isQuantization
            ? 'the quantization of the model files'
            : 'weights and context within the GPU memory',
          fix,
        },
      ];
    }),
  unknown: (picture) =>
    modelFitsOf(picture).flatMap(({ engine, unknown, notCounted }) =>
      [unknown, notCounted].flatMap((because) =>
        because === undefined ? [] : [{ in: engine.container.pod.owner, because }],
      ),
    ),
};
