import { findVmSize, vmSizeNames } from '../../facts/vm-sizes';
import { weightMarginShare } from './footprint';
import { missingKernels } from './kernels';
import { contextTokensOf, fits, maxNodes, type ServingPlan } from './serving-plan';
import { tensorParallelProblem, validTensorParallelSizes } from './tensor-parallel';

/** A VM size of which one node holds a model. */
export interface OneNode {
  readonly name: string;
  readonly gpus: number;
}

/** VM sizes of the table of which one node holds the plan's model with room to spare, those with the least GPU memory first. */
export function sizesForOneNode(plan: ServingPlan): readonly OneNode[] {
  const { model, dataParallelSize: _, ...rest } = plan;
  return vmSizeNames
    .flatMap((name) => {
      const vmSize = findVmSize(name)!;
      const { gpu } = vmSize;
      if (gpu === undefined || missingKernels(model, gpu, plan).length > 0) return [];
      const gpus = validTensorParallelSizes(model, gpu.count).find((tensorParallelSize) =>
        fits({ ...rest, model, vmSize, tensorParallelSize, nodes: 1 }, weightMarginShare),
      );
      return gpus === undefined ? [] : [{ name, gpus, memoryGb: gpu.count * gpu.memoryGb }];
    })
    .sort((a, b) => a.memoryGb - b.memoryGb)
    .map(({ name, gpus }) => ({ name, gpus }));
}

/** Ways out that a message names; more would be a table. */
const maxAlternatives = 3;
/** A size is no way out if it then holds hardly more than the weights, tokens. */
const leastContext = 8192;

/**
 * What else would hold a model that does not fit, as a sentence: with the context that is wanted, or if nothing holds that, with a short
 * one, and then it says so.
 */
export function waysOut(plan: ServingPlan): string {
  const ways = waysFor(plan);
  if (ways.length > 0) return `Use ${ways.join(', or ')}.`;
  const short = Math.min(leastContext, plan.model.maxPositions);
  const shorter = contextTokensOf(plan) > short ? waysFor({ ...plan, maxModelLen: short }) : [];
  return shorter.length === 0
    ? 'Use a quantized variant of the model, or GPUs with more memory.'
    : `Use maxModelLen: ${short} on ${shorter.join(', or ')}.`;
}

function waysFor(plan: ServingPlan): readonly string[] {
  const found = sizesForOneNode(plan).filter(
    ({ name, gpus }) => name !== plan.vmSize.name || gpus !== plan.tensorParallelSize,
  );
  const ways = found.slice(0, maxAlternatives).map((way) => wayOf(way, plan));
  const nodes = nodesNeeded(plan);
  const isOwnSizeEnough = found.some(({ name }) => name === plan.vmSize.name);
  if (nodes !== undefined && !isOwnSizeEnough) ways.push(`nodes: ${nodes} of ${plan.vmSize.name}`);
  const quantized = quantizedWay(plan);
  if (quantized !== undefined && quantized.name !== found[0]?.name) {
    ways.push(`quantization: 'fp8' on ${wayOf(quantized, plan)}`);
  }
  return ways;
}

function wayOf({ name, gpus }: OneNode, { isTensorParallelSizeSaid }: ServingPlan): string {
  const size = isTensorParallelSizeSaid ? ` and tensorParallelSize: ${gpus}` : '';
  return `${name} with gpus: ${gpus}${size}`;
}

/** The smallest node for the weights in fp8, where they are not quantized yet. */
function quantizedWay(plan: ServingPlan): OneNode | undefined {
  if (plan.model.quantization !== undefined || plan.quantization !== undefined) return undefined;
  return sizesForOneNode({ ...plan, quantization: 'fp8' })[0];
}

/** Nodes of the plan's own size that hold the model together; undefined if they would be too many. */
function nodesNeeded(plan: ServingPlan): number | undefined {
  const tensorParallelSize = plan.vmSize.gpu?.count ?? 0;
  if (tensorParallelProblem(plan.model, tensorParallelSize) !== undefined) return undefined;
  for (let nodes = 2; nodes <= maxNodes; nodes++) {
    if (fits({ ...plan, nodes, tensorParallelSize }, weightMarginShare)) return nodes;
  }
  return undefined;
}
