import type { Rule } from '../../rule';
import { enginesOf, flagOf } from '../../views/engine-arguments';
import { gpusOf } from '../../views/pods';
import { vllmExample } from '../example-manifests';

export const parallelSize: Rule = {
  id: 'model/parallel-size',
  title: 'An engine uses the GPUs that its container has',
  severity: 'error',
  why: 'More ranks than GPUs stop the engine at its start; fewer leave GPUs idle that are paid for.',
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
      // Ray, and engines that find each other, place their ranks by themselves.
      const isSpread =
        flagOf(engine, 'distributed-executor-backend') === 'ray' ||
        [...engine.flags.keys()].some((name) => spreading.test(name));
      if (isSpread) return [];
      const ranks =
        (number('tensor-parallel-size') ?? 1) *
        (number('pipeline-parallel-size') ?? 1) *
        (number('data-parallel-size-local') ?? number('data-parallel-size') ?? 1);
      const wanted = ranks / (number('nnodes') ?? 1);
      if (!Number.isInteger(wanted) || wanted < 1 || wanted === gpus) return [];
      return [
        {
          in: engine.container.pod.owner,
          field: engine.paths.get('tensor-parallel-size') ?? `${engine.container.path}.args`,
          message: `for ${wanted} GPU${wanted === 1 ? '' : 's'}; the container has ${gpus}`,
          expected: `for ${gpus}`,
          fix: `Set --tensor-parallel-size so that it uses ${gpus}, or ask for ${wanted}.`,
        },
      ];
    }),
};

const spreading =
  /^(?:data-parallel-(?:address|backend|rank|start-rank|external-lb|hybrid-lb|rpc-port)|prefill-context-parallel-size)$/;
