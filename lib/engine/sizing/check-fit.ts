import type { ProblemList } from '../../problems/problem-list';
import { alternatives } from './alternatives';
import { type Fit, fitOf, fits, isAboveCertain, maxCertainUtilization, maxOutsideGiB } from './fit';
import { longestContext } from './footprint';
import { missingKernels } from './kernels';
import {
  cacheSettingsOf,
  contextTokensOf,
  type GpuMemory,
  gpuMemoryOf,
  gpuMemoryUtilizationOf,
  parallelismOf,
  type ServingPlan,
  settingProblemOf,
} from './serving-plan';
import { definitionVocabulary, type Vocabulary } from './vocabulary';
import { loadedWeights, quantizationProblem } from './weights';

/**
 * Adds a problem if the engine fails at startup, after the node, the image and the download:
 * weights that exceed the GPU memory, a context that exceeds the remaining memory, an unsupported
 * quantization. Every error of the estimate counts for the plan: `checkBand()` reports a plan that
 * fits only with them.
 */
export function checkFit(
  plan: ServingPlan,
  problems: ProblemList,
  vocabulary: Vocabulary = definitionVocabulary,
): void {
  const { model, vmSize } = plan;
  const { gpu } = vmSize;
  if (gpu === undefined) return;
  const { settings, valueText } = vocabulary;
  const quantization = quantizationProblem(model, plan.quantization);
  if (quantization !== undefined) {
    problems.add(
      'quantization',
      quantization,
      model.quantization === undefined
        ? `Remove ${settings.quantization.name}, set it to ${valueText('fp8')}, which the engine applies at startup, or use a variant of the model with quantized files.`
        : `Remove ${settings.quantization.name}, or use a variant of the model with such files.`,
    );
    return;
  }
  const memory = gpuMemoryOf(plan);
  const fit = fitOf(plan);
  if (memory === undefined || fit === undefined) return;
  const setting = settingProblemOf(plan);
  if (contextTokensOf(plan) > model.maxPositions) {
    problems.add(
      'maxModelLen',
      `${contextTokensOf(plan)} tokens exceed the maximum context of ${model.id}, ${model.maxPositions}`,
      `Set ${settings.maxModelLen.name} to ${model.maxPositions} or less, or remove it.`,
    );
  } else if (setting !== undefined) problems.add(setting.key, setting.message, setting.fix(settings));
  else if (fit.memory === 'does not fit') addMemoryProblem(plan, memory, fit, problems, vocabulary);
  else if (fit.start === 'does not fit') addStartProblem(plan, memory, fit, problems, vocabulary);
}

/**
 * Adds a problem if the estimate cannot decide whether the engine starts: a plan inside the error
 * band, or a share of the GPU above the certain one.
 */
export function checkBand(
  plan: ServingPlan,
  problems: ProblemList,
  vocabulary: Vocabulary = definitionVocabulary,
): void {
  const memory = gpuMemoryOf(plan);
  const fit = fitOf(plan);
  if (memory === undefined || fit === undefined || fit.verdict === 'does not fit') return;
  if (isAboveCertain(plan)) {
    const share = gpuMemoryUtilizationOf(plan, plan.vmSize.gpu!);
    problems.add(
      'gpuMemoryUtilization',
      `${share} leaves ${toGiB(memory.unusedBytes)} GiB of each GPU for the start, and the estimate is certain up to ${maxCertainUtilization} only: the warm-up of the sampler needs ${toGiB(fit.startBytes)} GiB, and CUDA graphs and what vLLM does not profile took up to ${maxOutsideGiB} GiB more in published runs`,
      `${lowerShare(vocabulary)} ${vocabulary.measure(plan)}`,
    );
  } else if (fit.memory === 'inside the error band') {
    problems.add(
      'model',
      `${plan.model.id} is inside the error band of the estimate on ${gpuTextOf(plan)}: a request of ${contextTokensOf(plan)} tokens needs ${toGiB(fit.neededBytes)} GiB on each GPU, and ${toGiB(Math.max(0, memory.minCacheBytes))} to ${toGiB(memory.maxCacheBytes)} GiB are left`,
      `${upperFirst(waysOf(plan, memory.minCacheBytes, vocabulary).join(', or '))} ${vocabulary.measure(plan)}`,
    );
  }
}

