import { checkModelFacts, type ModelFacts } from '../../facts/model-facts';
import type { GpuFacts, VmSize } from '../../facts/vm-sizes';
import { ProblemList } from '../../problems/problem-list';
import { checkBand, checkFit } from './check-fit';
import { checkSizingNumbers, type EngineSettings } from './engine-settings';
import { fitOf, fits } from './fit';
import { missingKernels } from './kernels';
import { checkVmSizeFacts } from './refused-vm-sizes';
import { maxNodes, type ServingPlan } from './serving-plan';
import { type Sizing, sizingOf } from './sizing';
import {
  largestTensorParallelSize,
  sharedExpertProblem,
  tensorParallelProblem,
  validTensorParallelSizes,
} from './tensor-parallel';
import { definitionVocabulary, type Vocabulary } from './vocabulary';
import { quantizationProblem } from './weights';

/** Input of sizeInferenceServer(). */
export interface SizingInput extends EngineSettings {
  /** Facts of the model, from `findModel()` or `modelFromHuggingFaceConfig()`. */
  readonly model: ModelFacts;
  /** VM size of the nodes, from `findVmSize()`. */
  readonly vmSize: VmSize;
  /**
   * GPUs of a replica in a node.
   *
   * @default the minimum for the weights and the context; with several nodes, all GPUs of each
   */
  readonly gpus?: number;
  /**
   * GPUs of an engine.
   *
   * @default as many of `gpus` as the model's heads allow; the remaining GPUs get more engines in
   * the pod
   */
  readonly tensorParallelSize?: number;
  /** Nodes of a replica. @default 1 if the model fits on a node, otherwise the minimum, up to 8 */
  readonly nodes?: number;
  /**
   * Whether a plan inside the error band of the estimate is a result too. The `verdict` of the
   * sizing is then `inside the error band`.
   *
   * @default false: only a plan above the error band
   */
  readonly acceptsBand?: boolean;
}

/** Sanity limit of a pipeline. */
const maxPipelineNodes = 32;

/**
 * Sizes a server, or adds a problem and returns undefined: invalid numbers, a size without GPUs, a
 * model that does not fit. Returns undefined without a problem for an unknown quantization. A plan
 * inside the error band of the estimate is a problem, unless `acceptsBand` is set.
 */
export function sizeInferenceServer(input: SizingInput, problems: ProblemList): Sizing | undefined {
  return sizeServerFor(definitionVocabulary, input, problems);
}

/** Sizes a server as `sizeInferenceServer()`. The problems contain the settings in a vocabulary. */
export function sizeServerFor(
  vocabulary: Vocabulary,
  input: SizingInput,
  problems: ProblemList,
): Sizing | undefined {
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
  for (const { key, message, fix } of missingKernels(input.model, gpu, input, vocabulary))
    problems.add(key, message, fix);
  if (problems.problems.length > before) return undefined;
  const sizing = findSizing(input);
  if (sizing === undefined) {
    const plan = largestPlan(input, gpu);
    checkFit(plan, problems, vocabulary);
    checkBand(plan, problems, vocabulary);
  }
  return sizing;
}

/**
 * Sizes a server as `sizeInferenceServer()`, without problems; undefined if the model does not fit.
 */
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
  const found = choiceOf(plansToTry(input, gpu), input.acceptsBand ?? false);
  return found && sizingOf(found, gpu);
}

/**
 * The first plan above the error band. An accepted plan inside of it comes before a plan on several
 * nodes.
 */
function choiceOf(plans: readonly ServingPlan[], acceptsBand: boolean): ServingPlan | undefined {
  const certain = plans.find(fits);
  if (!acceptsBand || certain?.nodes === 1) return certain;
  return plans.find((plan) => plan.nodes === 1 && mayFit(plan)) ?? certain ?? plans.find(mayFit);
}

/** Whether the plan fits if the measurement is right. */
function mayFit(plan: ServingPlan): boolean {
  const verdict = fitOf(plan)?.verdict;
  return verdict !== undefined && verdict !== 'does not fit';
}

