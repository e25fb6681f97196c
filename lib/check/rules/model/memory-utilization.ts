import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { enginesOf, flagOf } from '../../views/engine-arguments';
import { vllmExample } from '../example-manifests';

export const memoryUtilization: Rule = {
  id: 'model/memory-utilization',
  title: 'An engine leaves some of the GPU to its own start',
  severity: 'warning',
  why: 'Profiling counts too little: above 0.92, or 0.85 on small GPUs, engines run out of memory at warm-up, now and then.',
  source: 'llm-d/llm-d#787; kaito-project/kaito pkg/model/interface.go (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --gpu-memory-utilization=0.97' }) },
  good: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --gpu-memory-utilization=0.9' }) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const share = Number(flagOf(engine, 'gpu-memory-utilization') ?? Number.NaN);
      const { pod } = engine.container;
      const sizes = candidatePools(picture, pod)?.flatMap(({ vmSize }) => vmSize?.gpu?.memoryGb ?? []) ?? [];
      const most = sizes.length > 0 && Math.min(...sizes) <= smallGpuGb ? 0.85 : 0.92;
      if (engine.type !== 'vllm' || Number.isNaN(share) || share <= most) return [];
      return [
        {
          in: pod.owner,
          field: engine.paths.get('gpu-memory-utilization')!,
          message: String(share),
          expected: `at most ${most}${most === 0.85 ? ' on GPUs up to 24 GB' : ''}`,
          fix: 'Lower it; shorten --max-model-len if the cache is then too small.',
        },
      ];
    }),
};

const smallGpuGb = 24;