function addMemoryProblem(
  plan: ServingPlan,
  memory: GpuMemory,
  fit: Fit,
  problems: ProblemList,
  vocabulary: Vocabulary,
): void {
  const { model, vmSize, tensorParallelSize, nodes = 1, maxModelLen } = plan;
  if (memory.maxCacheBytes <= 0) {
    const gpus = tensorParallelSize * nodes;
    const room = memory.weightBytes + memory.cacheBytes;
    problems.add(
      'model',
      `${model.id} needs ${toGiB(loadedWeights(model, plan)!.bytes)} GiB for its weights, but ${gpuTextOf(plan, vmSize.name)} have ${toGiB(Math.max(0, room) * gpus)} GiB${eachOf(plan)}`,
      alternatives(plan, vocabulary),
    );
    return;
  }
  problems.add(
    'maxModelLen',
    `a context of ${contextTokensOf(plan)} tokens${maxModelLen === undefined ? " (the model's maximum)" : ''} needs ${toGiB(fit.neededBytes)} GiB on each GPU, but ${gpuTextOf(plan)}${eachOf(plan)} have ${toGiB(Math.max(0, memory.cacheBytes))} GiB left after the weights of ${model.id}`,
    upperFirst(waysOf(plan, memory.minCacheBytes, vocabulary).join(', or ')),
  );
}

function addStartProblem(
  plan: ServingPlan,
  memory: GpuMemory,
  fit: Fit,
  problems: ProblemList,
  vocabulary: Vocabulary,
): void {
  problems.add(
    'gpuMemoryUtilization',
    `the warm-up of the sampler needs ${toGiB(fit.startBytes)} GiB of each GPU outside of the engine's share, but ${gpuMemoryUtilizationOf(plan, plan.vmSize.gpu!)} leaves ${toGiB(memory.unusedBytes)} GiB`,
    lowerShare(vocabulary),
  );
}

function lowerShare({ settings }: Vocabulary): string {
  return `Set ${settings.gpuMemoryUtilization.name} to ${maxCertainUtilization} or less, or remove it.`;
}

/** Ways to a plan that fits above the error band, as parts of a sentence. */
function waysOf(plan: ServingPlan, available: number, vocabulary: Vocabulary): readonly string[] {
  const { settings, valueText } = vocabulary;
  const longest = roundDown(
    longestContext(plan.model, available, parallelismOf(plan), cacheSettingsOf(plan)),
  );
  const halved =
    plan.kvCacheDtype === undefined &&
    missingKernels(plan.model, plan.vmSize.gpu!, { ...plan, kvCacheDtype: 'fp8' }).length === 0 &&
    fits({ ...plan, kvCacheDtype: 'fp8' });
  return [
    ...(longest > 0 ? [`set ${settings.maxModelLen.name} to ${longest} or less`] : []),
    ...(halved ? [`set ${settings.kvCacheDtype.name} to ${valueText('fp8')}`] : []),
    lowerFirst(alternatives(plan, vocabulary)),
  ];
}

function gpuTextOf({ vmSize, tensorParallelSize, nodes = 1 }: ServingPlan, name?: string): string {
  const gpu = vmSize.gpu!;
  const text = `${tensorParallelSize * nodes} x ${gpu.model} ${gpu.memoryGb} GB`;
  return name === undefined ? text : `${text} (${name})`;
}

function eachOf({ dataParallelSize = 1 }: ServingPlan): string {
  return dataParallelSize === 1 ? '' : ` for each of ${dataParallelSize} engines`;
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