function checkShape(input: SizingInput, gpu: GpuFacts, problems: ProblemList): void {
  const { model, vmSize, gpus, tensorParallelSize, nodes = 1 } = input;
  if (gpus !== undefined && gpus > gpu.count) {
    const fix = `Set it to ${gpu.count} or less, or use a size with more GPUs.`;
    problems.add(
      'gpus',
      `${vmSize.name} has ${gpu.count} GPU${gpu.count === 1 ? '' : 's'}, not ${gpus}`,
      fix,
    );
    return;
  }
  if (nodes > 1) {
    checkNodesShape(input, gpu, problems);
    return;
  }
  if (gpus !== undefined) checkSharedExperts(input, gpus, problems);
  if (tensorParallelSize === undefined) return;
  const problem = tensorParallelProblem(model, tensorParallelSize, input);
  const allowed = validTensorParallelSizes(model, gpus ?? gpu.count, input).filter(
    (size) => gpus === undefined || gpus % size === 0,
  );
  if (problem !== undefined || !allowed.includes(tensorParallelSize)) {
    const why =
      problem ??
      (gpus === undefined
        ? `${vmSize.name} has ${gpu.count}`
        : `${gpus} GPUs cannot be divided into groups of ${tensorParallelSize}`);
    problems.add(
      'tensorParallelSize',
      `${model.id} cannot run on ${tensorParallelSize} GPUs: ${why}`,
      `Use ${allowed.join(', ')}.`,
    );
  }
}

/** Checks the engines of a pod, which share the experts of the model. */
function checkSharedExperts(input: SizingInput, gpus: number, problems: ProblemList): void {
  const { model, tensorParallelSize = largestTensorParallelSize(model, gpus, input) } = input;
  const problem = tensorParallelSize < gpus ? sharedExpertProblem(model, gpus, input) : undefined;
  if (problem === undefined) return;
  problems.add(
    'gpus',
    `the engines of ${model.id} cannot share its experts: ${problem}`,
    `Set it to ${tensorParallelSize}, or use expert parallelism (--enable-expert-parallel).`,
  );
}

/** Checks a model on several nodes, which uses all GPUs of each as one engine. */
function checkNodesShape(input: SizingInput, gpu: GpuFacts, problems: ProblemList): void {
  const { model, vmSize, nodes, gpus = gpu.count, tensorParallelSize = gpus } = input;
  for (const [key, value] of Object.entries({ gpus, tensorParallelSize })) {
    if (value === gpu.count) continue;
    const message = `a model on ${nodes} nodes uses all ${gpu.count} GPUs of each ${vmSize.name}, not ${value}`;
    problems.add(key, message, `Set it to ${gpu.count}, or remove it.`);
  }
  if (nodes !== undefined && nodes > Math.min(model.layers, maxPipelineNodes)) {
    const max = Math.min(model.layers, maxPipelineNodes);
    const message = `${model.id} with ${model.layers} layers can run on at most ${max} nodes, not ${nodes}`;
    problems.add('nodes', message, `Set it to ${max} or less.`);
  }
  const problem = tensorParallelProblem(model, gpu.count, input);
  if (problem !== undefined) {
    const fix = `Use a VM size with ${validTensorParallelSizes(model, 8, input).join(', ')} GPUs, or one node.`;
    problems.add('nodes', `${model.id} cannot run on ${gpu.count} GPUs of each node: ${problem}`, fix);
  }
}

/** Plans in the order of their GPUs, the fewest first. */
function plansToTry(input: SizingInput, gpu: GpuFacts): readonly ServingPlan[] {
  const { nodes, model, tensorParallelSize = gpu.count, gpus = gpu.count } = input;
  if (nodes === 1) return oneNodePlans(input, gpu);
  const isWholeNode = tensorParallelSize === gpu.count && gpus === gpu.count;
  if (!isWholeNode || tensorParallelProblem(model, gpu.count, input) !== undefined) {
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
    const size = tensorParallelSize ?? largestTensorParallelSize(model, gpus, input);
    return [{ ...rest, nodes: 1, tensorParallelSize: size, dataParallelSize: gpus / size }];
  }
  const sizes =
    tensorParallelSize === undefined
      ? validTensorParallelSizes(model, gpu.count, input)
      : [tensorParallelSize];
  return sizes.map((size) => ({ ...rest, nodes: 1, tensorParallelSize: size }));
}

/** Plan on several nodes, which uses all GPUs of each. */
function manyNodesPlan({ gpus: _, ...input }: SizingInput, gpu: GpuFacts, nodes: number): ServingPlan {
  return { ...input, nodes, tensorParallelSize: gpu.count };
}

/** Plan with the most memory, whose numbers explain why no plan fits. */
function largestPlan(input: SizingInput, gpu: GpuFacts): ServingPlan {
  const { nodes = 1, tensorParallelSize } = input;
  const plan = nodes === 1 ? oneNodePlans(input, gpu).at(-1)! : manyNodesPlan(input, gpu, nodes);
  return { ...plan, isTensorParallelSizeFixed: tensorParallelSize !== undefined };
}
