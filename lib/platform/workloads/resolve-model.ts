import type { InferenceServerDefinition } from '../../definition/inference-definition';
import { checkFit } from '../../engine/sizing/check-fit';
import { safeGpuMemoryUtilization } from '../../engine/sizing/engine-settings';
import { modelFromHuggingFaceConfig } from '../../engine/sizing/hugging-face-config';
import { missingKernels } from '../../engine/sizing/kernels';
import { findSizing, type Sizing } from '../../engine/sizing/size-inference-server';
import {
  largestTensorParallelSize,
  tensorParallelProblem,
  validTensorParallelSizes,
} from '../../engine/sizing/tensor-parallel';
import type { ModelFacts } from '../../facts/model-facts';
import { findModel, unknownModel } from '../../facts/models';
import { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { ResolvedNodePool } from '../resolved-node-pool';

const gib = 2 ** 30;
/** To go on with after a problem, so that the others are found too. */
const standInGiB = 1;
/** No node has more. */
const maxGpus = 8;

/** How a server's model runs on each of its pools. */
export interface ResolvedModel {
  readonly modelSizeGiB: number;
  /** GPUs of a pod. */
  readonly gpus: number;
  readonly tensorParallelSize: number;
  readonly dataParallelSize: number;
  readonly gpuMemoryUtilization: number;
  /** On the pool with the least memory. Undefined for a model that is not checked, and after a problem. */
  readonly sizing: Sizing | undefined;
}

/** The GPUs of a server and what its model needs of them; what is known of the model is checked against each of its pools. */
export function resolveModel(
  definition: InferenceServerDefinition,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): ResolvedModel {
  checkGate(definition, problems);
  const facts = factsOf(definition, problems);
  const gpuMemoryUtilization = definition.gpuMemoryUtilization ?? safeUtilizationOn(pools);
  const gpus = definition.gpus ?? defaultGpus(definition, facts, gpuMemoryUtilization, pools);
  const sizes = engineSizes(definition, facts, gpus, problems);
  const plan = { gpus, ...sizes, gpuMemoryUtilization };
  if (facts !== undefined) checkModel(definition, facts, plan, pools, problems);
  const { weightsBytes } = facts ?? findModel(definition.model) ?? {};
  const modelSizeGiB =
    definition.modelSizeGiB ?? (weightsBytes && Math.round((weightsBytes / gib) * 10) / 10);
  return {
    ...plan,
    modelSizeGiB: modelSizeGiB ?? standInGiB,
    sizing: sizingOn(definition, facts, plan, pools),
  };
}

/** What is asked of every pool must be safe on each. */
function safeUtilizationOn(pools: readonly ResolvedNodePool[]): number {
  const gpus = pools.flatMap(({ vmSize }) => vmSize.gpu ?? []);
  return Math.min(0.9, ...gpus.map(safeGpuMemoryUtilization));
}

/**
 * GPUs of a replica where the user says none: the fewest that hold the model on each of its pools; with several nodes, all of a
 * node's.
 */
function defaultGpus(
  definition: InferenceServerDefinition,
  model: ModelFacts | undefined,
  gpuMemoryUtilization: number,
  pools: readonly ResolvedNodePool[],
): number {
  const { nodes = 1, tensorParallelSize } = definition;
  if (nodes > 1) return pools[0]?.vmSize.gpu?.count ?? 1;
  if (tensorParallelSize !== undefined) return tensorParallelSize;
  if (model === undefined) return 1;
  const sizes = pools.map(
    ({ vmSize }) =>
      findSizing({ ...settingsOf(definition), model, vmSize, nodes, gpuMemoryUtilization })?.gpus ??
      // What comes nearest: its numbers say why nothing fits.
      validTensorParallelSizes(model, Math.min(maxGpus, vmSize.gpu?.count ?? 1)).at(-1) ??
      1,
  );
  return Math.max(1, ...sizes);
}

/** Engines of a replica. More than one only where the user says how many GPUs it has. */
export function enginesOf(definition: InferenceServerDefinition): number {
  const { gpus } = definition;
  const quiet = ProblemList.create();
  return gpus === undefined
    ? 1
    : engineSizes(definition, factsOf(definition, quiet), gpus, quiet).dataParallelSize;
}

function engineSizes(
  { nodes = 1, tensorParallelSize }: InferenceServerDefinition,
  model: ModelFacts | undefined,
  gpus: number,
  problems: ProblemList,
): { readonly tensorParallelSize: number; readonly dataParallelSize: number } {
  const alone = { tensorParallelSize: gpus, dataParallelSize: 1 };
  if (!(Number.isInteger(gpus) && gpus >= 1 && gpus <= maxGpus)) return alone;
  if (tensorParallelSize === undefined) {
    if (nodes > 1 || model === undefined) return alone;
    const size = largestTensorParallelSize(model, gpus);
    return { tensorParallelSize: size, dataParallelSize: gpus / size };
  }
  requireInteger(problems, 'tensorParallelSize', tensorParallelSize, { min: 1, max: maxGpus, unit: 'GPUs' });
  if (nodes > 1 && tensorParallelSize !== gpus) {
    const message = `${tensorParallelSize} are not the ${gpus} GPUs of a node, and ${nodes} nodes share one engine`;
    problems.add('tensorParallelSize', message, 'Leave it out.');
    return alone;
  }
  if (gpus % tensorParallelSize !== 0) {
    const message = `the GPUs of a replica (${gpus}) cannot be given out in groups of ${tensorParallelSize}`;
    problems.add('tensorParallelSize', message, 'Give a size that divides gpus, or leave one of them out.');
    return alone;
  }
  return { tensorParallelSize, dataParallelSize: gpus / tensorParallelSize };
}

/** On the pool with the least memory: what is told has to be true on each. */
function sizingOn(
  definition: InferenceServerDefinition,
  model: ModelFacts | undefined,
  plan: Pick<ResolvedModel, 'gpus' | 'tensorParallelSize' | 'gpuMemoryUtilization'>,
  pools: readonly ResolvedNodePool[],
): Sizing | undefined {
  if (model === undefined || isUnknowable(definition)) return undefined;
  const { nodes = 1 } = definition;
  const sizings = pools.flatMap(
    ({ vmSize }) => findSizing({ ...settingsOf(definition), ...plan, model, vmSize, nodes }) ?? [],
  );
  return sizings.length < pools.length
    ? undefined
    : [...sizings].sort((a, b) => a.cacheBytes - b.cacheBytes)[0];
}

function settingsOf(definition: InferenceServerDefinition) {
  const { maxModelLen, maxNumSeqs, kvCacheDtype, dtype, quantization } = definition;
  return { maxModelLen, maxNumSeqs, kvCacheDtype, dtype, quantization };
}

/** Partly in the node's memory, or with a cache of its own size: what remains on the GPU is then not known here. */
function isUnknowable({ extraArgs = [] }: InferenceServerDefinition): boolean {
  return extraArgs.some((argument) => /offload|kv-cache-memory/.test(argument));
}

function factsOf(definition: InferenceServerDefinition, problems: ProblemList): ModelFacts | undefined {
  const { model, huggingFaceConfig, modelSizeGiB, fit } = definition;
  const wanted = (why: string): void =>
    problems.add('modelSizeGiB', `it is missing, and ${why}`, 'Give the sum of its safetensors in GiB.');
  if (fit === 'unchecked') {
    const known = findModel(model);
    if (known === undefined && modelSizeGiB === undefined) {
      wanted(`"${model}" is not among the models whose size is known`);
    }
    return undefined;
  }
  // What is wrong with the size is told at the server.
  if (modelSizeGiB !== undefined && !(modelSizeGiB > 0 && Number.isFinite(modelSizeGiB))) return undefined;
  if (huggingFaceConfig === undefined) {
    const known = findModel(model);
    if (known === undefined) {
      const { message, fix } = unknownModel(
        model,
        "the content of its config.json as huggingFaceConfig with modelSizeGiB, or set fit to 'unchecked'.",
      );
      problems.add('model', message, fix);
      return undefined;
    }
    checkKnownSize(known, modelSizeGiB, problems);
    return known;
  }
  if (modelSizeGiB === undefined) {
    wanted('a config.json does not say it');
    return undefined;
  }
  return modelFromHuggingFaceConfig(
    huggingFaceConfig,
    { id: model, weightsBytes: Math.max(1, Math.round(modelSizeGiB * gib)) },
    problems.at('huggingFaceConfig'),
  );
}

/** Sizes of one model's files differ by how they are counted, not by more than this. */
const sizeTolerance = 0.1;

/** Files of another size are another model: quantized by somebody, or of other layers. */
function checkKnownSize(known: ModelFacts, modelSizeGiB: number | undefined, problems: ProblemList): void {
  if (modelSizeGiB === undefined) return;
  const knownGiB = known.weightsBytes / gib;
  if (Math.abs(modelSizeGiB - knownGiB) <= knownGiB * sizeTolerance) return;
  problems.add(
    'modelSizeGiB',
    `${modelSizeGiB} GiB are not the size of ${known.id}: ${knownGiB.toFixed(1)} GiB`,
    'Leave it out; or if these are other files, give their own name as model, and their config.json as huggingFaceConfig.',
  );
}

/** Whether it is checked or not, and whatever its facts come from: without a token the download ends with a 401. */
function checkGate(definition: InferenceServerDefinition, problems: ProblemList): void {
  const known = findModel(definition.model);
  const source = definition.source?.type ?? 'hugging-face';
  if (known?.gated !== true || source !== 'hugging-face') return;
  if (definition.huggingFaceTokenSecret !== undefined) return;
  problems.add(
    'huggingFaceTokenSecret',
    `${known.id} is downloaded with the token of somebody who accepted its licence`,
    'Give the Key Vault secret with a token, or the model from another source.',
  );
}

function checkModel(
  definition: InferenceServerDefinition,
  model: ModelFacts,
  plan: Pick<ResolvedModel, 'gpus' | 'tensorParallelSize' | 'dataParallelSize' | 'gpuMemoryUtilization'>,
  pools: readonly ResolvedNodePool[],
  problems: ProblemList,
): void {
  const { tensorParallelSize, gpus } = plan;
  const { nodes = 1 } = definition;
  const isSound = [tensorParallelSize, gpus, nodes].every((size) => Number.isInteger(size) && size >= 1);
  if (!isSound || gpus > maxGpus) return;
  for (const { vmSize } of pools) {
    const { gpu } = vmSize;
    if (gpu === undefined || gpus > gpu.count) continue;
    for (const { key, message, fix } of missingKernels(model, gpu, settingsOf(definition))) {
      // Types that the definition itself says are looked at with the options.
      if (key === 'quantization' || definition[key] === undefined) problems.add(key, message, fix);
    }
    const division = tensorParallelProblem(model, tensorParallelSize);
    if (division !== undefined && nodes > 1) {
      problems.add(
        'nodes',
        `${model.id} cannot run on ${gpus} GPUs of each node: ${division}`,
        `Take a VM size with ${validTensorParallelSizes(model, maxGpus).join(', ')} GPUs, or one node.`,
      );
      continue;
    }
    if (division !== undefined) {
      problems.add(
        definition.tensorParallelSize === undefined ? 'gpus' : 'tensorParallelSize',
        `${model.id} cannot run on ${tensorParallelSize} GPUs: ${division}`,
        `Give one of ${validTensorParallelSizes(model, gpu.count).join(', ')}.`,
      );
      continue;
    }
    if (isUnknowable(definition)) continue;
    const { dataParallelSize, gpuMemoryUtilization } = plan;
    const parallel = {
      tensorParallelSize,
      dataParallelSize,
      nodes,
      gpuMemoryUtilization,
      isTensorParallelSizeSaid: definition.tensorParallelSize !== undefined,
    };
    checkFit({ ...settingsOf(definition), ...parallel, model, vmSize }, problems);
  }
}
