import { checkModelFacts, type ModelFacts } from '../../facts/model-facts';
import type { GpuFacts, VmSize } from '../../facts/vm-sizes';
import { ProblemList } from '../../problems/problem-list';
import { checkFit } from './check-fit';
import { checkSizingNumbers, type EngineSettings } from './engine-settings';
import { longestContext } from './footprint';
import { type HostNeeds, hostNeeds } from './host-needs';
import { missingKernels } from './kernels';
import { checkVmSizeFacts } from './refused-vm-sizes';
import {
  contextTokensOf,
  fits,
  type GpuMemory,
  gpuMemoryOf,
  gpuMemoryUtilizationOf,
  maxNodes,
  parallelismOf,
  requestBytesOf,
  type ServingPlan,
} from './serving-plan';
import {
  largestTensorParallelSize,
  tensorParallelProblem,
  validTensorParallelSizes,
} from './tensor-parallel';
import { sizesForOneNode } from './ways-out';
import { quantizationProblem } from './weights';

/** What a model is to be run on, and how far the user has decided. */
export interface SizingInput extends EngineSettings {
  readonly model: ModelFacts;
  readonly vmSize: VmSize;
  /** GPUs of one replica in a node. Default: the fewest that hold the weights and the context; with several nodes, all of each. */
  readonly gpus?: number;
  /** GPUs of one engine. Default: as many of `gpus` as the model's heads allow; the others are for more engines in the pod. */
  readonly tensorParallelSize?: number;
  /** Nodes of one replica. Default: 1 if a node holds the model, else the fewest that do, up to 8. */
  readonly nodes?: number;
  /**
   * Share of the weights on each GPU that has to stay free besides. Default: 0, what just fits is not refused; give
   * `weightMarginShare` where the size is chosen for the user.
   */
  readonly weightMargin?: number;
}

/** How a server runs on its nodes, where the memory of each GPU goes, and what it is enough for. Bytes are those of one GPU. */
export interface Sizing extends GpuMemory {
  /** GPUs of a pod. */
  readonly gpus: number;
  /** GPUs of one engine in a node. */
  readonly tensorParallelSize: number;
  /** Engines in a pod, each with a copy of the model. */
  readonly dataParallelSize: number;
  /** Nodes of one replica: the pipeline parallel size. */
  readonly nodes: number;
  readonly gpuMemoryUtilization: number;
  /** Context of a request, at most, tokens. */
  readonly contextTokens: number;
  /** The longest context that would fit, tokens. */
  readonly longestContextTokens: number;
  /** Tokens of requests of that length that the KV caches of a replica hold. */
  readonly cacheTokens: number;
  /** Requests of that length that a replica has at work at the same time, one decimal; at most `maxNumSeqs` an engine. */
  readonly concurrentRequests: number;
  /** Requests of that length that surely run at the same time in a replica: whole ones of each engine. */
  readonly fullRequests: number;
  /** Replicas that a node has GPUs for. */
  readonly replicasPerNode: number;
  /** What a pod needs of its node besides, if it downloads its weights. */
  readonly host: HostNeeds;
  /** Where one replica takes several nodes: VM sizes of which one node would hold it, the smallest first. */
  readonly oneNodeSizes: readonly string[];
}

/** A pipeline of more nodes is none that anybody runs. */
const mostNodes = 32;
/** The engine's own limit of requests at work (vLLM `SchedulerConfig`; 2026-11). */
const engineMaxNumSeqs = 256;

/**
 * Sizes a server, or adds why it cannot be: numbers that are none, a size without GPUs, a model that does not fit. Undefined then; and, without
 * a problem, if the weights are quantized by a method that is not known here.
 */
