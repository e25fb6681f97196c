import { countOf } from '../../../engine/inference/vllm-number';
import { checkFit } from '../../../engine/sizing/check-fit';
import type { ServingPlan } from '../../../engine/sizing/serving-plan';
import { tensorParallelProblem } from '../../../engine/sizing/tensor-parallel';
import { findEngineVersion } from '../../../facts/engine-versions';
import { findModel } from '../../../facts/models';
import { ProblemList } from '../../../problems/problem-list';
import type { Rule } from '../../rule';
import { candidatePools } from '../../views/candidate-pools';
import { type Engine, enginesOf, flagOf, modelOf } from '../../views/engine-arguments';
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
    enginesOf(picture).flatMap((engine) => {
      const { pod } = engine.container;
      const plan = planOf(engine);
      const pools = candidatePools(picture, pod);
      if (plan === undefined || pools === undefined) return [];
      const wrong = pools.flatMap(({ vmSize, name }) => {
        if (vmSize?.gpu === undefined) return [];
        const problems = ProblemList.create();
        checkFit({ ...plan, vmSize }, problems);
        return problems.problems.slice(0, 1).map((problem) => ({ ...problem, pool: name }));
      });
      const gpuPools = pools.filter(({ vmSize }) => vmSize === undefined || vmSize.gpu !== undefined);
      // One pool with enough memory is sufficient.
      if (gpuPools.length === 0 || wrong.length < gpuPools.length) return [];
      const { path, message, fix, pool: name } = wrong[0]!;
      return [
        {
          in: pod.owner,
          field: engine.paths.get(flagNames[path] ?? '') ?? `${engine.container.path}.args`,
          message:
            path === 'quantization'
              ? `vLLM cannot load the model: ${message}.`
              : `The model does not fit the GPUs of node pool ${name ?? '?'}: ${message}.`,
          expected:
            path === 'quantization'
              ? 'the quantization of the model files'
              : 'weights and context within the GPU memory',
          fix,
        },
      ];
    }),
};

const flagNames: Readonly<Record<string, string>> = {
  maxModelLen: 'max-model-len',
  quantization: 'quantization',
  dtype: 'dtype',
  kvCacheDtype: 'kv-cache-dtype',
};

/** The serving plan of the arguments; undefined if a flag makes the memory use unpredictable. */
function planOf(engine: Engine): Omit<ServingPlan, 'vmSize'> | undefined {
  const model = findModel(modelOf(engine) ?? '');
  const hasOffload = [...engine.flags.keys()].some((name) =>
    /offload|kv-cache-memory|hf-overrides|rope-scaling|data-parallel|expert-parallel/.test(name),
  );
  if (engine.type !== 'vllm' || engine.isOpaque || model === undefined || hasOffload) return undefined;
  const engineVersion = versionOf(engine.container.image);
  const facts = findEngineVersion(engineVersion);
  if (facts === undefined) return undefined;
  const number = (name: string): number | undefined => {
    const text = flagOf(engine, name);
    return text === undefined || text === 'auto' ? undefined : countOf(text);
  };
  const numbers = {
    tensorParallelSize: number('tensor-parallel-size') ?? 1,
    nodes: number('pipeline-parallel-size') ?? 1,
    maxModelLen: flagOf(engine, 'max-model-len') === 'auto' ? 1 : number('max-model-len'),
    maxNumSeqs: number('max-num-seqs'),
    maxNumBatchedTokens: number('max-num-batched-tokens'),
    gpuMemoryUtilization: number('gpu-memory-utilization') ?? facts.gpuMemoryUtilization,
  };
  if (Object.values(numbers).some((value) => value !== undefined && !(value > 0))) return undefined;
  // Separate rules report these.
  if ((numbers.maxModelLen ?? 0) > model.maxPositions) return undefined;
  if (tensorParallelProblem(model, numbers.tensorParallelSize) !== undefined) return undefined;
  const dtype = flagOf(engine, 'dtype');
  const isDtype = (value: unknown): value is 'bfloat16' | 'float16' | 'float32' =>
    ['bfloat16', 'float16', 'float32'].includes(String(value));
  const kvCacheDtype = flagOf(engine, 'kv-cache-dtype');
  return {
    model,
    ...numbers,
    engineVersion,
    enforceEager: flagOf(engine, 'enforce-eager') !== undefined,
    quantization: flagOf(engine, 'quantization'),
    kvCacheDtype: kvCacheDtype === 'auto' ? undefined : kvCacheDtype,
    dtype: dtype === 'half' ? 'float16' : isDtype(dtype) ? dtype : undefined,
  };
}

/** Version of vLLM in the tag of an image; undefined if the tag has none, such as that of another image. */
function versionOf(image = ''): string | undefined {
  return /vllm-openai:(v?\d+\.\d+[^@]*)/.exec(image)?.[1];
}
