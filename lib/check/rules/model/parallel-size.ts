import type { Rule } from '../../rule';
import { enginesOf, flagOf } from '../../views/engine-arguments';
import { gpusOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const parallelSize: Rule = {
  id: 'model/parallel-size',
  title: 'A vLLM server must use all GPUs of its container',
  severity: 'error',
  why: 'With more ranks than GPUs vLLM exits at startup. With fewer ranks, paid GPUs are idle.',
  source: 'docs.vllm.ai/en/latest/serving/parallelism_scaling (2026-11)',
  needs: ['kubernetes'],
  bad: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --tensor-parallel-size=4', gpus: 2 }) },
  good: { kubernetes: vllmExample({ args: '--model=microsoft/phi-4, --tensor-parallel-size=2', gpus: 2 }) },
  check: (picture) =>
    enginesOf(picture).flatMap((engine) => {
      const gpus = gpusOf(engine.container);
      if (engine.type !== 'vllm' || engine.isOpaque || gpus === undefined) return [];
      const number = (name: string): number | undefined => {
        const text = flagOf(engine, name);
        return text === undefined ? undefined : Number(text);
      };
      // Ray and engines that discover each other place their ranks themselves.
      const isSpread =
        flagOf(engine, 'distributed-executor-backend') === 'ray' ||
        [...engine.flags.keys()].some((name) => spreading.test(name));
      if (isSpread) return [];
      const ranks =
        (number('tensor-parallel-size') ?? 1) *
        (number('pipeline-parallel-size') ?? 1) *
        (number('data-parallel-size-local') ?? number('data-parallel-size') ?? 1);
      const used = ranks / (number('nnodes') ?? 1);
      if (!Number.isInteger(used) || used < 1 || used === gpus) return [];
      return [
        {
          in: engine.container.pod.owner,
          field: engine.paths.get('tensor-parallel-size') ?? `${engine.container.path}.args`,
          message: `The arguments use ${used} GPU${used === 1 ? '' : 's'} but the container has ${gpus}, so ${used > gpus ? 'vLLM exits at startup' : `${gpus - used} of them ${gpus - used === 1 ? 'is' : 'are'} idle`}.`,
          expected: `arguments for ${gpus} GPU${gpus === 1 ? '' : 's'}`,
          fix: `Set --tensor-parallel-size so that vLLM uses ${gpus}, or request ${used}.`,
        },
      ];
    }),
};

const spreading =
  /^(?:data-parallel-(?:address|backend|rank|start-rank|external-lb|hybrid-lb|rpc-port)|prefill-context-parallel-size)$/;
