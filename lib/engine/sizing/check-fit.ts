import type { ProblemList } from '../../problems/problem-list';
import { alternatives } from './alternatives';
import { longestContext } from './footprint';
import { missingKernels } from './kernels';
import {
  contextTokensOf,
  fits,
  gpuMemoryOf,
  parallelismOf,
  requestBytesOf,
  type ServingPlan,
} from './serving-plan';
import { loadedWeightBytes, quantizationProblem } from './weights';

/**
 * Adds a problem if the engine would fail at startup, after the node, the image and the download: weights that exceed the GPU memory, a context that
 * exceeds the remaining memory, an unsupported quantization. The estimate is a minimum, so a model that barely fits is not a problem.
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
        ? "Remove it, use 'fp8', which the engine applies at startup, or use a variant of the model with quantized files."
        : 'Remove it, or use a variant of the model with such files.',
    );
    return;
  }
  const memory = gpuMemoryOf(plan);
  if (memory === undefined) return;
  const gpus = tensorParallelSize * nodes;
  const gpuText = `${gpus} x ${gpu.model} ${gpu.memoryGb} GB`;
  const each = dataParallelSize === 1 ? '' : ` for each of ${dataParallelSize} engines`;
  if (memory.cacheBytes <= 0) {
    const room = memory.weightBytes + memory.cacheBytes;
    problems.add(
      'model',
      `${model.id} needs ${toGiB(loadedWeightBytes(model, plan)!)} GiB for its weights, but ${gpuText} (${vmSize.name}) have ${toGiB(Math.max(0, room) * gpus)} GiB${each}`,
      alternatives(plan),
    );
    return;
  }
  checkContext(plan, memory.cacheBytes, `${gpuText}${each}`, problems);
}

function checkContext(plan: ServingPlan, available: number, gpuText: string, problems: ProblemList): void {
  const { model, kvCacheDtype } = plan;
  const tokens = contextTokensOf(plan);
  if (tokens > model.maxPositions) {
    problems.add(
      'maxModelLen',
      `${tokens} tokens exceed the maximum context of ${model.id}, ${model.maxPositions}`,
      `Set it to ${model.maxPositions} or less, or remove it.`,
    );
    return;
  }
  const needed = requestBytesOf(plan);
  if (needed <= available) return;
  const longest = roundDown(longestContext(model, available, parallelismOf(plan), plan));
  const halved =
    kvCacheDtype === undefined &&
    missingKernels(model, plan.vmSize.gpu!, { ...plan, kvCacheDtype: 'fp8' }).length === 0 &&
    fits({ ...plan, kvCacheDtype: 'fp8' });
  const ways = [
    ...(longest > 0 ? [`Set it to ${longest} or less`] : []),
    ...(halved ? ["set kvCacheDtype to 'fp8'"] : []),
    lowerFirst(alternatives(plan)),
  ];
  problems.add(
    'maxModelLen',
    `a context of ${tokens} tokens${plan.maxModelLen === undefined ? " (the model's maximum)" : ''} needs ${toGiB(needed)} GiB on each GPU, but ${gpuText} have ${toGiB(available)} GiB left after the weights of ${model.id}`,
    upperFirst(ways.join(', or ')),
  );
}

function toGiB(bytes: number): string {
  return (bytes / 2 ** 30).toFixed(1);
}

/** Rounds down to a readable number of tokens. */
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
