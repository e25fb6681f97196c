import type { ProblemList } from '../problems/problem-list';
import {
  contextBytesPerGpu,
  engineOverheadBytes,
  longestContext,
  type Parallelism,
  weightBytesPerGpu,
} from './footprint';
import type { ModelFacts } from './model-facts';
import { tensorParallelProblem, validTensorParallelSizes } from './tensor-parallel';
import { usableGpuBytes } from './usable-memory';
import { findVmSize, type VmSize, vmSizeNames } from './vm-sizes';

/** How a server is to run a model. */
export interface PlannedServer {
  readonly model: ModelFacts;
  /** Its pool's. */
  readonly vmSize: VmSize;
  /** GPUs of each node, which is the tensor parallel size. */
  readonly gpus: number;
  /** Default: 1. */
  readonly nodes?: number;
  /** Share of each GPU's memory that the engine takes. */
  readonly gpuMemoryUtilization: number;
  /** Default: the model's own longest context. */
  readonly maxModelLen?: number;
  readonly kvCacheDtype?: string;
  /** Type of activations. Default: the model's own. */
  readonly dtype?: string;
}

/** Ways out that a message names; more would be a table. */
const maxAlternatives = 3;
/** A size is no way out if it then holds hardly more than the weights. */
const leastContext = 8192;

/**
 * Adds a problem if the engine would stop at its start, after the node, the image and the weights have been waited for: weights above the
 * GPUs' memory, a context above what is left, heads that do not divide, a type that the GPU does not have. Nothing is refused that
 * might just fit: what is counted is the least that an engine needs.
 */
export function checkFit(server: PlannedServer, problems: ProblemList): void {
  const { model, vmSize, gpus, nodes = 1 } = server;
  const { gpu } = vmSize;
  if (gpu === undefined) return;
  const divisionProblem = tensorParallelProblem(model, gpus);
  if (divisionProblem !== undefined) {
    problems.add(
      'gpus',
      `${model.id} cannot run on ${gpus} GPUs: ${divisionProblem}`,
      `Give one of ${validTensorParallelSizes(model, gpu.count).join(', ')}.`,
    );
    return;
  }
  if (
    server.dtype === undefined &&
    model.dtype === 'bfloat16' &&
    Number.parseFloat(gpu.computeCapability) < 8
  ) {
    problems.add(
      'dtype',
      `the type of ${model.id} is bfloat16, which ${gpu.model} does not have (compute capability ${gpu.computeCapability}; 8.0 is wanted)`,
      "Set dtype to 'float16', or take GPUs from A10 and A100 on.",
    );
  }
  const parallelism = { tensorParallelSize: gpus, pipelineParallelSize: nodes };
  const usable = usableGpuBytes(gpu) * server.gpuMemoryUtilization - engineOverheadBytes;
  const left = usable - weightBytesPerGpu(model, parallelism);
  const words = `${gpus * nodes} x ${gpu.model} ${gpu.memoryGb} GB`;
  if (left <= 0) {
    problems.add(
      'model',
      `${model.id} needs ${toGiB(model.weightsBytes)} GiB for weights; ${words} (${vmSize.name}) have ${toGiB(usable * gpus * nodes)} GiB for them`,
      waysOut(server),
    );
    return;
  }
  checkContext(server, parallelism, left, words, problems);
}

function checkContext(
  server: PlannedServer,
  parallelism: Parallelism,
  left: number,
  words: string,
  problems: ProblemList,
): void {
  const { model, kvCacheDtype } = server;
  const wanted = server.maxModelLen ?? model.maxPositions;
  if (wanted > model.maxPositions) {
    problems.add(
      'maxModelLen',
      `${wanted} tokens are more than ${model.id} was made for: ${model.maxPositions}`,
      `Give at most ${model.maxPositions}, or leave it out.`,
    );
    return;
  }
  const needed = contextBytesPerGpu(model, wanted, parallelism, kvCacheDtype);
  if (needed <= left) return;
  const longest = longestContext(model, left, parallelism, kvCacheDtype);
  problems.add(
    'maxModelLen',
    `a context of ${wanted} tokens${server.maxModelLen === undefined ? " (the model's own)" : ''} needs ${toGiB(needed)} GiB on each GPU; ${words} have ${toGiB(left)} GiB left beside the weights of ${model.id}`,
    `Give at most ${roundDown(longest)}${kvCacheDtype === undefined ? ", set kvCacheDtype to 'fp8'" : ''}, or ${lowerFirst(waysOut(server, wanted))}`,
  );
}

/** Sizes of the table that hold the model, the smallest first. */
function waysOut(server: PlannedServer, context = Math.min(leastContext, server.model.maxPositions)): string {
  const { model, gpuMemoryUtilization, kvCacheDtype } = server;
  const found = vmSizeNames
    .flatMap((name) => {
      const { gpu } = findVmSize(name)!;
      if (gpu === undefined || Number.parseFloat(gpu.computeCapability) < 8) return [];
      const usable = usableGpuBytes(gpu) * gpuMemoryUtilization - engineOverheadBytes;
      const size = validTensorParallelSizes(model, gpu.count).find((tensorParallelSize) => {
        const parallelism = { tensorParallelSize, pipelineParallelSize: 1 };
        const needed =
          weightBytesPerGpu(model, parallelism) +
          contextBytesPerGpu(model, context, parallelism, kvCacheDtype);
        return needed <= usable;
      });
      return size === undefined ? [] : [{ name, size, memory: gpu.count * gpu.memoryGb }];
    })
    .sort((a, b) => a.memory - b.memory)
    .slice(0, maxAlternatives);
  if (found.length === 0) {
    const nodes = nodesNeeded(server, context);
    return nodes === undefined
      ? 'Use a quantized variant of the model, or GPUs with more memory.'
      : `Use nodes: ${nodes}, or a quantized variant of the model.`;
  }
  return `Use ${found.map(({ name, size }) => `${name} with gpus: ${size}`).join(', or ')}.`;
}

/** More nodes than this wait for each other longer than they work. */
const maxNodes = 8;

/** Nodes of the server's own size that hold the model together; undefined if they would be too many. */
function nodesNeeded({ model, vmSize, gpuMemoryUtilization, kvCacheDtype }: PlannedServer, context: number) {
  const gpu = vmSize.gpu!;
  if (tensorParallelProblem(model, gpu.count) !== undefined) return undefined;
  const usable = usableGpuBytes(gpu) * gpuMemoryUtilization - engineOverheadBytes;
  for (let nodes = 2; nodes <= maxNodes; nodes++) {
    const parallelism = { tensorParallelSize: gpu.count, pipelineParallelSize: nodes };
    const needed =
      weightBytesPerGpu(model, parallelism) + contextBytesPerGpu(model, context, parallelism, kvCacheDtype);
    if (needed <= usable) return nodes;
  }
  return undefined;
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
