import type { ProblemList } from '../../problems/problem-list';
import { longestContext } from './footprint';
import {
  contextTokensOf,
  fits,
  gpuMemoryOf,
  parallelismOf,
  requestBytesOf,
  type ServingPlan,
} from './serving-plan';
import { waysOut } from './ways-out';
import { loadedWeightBytes, quantizationProblem } from './weights';

/**
 * Adds a problem if the engine would stop at its start, after the node, the image and the weights have been waited for: weights above the
 * GPUs' memory, a context above what is left, weights that cannot be quantized so. Nothing is refused that might just fit: what is
 * counted is the least that an engine needs.
 */
export function checkFit(plan: ServingPlan, problems: ProblemList): void {
  const { model, vmSize, tensorParallelSize, dataParallelSize = 1, nodes = 1 } = plan;
  const { gpu } = vmSize;
  if (gpu === undefined) return;
  const quantization = quantizationProblem(model, plan.quantization);
  if (quantization !== undefined) {
    problems.add(
      'quantization',
      quantization,
      model.quantization === undefined
        ? "Leave it out, use 'fp8', which is done at the start, or name a variant whose files are so."
        : 'Leave it out, or name a variant of the model whose files are so.',
    );
    return;
  }
  const memory = gpuMemoryOf(plan);
  if (memory === undefined) return;
  const gpus = tensorParallelSize * nodes;
  const words = `${gpus} x ${gpu.model} ${gpu.memoryGb} GB`;
  const each = dataParallelSize === 1 ? '' : ` for each of ${dataParallelSize} engines`;
  if (memory.cacheBytes <= 0) {
    const room = memory.weightBytes + memory.cacheBytes;
    problems.add(
      'model',
      `${model.id} needs ${toGiB(loadedWeightBytes(model, plan)!)} GiB for weights; ${words} (${vmSize.name}) have ${toGiB(Math.max(0, room) * gpus)} GiB for them${each}`,
      waysOut(plan),
    );
    return;
  }
  checkContext(plan, memory.cacheBytes, `${words}${each}`, problems);
}

function checkContext(plan: ServingPlan, left: number, words: string, problems: ProblemList): void {
  const { model, kvCacheDtype } = plan;
  const wanted = contextTokensOf(plan);
  if (wanted > model.maxPositions) {
    problems.add(
      'maxModelLen',
      `${wanted} tokens are more than ${model.id} was made for: ${model.maxPositions}`,
      `Give at most ${model.maxPositions}, or leave it out.`,
    );
    return;
  }
  const needed = requestBytesOf(plan);
  if (needed <= left) return;
  const longest = roundDown(longestContext(model, left, parallelismOf(plan), plan));
  const halved =
    kvCacheDtype === undefined &&
    Number.parseFloat(plan.vmSize.gpu!.computeCapability) >= 8 &&
    fits({ ...plan, kvCacheDtype: 'fp8' });
  const ways = [
    ...(longest > 0 ? [`Give at most ${longest}`] : []),
    ...(halved ? ["set kvCacheDtype to 'fp8'"] : []),
    lowerFirst(waysOut(plan)),
  ];
  problems.add(
    'maxModelLen',
    `a context of ${wanted} tokens${plan.maxModelLen === undefined ? " (the model's own)" : ''} needs ${toGiB(needed)} GiB on each GPU; ${words} have ${toGiB(left)} GiB left beside the weights of ${model.id}`,
    upperFirst(ways.join(', or ')),
  );
}

function toGiB(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}

/** A length that one would write. */
function roundDown(tokens: number): number {
  const step = tokens >= 4096 ? 1024 : 16;
  return Math.floor(tokens / step) * step;
}

function lowerFirst(text: string): string {
  return `${text[0]!.toLowerCase()}${text.slice(1)}`;
}

function upperFirst(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
