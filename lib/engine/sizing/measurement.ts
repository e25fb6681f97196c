import { pinnedEngineVersion } from '../../facts/engine-versions';
import type { GpuFacts } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import { fitOf, fits } from './fit';
import { contextTokensOf, type ServingPlan } from './serving-plan';

/**
 * How the fit of a model is decided: by the estimate, by a measurement where the estimate cannot
 * decide, or not at all.
 */
export type FitCheck = 'checked' | 'measured' | 'unchecked';

/** A run of the engine that started. */
export interface Measurement {
  /** GPU with its memory in GB: `A100 80`. */
  readonly gpu: string;
  /** GPUs of the engine: its tensor-parallel size times its nodes. @default 1 */
  readonly gpus?: number;
  /** Version of vLLM: `0.32.0`. */
  readonly engineVersion: string;
  /** Size of the KV cache of one engine, tokens, which the engine logs as `GPU KV cache size`. */
  readonly tokens: number;
}

/** Name of a GPU in a measurement. */
export function gpuName({ model, memoryGb }: Pick<GpuFacts, 'model' | 'memoryGb'>): string {
  return `${model} ${memoryGb}`;
}

/**
 * Annotation of a server with its measurement. The check then does not warn about a plan inside the
 * error band, nor about a large share of the GPU. A suppression would not do: it is a finding
 * itself if the estimate of a later version is certain.
 */
export const measuredAnnotation = 'aks-ai-platform/measured';

/** The annotation of a measured server; nothing without a measurement. */
export function measuredAnnotations(measured: Measurement | undefined): Readonly<Record<string, string>> {
  if (measured === undefined) return {};
  return { [measuredAnnotation]: measuredText(measured) };
}

/** A measurement as the value of its annotation. `tokens` may be a placeholder. */
export function measuredText({
  gpu,
  gpus = 1,
  engineVersion,
  tokens,
}: Omit<Measurement, 'tokens'> & { readonly tokens: number | string }): string {
  return `${gpus} x ${gpu}, vLLM ${engineVersion}, ${tokens} tokens`;
}

/** How to measure a plan with a definition, as the end of a sentence. */
export function measureSteps({
  vmSize,
  tensorParallelSize,
  nodes = 1,
  engineVersion = pinnedEngineVersion,
}: ServingPlan): string {
  const gpus = tensorParallelSize * nodes;
  const fields = [
    `gpu: '${gpuName(vmSize.gpu!)}'`,
    ...(gpus === 1 ? [] : [`gpus: ${gpus}`]),
    `engineVersion: '${engineVersion}'`,
    'tokens: <n>',
  ];
  return `deploy it once with fit: 'unchecked' and gpus: ${tensorParallelSize}, run kubectl logs <pod> | grep 'GPU KV cache size', and set fit: 'measured' and measured: { ${fields.join(', ')} }.`;
}

/** The measurement that counts. Adds a problem if `fit` and `measured` do not go together. */
export function measurementOf(
  { fit, measured }: { readonly fit?: FitCheck; readonly measured?: Measurement },
  problems: ProblemList,
): Measurement | undefined {
  if (fit === 'measured') {
    if (measured !== undefined) return measured;
    problems.add(
      'measured',
      "required, because fit is 'measured'",
      `Set what ran: { gpu: 'A100 80', engineVersion: '${pinnedEngineVersion}', tokens: <n> }, with the tokens of "GPU KV cache size" in the log of the engine.`,
    );
  } else if (measured !== undefined) {
    problems.add(
      'measured',
      `has no effect, because fit is '${fit ?? 'checked'}'`,
      "Set fit to 'measured', or remove it.",
    );
  }
  return undefined;
}

/**
 * Adds a problem for each part of a measurement that contradicts the plans of a server, one for
 * each VM size.
 */
export function checkMeasurement(
  measured: Measurement,
  plans: readonly ServingPlan[],
  engineVersion: string,
  problems: ProblemList,
): void {
  const { gpu, gpus = 1, tokens } = measured;
  requireInteger(problems, 'gpus', gpus, { min: 1, max: Number.POSITIVE_INFINITY, unit: 'GPUs' });
  requireInteger(problems, 'tokens', tokens, { min: 1, max: Number.POSITIVE_INFINITY, unit: 'tokens' });
  if (normalVersion(measured.engineVersion) !== normalVersion(engineVersion)) {
    problems.add(
      'engineVersion',
      `"${measured.engineVersion}" is not the version of vLLM that the server runs, ${engineVersion}`,
      'Measure with the image of the server.',
    );
  }
  const [first] = plans;
  if (first === undefined) return;
  const context = contextTokensOf(first);
  // requireInteger() reports any other number.
  if (tokens > 0 && tokens < context) {
    problems.add(
      'tokens',
      `a KV cache of ${tokens} tokens does not hold a request of ${context} tokens`,
      `Set maxModelLen to ${tokens} or less, or measure again.`,
    );
  }
  const engineGpus = first.tensorParallelSize * (first.nodes ?? 1);
  if (gpus !== engineGpus) {
    problems.add(
      'gpus',
      `an engine of the server uses ${engineGpus}, not ${gpus}`,
      'Measure with the GPUs of the server.',
    );
  }
  const others = plansOnOtherGpus(gpu, plans);
  if (others.length > 0) {
    const names = [...new Set(others.map(({ vmSize }) => gpuName(vmSize.gpu!)))];
    // Two pools may have the same VM size.
    const sizes = [...new Set(others.map(({ vmSize }) => vmSize.name))];
    problems.add(
      'gpu',
      `"${gpu}" is not the GPU of ${sizes.join(', ')}: ${names.join(', ')}`,
      'Measure on the VM size of the node pool.',
    );
  }
}

/**
 * The plans that the measurement would have to cover: all if it is from a GPU that none of them
 * has, otherwise those that do not fit without one.
 */
function plansOnOtherGpus(gpu: string, plans: readonly ServingPlan[]): readonly ServingPlan[] {
  const others = plans.filter(({ vmSize }) => normalGpu(gpuName(vmSize.gpu!)) !== normalGpu(gpu));
  return others.length === plans.length
    ? others
    : others.filter((plan) => fitOf(plan) !== undefined && !fits(plan));
}

/**
 * `NVIDIA A100-SXM 80 GB` is not a name of the table, but `NVIDIA A100 80 GB` and `A100-80GB` are
 * the same as `A100 80`.
 */
function normalGpu(name: string): string {
  return name
    .toLowerCase()
    .replace(/^nvidia/, '')
    .replace(/gi?b$/, '')
    .replace(/[\s_-]/g, '')
    .replace(/gi?b$/, '');
}

function normalVersion(version: string): string {
  return version.replace(/^v/, '');
}