export function sizeInferenceServer(input: SizingInput, problems: ProblemList): Sizing | undefined {
  const { gpu } = input.vmSize;
  if (gpu === undefined) {
    problems.add('vmSize', `${input.vmSize.name} has no GPU`, 'Use a size with GPUs.');
    return undefined;
  }
  const before = problems.problems.length;
  checkVmSizeFacts(input.vmSize, problems.at('vmSize'));
  checkSizingNumbers(input, problems);
  checkModelFacts(input.model, problems.at('model'));
  if (problems.problems.length > before) return undefined;
  checkShape(input, gpu, problems);
  for (const { key, message, fix } of missingKernels(input.model, gpu, input))
    problems.add(key, message, fix);
  if (problems.problems.length > before) return undefined;
  const sizing = findSizing(input);
  if (sizing === undefined) checkFit(largestPlan(input, gpu), problems);
  return sizing;
}

/** As `sizeInferenceServer()` does, without saying why not; undefined for whatever does not fit. */
export function findSizing(input: SizingInput): Sizing | undefined {
  const { gpu } = input.vmSize;
  if (gpu === undefined || (input.gpus ?? 0) > gpu.count) return undefined;
  const numbers = ProblemList.create();
  checkSizingNumbers(input, numbers);
  checkVmSizeFacts(input.vmSize, numbers);
  checkModelFacts(input.model, numbers);
  if ((input.nodes ?? 1) > input.model.layers) return undefined;
  if (!numbers.isEmpty || quantizationProblem(input.model, input.quantization) !== undefined)
    return undefined;
  const found = plansToTry(input, gpu).find((plan) => fits(plan, input.weightMargin));
  return found && sizingOf(found, gpu);
}

function checkShape(input: SizingInput, gpu: GpuFacts, problems: ProblemList): void {
  const { model, vmSize, gpus, tensorParallelSize, nodes = 1 } = input;
  if (gpus !== undefined && gpus > gpu.count) {
    const fix = `Give at most ${gpu.count}, or take a size with more GPUs.`;
    problems.add('gpus', `${gpus} GPUs are more than ${vmSize.name} has: ${gpu.count}`, fix);
    return;
  }
  if (nodes > 1) {
    checkNodesShape(input, gpu, problems);
    return;
  }
  if (tensorParallelSize === undefined) return;
  const problem = tensorParallelProblem(model, tensorParallelSize);
  const allowed = validTensorParallelSizes(model, gpus ?? gpu.count).filter(
    (size) => gpus === undefined || gpus % size === 0,
  );
  if (problem !== undefined || !allowed.includes(tensorParallelSize)) {
    const why =
      problem ??
      (gpus === undefined
        ? `${vmSize.name} has ${gpu.count}`
        : `${gpus} GPUs cannot be given out in groups of so many`);
    problems.add(
      'tensorParallelSize',
      `${model.id} cannot run on ${tensorParallelSize} GPUs: ${why}`,
      `Give one of ${allowed.join(', ')}.`,
    );
  }
}

/** A model goes over several nodes when one is full, as one engine. */
function checkNodesShape(input: SizingInput, gpu: GpuFacts, problems: ProblemList): void {
  const { model, vmSize, nodes, gpus = gpu.count, tensorParallelSize = gpus } = input;
  for (const [key, value] of Object.entries({ gpus, tensorParallelSize })) {
    if (value === gpu.count) continue;
    const message = `${value} are not the ${gpu.count} GPUs of ${vmSize.name}, and ${nodes} nodes share a model that fills each`;
    problems.add(key, message, `Give ${gpu.count}, or leave it out.`);
  }
  if (nodes !== undefined && nodes > Math.min(model.layers, mostNodes)) {
    const most = Math.min(model.layers, mostNodes);
    const message = `${nodes} nodes are more than the ${model.layers} layers of ${model.id} can be given out to, or than ${mostNodes}`;
    problems.add('nodes', message, `Give at most ${most}.`);
  }
  const problem = tensorParallelProblem(model, gpu.count);
  if (problem !== undefined) {
    const fix = `Take a VM size with ${validTensorParallelSizes(model, 8).join(', ')} GPUs, or one node.`;
    problems.add('nodes', `${model.id} cannot run on ${gpu.count} GPUs of each node: ${problem}`, fix);
  }
}

