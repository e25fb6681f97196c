import { findVmSize, vmSizeNames } from '../../facts/vm-sizes';
import { fits } from './fit';
import { missingKernels } from './kernels';
import { batchOf, contextTokensOf, maxNodes, type ServingPlan } from './serving-plan';
import { tensorParallelProblem, validTensorParallelSizes } from './tensor-parallel';
import { definitionVocabulary, type Vocabulary } from './vocabulary';

/** A VM size on which one node holds a model. */
export interface OneNode {
  readonly name: string;
  readonly gpus: number;
}

/**
 * VM sizes of the table on which one node holds the plan's model above the error band, the smallest
 * GPU memory first.
 */
export function sizesForOneNode(plan: ServingPlan): readonly OneNode[] {
  const { model, dataParallelSize: _, ...rest } = plan;
  return vmSizeNames
    .flatMap((name) => {
      const vmSize = findVmSize(name)!;
      const { gpu } = vmSize;
      // 0: the size needs the GPU Operator, which the reader may not have.
      if (gpu === undefined || gpu.driverBranch === 0) return [];
      if (missingKernels(model, gpu, plan).length > 0) return [];
      const gpus = validTensorParallelSizes(model, gpu.count, plan).find((tensorParallelSize) =>
        fits({ ...rest, model, vmSize, tensorParallelSize, nodes: 1 }),
      );
      return gpus === undefined ? [] : [{ name, gpus, memoryGb: gpu.count * gpu.memoryGb }];
    })
    .sort((a, b) => a.memoryGb - b.memoryGb)
    .map(({ name, gpus }) => ({ name, gpus }));
}

/**
 * Batches that an alternative may have, the largest first. Fewer sequences would leave a GPU idle.
 */
const smallerBatches = [512, 256, 128, 64, 32];

/**
 * The largest smaller `maxNumSeqs` with which the plan fits above the error band; undefined if
 * there is none.
 */
export function smallerBatch(plan: ServingPlan): number | undefined {
  const batch = batchOf(plan);
  if (batch === undefined) return undefined;
  return smallerBatches.find((maxNumSeqs) => maxNumSeqs < batch.maxNumSeqs && fits({ ...plan, maxNumSeqs }));
}

/**
 * The engine's own `maxNumBatchedTokens`, if the plan fits above the error band with it and not
 * with its own larger one.
 */
function defaultBatchTokens(plan: ServingPlan): number | undefined {
  const { maxNumBatchedTokens: given, ...rest } = plan;
  const tokens = batchOf(rest)?.maxNumBatchedTokens;
  return given !== undefined && tokens !== undefined && tokens < given && fits(rest) ? tokens : undefined;
}

/** Maximum alternatives in a message. */
const maxAlternatives = 3;
/** Minimum context of an alternative, tokens: the size must hold more than the weights. */
const minContext = 8192;

/**
 * Alternatives for a model that does not fit, as a sentence: a smaller batch, then other sizes with
 * the context of the plan, otherwise with a shorter context that the sentence contains.
 */
export function alternatives(plan: ServingPlan, vocabulary: Vocabulary = definitionVocabulary): string {
  const found = alternativesFor(plan, vocabulary);
  if (found.length > 0) return `Use ${found.join(', or ')}.`;
  const short = Math.min(minContext, plan.model.maxPositions);
  const shorter =
    contextTokensOf(plan) > short ? alternativesFor({ ...plan, maxModelLen: short }, vocabulary) : [];
  return shorter.length === 0
    ? 'Use a quantized variant of the model, or GPUs with more memory.'
    : `Use ${vocabulary.settings.maxModelLen.withValue(short)} on ${shorter.join(', or ')}.`;
}

function alternativesFor(plan: ServingPlan, { settings }: Vocabulary): readonly string[] {
  const found = sizesForOneNode(plan).filter(
    ({ name, gpus }) => name !== plan.vmSize.name || gpus !== plan.tensorParallelSize,
  );
  const maxNumSeqs = smallerBatch(plan);
  const texts =
    maxNumSeqs === undefined ? [] : [`${plan.vmSize.name} with ${settings.maxNumSeqs.withValue(maxNumSeqs)}`];
  const tokens = defaultBatchTokens(plan);
  if (tokens !== undefined) {
    texts.unshift(`${plan.vmSize.name} with ${settings.maxNumBatchedTokens.withValue(tokens)}`);
  }
  const others = found.filter(isFirstWithItsGpus).slice(0, maxAlternatives);
  texts.push(...others.map(({ name, gpus }) => `${name} with ${gpusText(gpus, plan, settings)}`));
  const nodes = nodesNeeded(plan);
  const isOwnSizeEnough = found.some(({ name }) => name === plan.vmSize.name);
  if (nodes !== undefined && !isOwnSizeEnough) {
    const gpus = plan.isTensorParallelSizeFixed
      ? ` with ${gpusText(plan.vmSize.gpu!.count, plan, settings)}`
      : '';
    texts.push(`${settings.nodes.withValue(nodes)} of ${plan.vmSize.name}${gpus}`);
  }
  const quantized = quantizedAlternative(plan);
  if (quantized !== undefined && quantized.name !== found[0]?.name) {
    const { name, gpus } = quantized;
    texts.push(`${settings.quantization.withValue('fp8')} on ${name} with ${gpusText(gpus, plan, settings)}`);
  }
  return texts;
}

/** Sizes with the same GPUs differ in CPU and memory only, so one of them is enough. */
function isFirstWithItsGpus({ name }: OneNode, index: number, sizes: readonly OneNode[]): boolean {
  return sizes.findIndex((size) => gpusOf(size.name) === gpusOf(name)) === index;
}

function gpusOf(name: string): string {
  const { model, memoryGb, count } = findVmSize(name)!.gpu!;
  return `${count} x ${model} ${memoryGb}`;
}

function gpusText(
  gpus: number,
  { isTensorParallelSizeFixed }: ServingPlan,
  settings: Vocabulary['settings'],
): string {
  const size = isTensorParallelSizeFixed ? ` and ${settings.tensorParallelSize.withValue(gpus)}` : '';
  return `${settings.gpus.withValue(gpus)}${size}`;
}

/** Smallest node for the weights in fp8, if they are not quantized. */
function quantizedAlternative(plan: ServingPlan): OneNode | undefined {
  if (plan.model.quantization !== undefined || plan.quantization !== undefined) return undefined;
  return sizesForOneNode({ ...plan, quantization: 'fp8' })[0];
}

/** Nodes of the plan's size that hold the model together; undefined if they exceed the maximum. */
function nodesNeeded(plan: ServingPlan): number | undefined {
  const tensorParallelSize = plan.vmSize.gpu?.count ?? 0;
  if (tensorParallelProblem(plan.model, tensorParallelSize, plan) !== undefined) return undefined;
  for (let nodes = 2; nodes <= maxNodes; nodes++) {
    if (fits({ ...plan, nodes, tensorParallelSize })) return nodes;
  }
  return undefined;
}
