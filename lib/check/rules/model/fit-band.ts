import type { Rule } from '../../rule';
import { argumentPathOf, isMeasured, modelFitsOf } from '../../views/model-fits';
import { vllmExample } from '../example-manifests';
import { gpuPoolExample } from '../example-terraform';

const server = vllmExample({ args: '--model=openai/gpt-oss-120b' });

export const fitBand: Rule = {
  id: 'model/fit-band',
  title: 'A model must fit its GPUs above the error band of the estimate, or be measured',
  severity: 'warning',
  why: 'Inside the error band the estimate cannot decide whether vLLM starts. If it does not, the container restarts after each download of the weights.',
  source: 'vllm-project/vllm#23278, #27508; docs/gpu-sizing-accuracy.md (2026-11)',
  needs: ['kubernetes', 'terraform'],
  bad: { kubernetes: server, terraform: gpuPoolExample({ vm_size: 'Standard_ND96isr_H100_v5' }) },
  good: { kubernetes: server, terraform: gpuPoolExample({ vm_size: 'Standard_NC40ads_H100_v5' }) },
  check: (picture) =>
    modelFitsOf(picture).flatMap(({ engine, verdict, problem }) => {
      if (verdict !== 'inside the error band' || problem === undefined || isMeasured(engine)) return [];
      const { owner } = engine.container.pod;
      const { setting, message, fix, pool } = problem;
      return [
        {
          in: owner,
          field: argumentPathOf(engine, setting),
          message: `On node pool ${pool} vLLM may not start: ${message}.`,
          expected: 'a request of the maximum context within the lower limit of the KV cache',
          fix,
        },
      ];
    }),
};
