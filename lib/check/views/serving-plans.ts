import { argumentSettings } from '../../engine/inference/argument-settings';
import { engineVersionOfImage } from '../../engine/inference/engine-version';
import { defaultLoraRank } from '../../engine/inference/lora-adapters';
import { uncountedArgument } from '../../engine/inference/uncounted-flags';
import { countOf } from '../../engine/inference/vllm-number';
import type { ServingPlan } from '../../engine/sizing/serving-plan';
import { tensorParallelProblem } from '../../engine/sizing/tensor-parallel';
import { findEngineVersion, oldestEngineVersion } from '../../facts/engine-versions';
import type { ModelFacts } from '../../facts/model-facts';
import { findModel } from '../../facts/models';
import { ProblemList } from '../../problems/problem-list';
import { listAt } from '../../values/json';
import { type Engine, flagOf, modelOf } from './engine-arguments';

/**
 * The plan of a vLLM server, without its VM size, or the fact that is unknown, as part of a
 * sentence.
 */
export type ReadPlan =
  | { readonly plan: Omit<ServingPlan, 'vmSize'> }
  | {
      /** `the model example/x is not in the table`. */
      readonly unknown: string;
    };

/**
 * Reads the plan of a vLLM server from its image and arguments. Undefined for other engines, and
 * for arguments that other rules report: a context above the model's maximum, and a tensor-parallel
 * size that does not divide the model.
 */
export function servingPlanOf(engine: Engine): ReadPlan | undefined {
  if (engine.type !== 'vllm') return undefined;
  if (engine.isOpaque) return { unknown: 'a shell or a template contains its arguments' };
  const id = modelOf(engine);
  const model = findModel(id ?? '');
  if (model === undefined) {
    return { unknown: id === undefined ? 'its arguments name no model' : `the table has no model ${id}` };
  }
  const unpredictable = unpredictableFlag(engine, model);
  if (unpredictable !== undefined) {
    return { unknown: `the estimate does not cover --${unpredictable} with this model` };
  }
  return planOf(engine, model);
}

/**
 * Flags that the estimate does not count, and a file with any of them. Several engines divide
 * experts among all of their GPUs. A dense model is whole in each engine.
 */
function unpredictableFlag({ flags }: Engine, { experts }: ModelFacts): string | undefined {
  return [...flags.keys()].find(
    (name) =>
      uncountedArgument([`--${name}`]) !== undefined ||
      name === 'config' ||
      (experts !== undefined && name.startsWith('data-parallel')),
  );
}

function planOf(engine: Engine, model: ModelFacts): ReadPlan | undefined {
  const { image = '' } = engine.container;
  const engineVersion = engineVersionOfImage(image);
  const facts = findEngineVersion(engineVersion ?? '');
  if (engineVersion === undefined) return { unknown: `the image ${image} names no version of vLLM` };
  if (facts === undefined) {
    return { unknown: `the memory of vLLM ${engineVersion}, before ${oldestEngineVersion}, is not known` };
  }
  const isAuto = isAutomatic(flagOf(engine, 'max-model-len'));
  const numbers = {
    tensorParallelSize: numberOf(engine, 'tensor-parallel-size') ?? 1,
    nodes: numberOf(engine, 'pipeline-parallel-size') ?? 1,
    maxModelLen: isAuto ? 1 : numberOf(engine, 'max-model-len'),
    maxNumSeqs: numberOf(engine, 'max-num-seqs'),
    gpuMemoryUtilization: numberOf(engine, 'gpu-memory-utilization') ?? facts.gpuMemoryUtilization,
  };
  const lora = loraOf(engine);
  const problems = ProblemList.create();
  const { unknownDraft, ...fromArguments } = argumentSettings(wordsOf(engine), problems);
  const wrong = Object.values({ ...numbers, ...lora }).some((value) => value !== undefined && !(value > 0));
  if (wrong || problems.problems.length > 0) return { unknown: 'an argument has no value that vLLM accepts' };
  if ((numbers.maxModelLen ?? 0) > model.maxPositions) return undefined;
  if (tensorParallelProblem(model, numbers.tensorParallelSize, fromArguments) !== undefined) return undefined;
  if (unknownDraft !== undefined)
    return { unknown: `the size of its draft ${unknownDraft.name} is not known` };
  const kvCacheDtype = flagOf(engine, 'kv-cache-dtype');
  return {
    plan: {
      model: isPooling(engine) ? { ...model, task: 'embed' } : model,
      ...numbers,
      // Without the flag, vLLM uses one GPU, so an alternative has to contain it.
      isTensorParallelSizeFixed: true,
      engineVersion,
      ...fromArguments,
      quantization: flagOf(engine, 'quantization'),
      kvCacheDtype: kvCacheDtype === 'auto' ? undefined : kvCacheDtype,
      dtype: dtypes[flagOf(engine, 'dtype') ?? 'auto'],
      lora,
    },
  };
}

type Dtype = ServingPlan['dtype'];

/** Data types of `--dtype` but `auto`. Source: vLLM `engine/arg_utils.py` (2026-11). */
export const dtypes: Readonly<Record<string, Dtype>> = {
  bfloat16: 'bfloat16',
  float16: 'float16',
  half: 'float16',
  float32: 'float32',
  float: 'float32',
};

function numberOf(engine: Engine, name: string): number | undefined {
  const text = flagOf(engine, name);
  return isAutomatic(text) || text === undefined ? undefined : countOf(text);
}

/** Values for which the engine finds the longest context that fits. */
function isAutomatic(text: string | undefined): boolean {
  return text === 'auto' || text === '-1';
}

/** Words of the command line. */
function wordsOf({ container: { json } }: Engine): readonly string[] {
  return ['command', 'args'].flatMap((field) => listAt(json, field)).map(String);
}

function isPooling(engine: Engine): boolean {
  return (
    flagOf(engine, 'runner') === 'pooling' ||
    /^(?:embed|embedding|score|classify)$/.test(flagOf(engine, 'task') ?? '')
  );
}

/** Default of `--max-loras`. Source: vLLM 0.32 `config/lora.py` (2026-11). */
const defaultAdapters = 1;

function loraOf(engine: Engine): ServingPlan['lora'] {
  if (!engine.flags.has('enable-lora')) return undefined;
  const adapters = numberOf(engine, 'max-loras') ?? defaultAdapters;
  const rank = numberOf(engine, 'max-lora-rank') ?? defaultLoraRank;
  return { adapters, rank };
}