/** From the fewest GPUs to the most. */
function plansToTry(input: SizingInput, gpu: GpuFacts): readonly ServingPlan[] {
  const { nodes, model, tensorParallelSize = gpu.count, gpus = gpu.count } = input;
  if (nodes === 1) return oneNodePlans(input, gpu);
  const isWholeNode = tensorParallelSize === gpu.count && gpus === gpu.count;
  if (!isWholeNode || tensorParallelProblem(model, gpu.count) !== undefined) {
    return nodes === undefined ? oneNodePlans(input, gpu) : [];
  }
  if (nodes !== undefined) return [manyNodesPlan(input, gpu, nodes)];
  const more = Array.from({ length: maxNodes - 1 }, (_, index) => manyNodesPlan(input, gpu, index + 2));
  return [...oneNodePlans(input, gpu), ...more];
}

function oneNodePlans(input: SizingInput, gpu: GpuFacts): readonly ServingPlan[] {
  const { gpus, ...rest } = input;
  const { model, tensorParallelSize } = input;
  if (gpus !== undefined) {
    const size = tensorParallelSize ?? largestTensorParallelSize(model, gpus);
    return [{ ...rest, nodes: 1, tensorParallelSize: size, dataParallelSize: gpus / size }];
  }
  const sizes =
    tensorParallelSize === undefined ? validTensorParallelSizes(model, gpu.count) : [tensorParallelSize];
  return sizes.map((size) => ({ ...rest, nodes: 1, tensorParallelSize: size }));
}

/** A model goes over several nodes when one is full. */
function manyNodesPlan({ gpus: _, ...input }: SizingInput, gpu: GpuFacts, nodes: number): ServingPlan {
  return { ...input, nodes, tensorParallelSize: gpu.count };
}

/** What comes nearest to fitting: its numbers explain why nothing does. */
function largestPlan(input: SizingInput, gpu: GpuFacts): ServingPlan {
  const { nodes = 1, tensorParallelSize } = input;
  const plan = nodes === 1 ? oneNodePlans(input, gpu).at(-1)! : manyNodesPlan(input, gpu, nodes);
  return { ...plan, isTensorParallelSizeSaid: tensorParallelSize !== undefined };
}

function sizingOf(plan: ServingPlan, gpu: GpuFacts): Sizing {
  const { model, tensorParallelSize, dataParallelSize = 1, nodes = 1, maxNumSeqs = Infinity } = plan;
  const memory = gpuMemoryOf(plan)!;
  const gpus = tensorParallelSize * dataParallelSize;
  // Layers of constant state keep nothing that grows: then the batch is the limit.
  const requestBytes = requestBytesOf(plan);
  const requests = requestBytes === 0 ? engineMaxNumSeqs : memory.cacheBytes / requestBytes;
  const atWork = Math.min(requests, maxNumSeqs);
  const contextTokens = contextTokensOf(plan);
  return {
    ...memory,
    gpus,
    tensorParallelSize,
    dataParallelSize,
    nodes,
    gpuMemoryUtilization: gpuMemoryUtilizationOf(plan, gpu),
    contextTokens,
    longestContextTokens: longestContext(model, memory.cacheBytes, parallelismOf(plan), plan),
    cacheTokens: Math.floor(requests * contextTokens) * dataParallelSize,
    concurrentRequests: Math.floor(atWork * dataParallelSize * 10) / 10,
    fullRequests: Math.floor(atWork) * dataParallelSize,
    replicasPerNode: nodes > 1 ? 1 : Math.floor(gpu.count / gpus),
    host: hostNeeds(gpus, model),
    oneNodeSizes: nodes > 1 ? sizesForOneNode(plan).map(({ name }) => name) : [],
  };
}
