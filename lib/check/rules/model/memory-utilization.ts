import { safeGpuMemoryUtilization, smallGpuGb } from '../../../engine/sizing/engine-settings';
import { maxCertainUtilization } from '../../../engine/sizing/fit';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { enginesOf, flagOf } from '../../views/engine-arguments';
import { isMeasured } from '../../views/model-fits';
import { vllmExample } from '../example-manifests';

const smallShare = safeGpuMemoryUtilization({ memoryGb: smallGpuGb });

export const memoryUtilization: Rule = {
  id: 'model/memory-utilization',
  title: 'A vLLM server must leave GPU memory free for its startup',
  severity: 'warning',
  why: `The memory profiling of vLLM underestimates the need. Above ${maxCertainUtilization} (${smallShare} on small GPUs) some starts run out of GPU memory during warm-up.`,
  source: 'llm-d/llm-d#787; kaito-project/kaito pkg/model/interface.go; vLLM 0.32 config/cache.py (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --gpu-memory-utilization=0.97' }) },
  good: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --gpu-memory-utilization=0.9' }) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const share = Number(flagOf(engine, 'gpu-memory-utilization') ?? Number.NaN);
      const { pod } = engine.container;
      const sizes = candidatePools(picture, pod)?.flatMap(({ vmSize }) => vmSize?.gpu?.memoryGb ?? []) ?? [];
      const isSmall = sizes.some((gb) => gb <= smallGpuGb);
      const maximum = isSmall ? smallShare : maxCertainUtilization;
      if (engine.type !== 'vllm' || Number.isNaN(share) || share <= maximum || isMeasured(engine)) return [];
      return [
        {
          in: pod.owner,
          field: engine.paths.get('gpu-memory-utilization')!,
          message: `--gpu-memory-utilization is ${share}, so vLLM can run out of GPU memory during warm-up.`,
          expected: `at most ${maximum}${isSmall ? ` on GPUs up to ${smallGpuGb} GB` : ''}`,
          fix: 'Lower --gpu-memory-utilization. If the KV cache becomes too small, lower --max-model-len too.',
        },
      ];
    }),
};
