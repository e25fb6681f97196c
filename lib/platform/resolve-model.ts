import type { InferenceServerDefinition } from '../definition/inference-definition';
import { checkFit } from '../gpu/check-fit';
import { modelFromHuggingFaceConfig } from '../gpu/hugging-face-config';
import type { ModelFacts } from '../gpu/model-facts';
import { findModel } from '../gpu/models';
import { type Sizing, sizeInferenceServer } from '../gpu/size-inference-server';
import { ProblemList } from '../problems/problem-list';
import type { ResolvedNodePool } from './resolved-node-pool';

const gib = 2 ** 30;
/** To go on with after a problem, so that the others are found too. */
const standInGiB = 1;

/** What a model runs on. */
export interface ModelPlan {
  readonly gpus: number;
  readonly nodes: number;
  readonly gpuMemoryUtilization: number;
  readonly pools: readonly ResolvedNodePool[];
}

/** The size of a server's model; what is known of it is checked against each of its pools. */
export function resolveModel(
  definition: InferenceServerDefinition,
  plan: ModelPlan,
  problems: ProblemList,
): { readonly modelSizeGiB: number; readonly sizing: Sizing | undefined } {
  const facts = factsOf(definition, problems);
  if (facts !== undefined) checkModel(definition, facts, plan, problems);
  const modelSizeGiB = definition.modelSizeGiB ?? (facts && Math.round((facts.weightsBytes / gib) * 10) / 10);
  if (modelSizeGiB === undefined && definition.huggingFaceConfig === undefined) {
    problems.add(
      'modelSizeGiB',
      `it is missing, and "${definition.model}" is not among the models whose size is known`,
      'Give the sum of its safetensors in GiB.',
    );
  }
  return { modelSizeGiB: modelSizeGiB ?? standInGiB, sizing: sizingOn(definition, facts, plan) };
}

/** On the pool with the least memory: what is told has to be true on each. */
function sizingOn(
  { maxModelLen, kvCacheDtype }: InferenceServerDefinition,
  model: ModelFacts | undefined,
  { gpus, nodes, gpuMemoryUtilization, pools }: ModelPlan,
): Sizing | undefined {
  if (model === undefined) return undefined;
  const sizings = pools.flatMap(
    ({ vmSize }) =>
      sizeInferenceServer({
        model,
        vmSize,
        tensorParallelSize: gpus,
        nodes,
        gpuMemoryUtilization,
        maxModelLen,
        kvCacheDtype,
      }) ?? [],
  );
  return sizings.length < pools.length
    ? undefined
    : [...sizings].sort((a, b) => a.cacheBytes - b.cacheBytes)[0];
}

/**
 * GPUs of a replica where the user says none: the fewest that hold a model that is known, on each of its pools; else one. With several
 * nodes, all of a node's.
 */
export function defaultGpus(
  definition: InferenceServerDefinition,
  nodes: number,
  gpuMemoryUtilization: number,
  pools: readonly ResolvedNodePool[],
): number {
  if (nodes > 1) return pools[0]?.vmSize.gpu?.count ?? 1;
  const model = factsOf(definition, ProblemList.create());
  if (model === undefined) return 1;
  const { maxModelLen, kvCacheDtype } = definition;
  const sizes = pools.map(
    ({ vmSize }) =>
      sizeInferenceServer({ model, vmSize, gpuMemoryUtilization, maxModelLen, kvCacheDtype })
        ?.tensorParallelSize ?? 1,
  );
  return Math.max(1, ...sizes);
}

function factsOf(definition: InferenceServerDefinition, problems: ProblemList): ModelFacts | undefined {
  const { model, huggingFaceConfig, modelSizeGiB } = definition;
  if (huggingFaceConfig === undefined) return findModel(model);
  if (modelSizeGiB === undefined) {
    problems.add(
      'modelSizeGiB',
      'it is missing, and a config.json does not say it',
      'Give the sum of the safetensors in GiB.',
    );
    return undefined;
  }
  return modelFromHuggingFaceConfig(
    huggingFaceConfig,
    { id: model, weightsBytes: Math.round(modelSizeGiB * gib) },
    problems.at('huggingFaceConfig'),
  );
}

function checkModel(
  definition: InferenceServerDefinition,
  model: ModelFacts,
  { gpus, nodes, gpuMemoryUtilization, pools }: ModelPlan,
  problems: ProblemList,
): void {
  const source = definition.source?.type ?? 'hugging-face';
  if (model.gated && source === 'hugging-face' && definition.huggingFaceTokenSecret === undefined) {
    problems.add(
      'huggingFaceTokenSecret',
      `${model.id} is downloaded with the token of somebody who accepted its licence`,
      'Give the Key Vault secret with a token, or the model from another source.',
    );
  }
  // Quantized at the start, or partly in the node's memory: what then remains is not known here.
  const { quantization, extraArgs = [] } = definition;
  const isQuantizedAtStart = quantization !== undefined && quantization !== model.quantization;
  if (isQuantizedAtStart || extraArgs.some((argument) => /offload|kv-cache-memory/.test(argument))) return;
  const { maxModelLen, kvCacheDtype, dtype } = definition;
  for (const { vmSize } of pools) {
    checkFit(
      { model, vmSize, gpus, nodes, gpuMemoryUtilization, maxModelLen, kvCacheDtype, dtype },
      problems,
    );
  }
}
