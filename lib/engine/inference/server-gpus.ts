import { pinnedEngineVersion } from '../../facts/engine-versions';
import type { ModelFacts } from '../../facts/model-facts';
import type { GpuFacts, VmSize } from '../../facts/vm-sizes';
import { ProblemList } from '../../problems/problem-list';
import { requireInteger } from '../../problems/value-rules';
import type { EngineStart } from '../probes/vllm-probes';
import { checkBand, checkFit } from '../sizing/check-fit';
import { type EngineSettings, safeGpuMemoryUtilization } from '../sizing/engine-settings';
import { adapterBytes } from '../sizing/engine-terms';
import { fits } from '../sizing/fit';
import { type MissingKernel, missingKernels } from '../sizing/kernels';
import { checkMeasurement, type Measurement } from '../sizing/measurement';
import type { ServingPlan } from '../sizing/serving-plan';
import { findSizing } from '../sizing/size-inference-server';
import type { Sizing } from '../sizing/sizing';
import { speculativeMethodOf } from '../sizing/speculation';
import {
  largestTensorParallelSize,
  sharedExpertProblem,
  tensorParallelProblem,
  validTensorParallelSizes,
} from '../sizing/tensor-parallel';
import { type ArgumentSettings, argumentSettings } from './argument-settings';
import { type LoraOptions, loraSettings } from './lora-adapters';
import { uncountedArgument } from './uncounted-flags';

const gib = 2 ** 30;
/** No node of Azure has more GPUs. */
const maxGpus = 8;

/**
 * A vLLM server and the VM sizes that its pods may run on. Additional arguments may contain further
 * settings.
 */
export interface ServerGpusInput extends EngineSettings, LoraOptions {
  /** Facts of the model. Undefined: the model is trusted to fit. */
  readonly model: ModelFacts | undefined;
  /** VM size of each node pool. Empty if it is not known. */
  readonly vmSizes: readonly VmSize[];
  /**
   * GPUs of a pod. Default: the minimum that holds the model on every VM size; with several nodes,
   * all GPUs of a node.
   */
  readonly gpus?: number | undefined;
  /**
   * GPUs of one engine. Default: as many of the pod's GPUs as the attention heads of the model
   * allow.
   */
  readonly tensorParallelSize?: number | undefined;
  /** Nodes of one replica. */
  readonly nodes: number;
  /**
   * What was measured of the server. A plan inside the error band of the estimate is then accepted.
   * Default: nothing.
   */
  readonly measured?: Measurement | undefined;
  /** Additional arguments of `vllm serve`. Default: none. */
  readonly extraArgs?: readonly string[] | undefined;
}

/** GPUs and engines of one pod. */
export interface ServerGpus {
  /** GPUs of a pod. */
  readonly gpus: number;
  readonly tensorParallelSize: number;
  /** Engines in a pod, each with a copy of the model. */
  readonly dataParallelSize: number;
  readonly gpuMemoryUtilization: number;
  /** What the engine does at startup in addition to the load of the weights. */
  readonly start: EngineStart;
  /**
   * Memory of the VM size with the smallest KV cache. Undefined for a model that is not checked,
   * and after a problem.
   */
  readonly sizing: Sizing | undefined;
}

/** Settings that a server has only as additional arguments, so that their problems are there. */
const argumentFields = {
  maxNumBatchedTokens: 'extraArgs',
  speculativeTokens: 'extraArgs',
  speculativeMethod: 'extraArgs',
};

/** A server with the settings of its additional arguments and its adapters. */
type SettledServer = ServerGpusInput & Pick<ArgumentSettings, 'unknownDraft'>;

/**
 * Sizes a vLLM server on the GPUs of every VM size that its pods may run on, and adds a problem for
 * each size that cannot run the model. The platform and the constructs use this one function.
 */
export function sizeServerGpus(input: ServerGpusInput, problems: ProblemList): ServerGpus {
  const server = settled(input, problems);
  const { model, vmSizes } = server;
  const gpuMemoryUtilization = server.gpuMemoryUtilization ?? safeUtilizationOn(vmSizes);
  const gpus = server.gpus ?? defaultGpus(server, gpuMemoryUtilization);
  const plan = { gpus, ...engineSizes(server, gpus, problems), gpuMemoryUtilization };
  if (model !== undefined) checkModel(server, model, plan, problems.naming(argumentFields));
  return { ...plan, start: startOf(server), sizing: sizingOn(server, plan) };
}

function startOf(server: SettledServer): EngineStart {
  const { model, lora, loraAdapters = [], enforceEager } = server;
  const ofAdapter = model === undefined || lora === undefined ? 0 : adapterBytes(model, lora.rank) / gib;
  return {
    adaptersGiB: lora === undefined ? undefined : loraAdapters.length * ofAdapter,
    hasDraft: ['mtp', 'eagle'].includes(speculativeMethodOf(model ?? {}, server) ?? ''),
    enforceEager,
  };
}

/** Arguments come last on the command line, so they replace the settings of the server. */
function settled(server: ServerGpusInput, problems: ProblemList): SettledServer {
  const found = argumentSettings(server.extraArgs ?? [], problems.at('extraArgs'));
  return { ...server, lora: server.lora ?? loraSettings(server), ...found };
}

/** Engines of a replica. More than one only if the number of GPUs is given. */
export function enginesOf(
  server: Pick<ServerGpusInput, 'model' | 'gpus' | 'tensorParallelSize' | 'nodes' | 'extraArgs'>,
): number {
  if (server.gpus === undefined) return 1;
  const problems = ProblemList.create();
  const { expertParallel } = argumentSettings(server.extraArgs ?? [], problems);
  return engineSizes({ ...server, expertParallel }, server.gpus, problems).dataParallelSize;
}

/** The share must be safe on every VM size. */
function safeUtilizationOn(vmSizes: readonly VmSize[]): number {
  const gpus = vmSizes.flatMap(({ gpu }) => gpu ?? []);
  return Math.min(safeGpuMemoryUtilization(), ...gpus.map(safeGpuMemoryUtilization));
}

function isGpuCount(gpus: number): boolean {
  return Number.isInteger(gpus) && gpus >= 1 && gpus <= maxGpus;
}

function defaultGpus(server: ServerGpusInput, gpuMemoryUtilization: number): number {
  const { model, vmSizes, nodes, tensorParallelSize, measured } = server;
  const acceptsBand = measured !== undefined;
  if (nodes > 1) return vmSizes[0]?.gpu?.count ?? 1;
  if (tensorParallelSize !== undefined) return tensorParallelSize;
  if (model === undefined) return 1;
  // checkMeasurement() reports any other number.
  if (measured !== undefined && isGpuCount(measured.gpus ?? 1)) return measured.gpus ?? 1;
  const counts = vmSizes.map(
    (vmSize) =>
      findSizing({ ...settingsOf(server), model, vmSize, nodes, gpuMemoryUtilization, acceptsBand })?.gpus ??
      // The plan that comes nearest: its numbers explain why nothing fits.
      validTensorParallelSizes(model, Math.min(maxGpus, vmSize.gpu?.count ?? 1), server).at(-1) ??
      1,
  );
  return Math.max(1, ...counts);
}

function engineSizes(
  server: Pick<ServerGpusInput, 'model' | 'nodes' | 'tensorParallelSize' | 'expertParallel'>,
  gpus: number,
  problems: ProblemList,
): Pick<ServerGpus, 'tensorParallelSize' | 'dataParallelSize'> {
  const { model, nodes, tensorParallelSize } = server;
  const oneEngine = { tensorParallelSize: gpus, dataParallelSize: 1 };
  if (!isGpuCount(gpus)) return oneEngine;
  if (tensorParallelSize === undefined) {
    if (nodes > 1 || model === undefined) return oneEngine;
    const size = largestTensorParallelSize(model, gpus, server);
    return { tensorParallelSize: size, dataParallelSize: gpus / size };
  }
  requireInteger(problems, 'tensorParallelSize', tensorParallelSize, { min: 1, max: maxGpus, unit: 'GPUs' });
  if (nodes > 1 && tensorParallelSize !== gpus) {
    problems.add(
      'tensorParallelSize',
      `${tensorParallelSize} is not the number of GPUs of a node (${gpus}), and ${nodes} nodes run one engine`,
      'Remove it.',
    );
    return oneEngine;
  }
  if (gpus % tensorParallelSize !== 0) {
    problems.add(
      'tensorParallelSize',
      `the number of GPUs of a replica (${gpus}) is not a multiple of ${tensorParallelSize}`,
      'Use a size that divides gpus, or remove one of the two.',
    );
    return oneEngine;
  }
  return { tensorParallelSize, dataParallelSize: gpus / tensorParallelSize };
}

/** The smallest KV cache of all VM sizes: the reported memory must be true on each. */
function sizingOn(server: ServerGpusInput, plan: Omit<ServerGpus, 'sizing' | 'start'>): Sizing | undefined {
  const { model, vmSizes, nodes, measured } = server;
  const acceptsBand = measured !== undefined;
  if (model === undefined || isUnknowable(server)) return undefined;
  const sizings = vmSizes.flatMap(
    (vmSize) => findSizing({ ...settingsOf(server), ...plan, model, vmSize, nodes, acceptsBand }) ?? [],
  );
  return sizings.length < vmSizes.length
    ? undefined
    : [...sizings].sort((a, b) => a.cacheBytes - b.cacheBytes)[0];
}

function settingsOf(server: EngineSettings): EngineSettings {
  const { maxModelLen, maxNumSeqs, maxNumBatchedTokens, kvCacheDtype, dtype, quantization } = server;
  const { engineVersion, enforceEager, expertParallel, lora, performanceMode } = server;
  const { speculativeTokens, speculativeMethod } = server;
  const batch = { maxModelLen, maxNumSeqs, maxNumBatchedTokens };
  return {
    ...batch,
    kvCacheDtype,
    dtype,
    quantization,
    engineVersion,
    enforceEager,
    performanceMode,
    expertParallel,
    lora,
    speculativeTokens,
    speculativeMethod,
  };
}

/** Whether an argument makes the memory that remains on the GPU unknown. */
function isUnknowable({ extraArgs = [] }: Pick<ServerGpusInput, 'extraArgs'>): boolean {
  return uncountedArgument(extraArgs) !== undefined;
}

/**
 * checkVllmOptions() reports the types that are set on GPUs before Ampere, and the platform reports
 * the driver of the image in use.
 */
function isReportedElsewhere(
  { key }: MissingKernel,
  server: EngineSettings,
  { computeCapability }: GpuFacts,
): boolean {
  if (key === 'image') return true;
  if (Number.parseFloat(computeCapability) >= 8) return false;
  if (key === 'dtype') return server.dtype === 'bfloat16';
  return key === 'kvCacheDtype' && server.kvCacheDtype !== undefined;
}

function checkModel(
  server: SettledServer,
  model: ModelFacts,
  plan: Omit<ServerGpus, 'sizing' | 'start'>,
  problems: ProblemList,
): void {
  const { tensorParallelSize, dataParallelSize, gpus, gpuMemoryUtilization } = plan;
  const { nodes } = server;
  const isSound = [tensorParallelSize, gpus, nodes].every((size) => Number.isInteger(size) && size >= 1);
  if (!isSound || gpus > maxGpus) return;
  checkDraft(server, problems);
  checkUncounted(server, problems);
  const isShared = sharesExperts(server, plan);
  const plans: ServingPlan[] = [];
  for (const vmSize of server.vmSizes) {
    const { gpu } = vmSize;
    if (gpu === undefined || gpus > gpu.count) continue;
    for (const missing of missingKernels(model, gpu, settingsOf(server))) {
      if (!isReportedElsewhere(missing, server, gpu)) problems.add(missing.key, missing.message, missing.fix);
    }
    const division = tensorParallelProblem(model, tensorParallelSize, server);
    if (division !== undefined && nodes > 1) {
      problems.add(
        'nodes',
        `${model.id} cannot run on ${gpus} GPUs of each node: ${division}`,
        `Use a VM size with ${validTensorParallelSizes(model, maxGpus, server).join(', ')} GPUs, or one node.`,
      );
      continue;
    }
    if (division !== undefined) {
      problems.add(
        server.tensorParallelSize === undefined ? 'gpus' : 'tensorParallelSize',
        `${model.id} cannot run on ${tensorParallelSize} GPUs: ${division}`,
        `Use ${validTensorParallelSizes(model, gpu.count, server).join(', ')}.`,
      );
      continue;
    }
    const shared = dataParallelSize > 1 ? sharedExpertProblem(model, gpus, server) : undefined;
    if (shared !== undefined) {
      problems.add(
        'gpus',
        `the ${dataParallelSize} engines of ${model.id} cannot share its experts: ${shared}`,
        `Set it to ${tensorParallelSize}, or add --enable-expert-parallel to extraArgs.`,
      );
      continue;
    }
    const checked = {
      ...settingsOf(server),
      model,
      vmSize,
      nodes,
      tensorParallelSize,
      dataParallelSize,
      gpuMemoryUtilization,
      isTensorParallelSizeFixed: server.tensorParallelSize !== undefined,
    };
    plans.push(checked);
    if (isUnknowable(server)) continue;
    if (isShared) {
      if (server.measured === undefined && !fits(checked)) addSharedExperts(model, plan, problems);
      continue;
    }
    checkFit(checked, problems);
    if (server.measured === undefined) checkBand(checked, problems);
  }
  if (server.measured === undefined) return;
  const version = server.engineVersion ?? pinnedEngineVersion;
  checkMeasurement(server.measured, plans, version, problems.at('measured'));
}

/**
 * Whether the engines of a pod share the experts of the model, so that none has a whole copy of it.
 * See sharedExpertProblem().
 */
function sharesExperts(
  { model }: SettledServer,
  { dataParallelSize }: Pick<ServerGpus, 'dataParallelSize'>,
): boolean {
  return dataParallelSize > 1 && model?.experts !== undefined;
}

/**
 * The estimate counts a whole copy for each engine: the part of the weights that belongs to experts
 * is unknown.
 */
function addSharedExperts(
  { id }: ModelFacts,
  { dataParallelSize }: Pick<ServerGpus, 'dataParallelSize'>,
  problems: ProblemList,
): void {
  problems.add(
    'gpus',
    `the GPU memory of ${dataParallelSize} engines that share the experts of ${id} is not known, and a whole copy for each of them does not fit`,
    "Use fewer engines, measure the server and set fit: 'measured', or set fit: 'unchecked'.",
  );
}

/** The estimate would be that of the server without the argument. */
function checkUncounted({ extraArgs = [], measured }: SettledServer, problems: ProblemList): void {
  const found = uncountedArgument(extraArgs);
  if (found === undefined || measured !== undefined) return;
  problems
    .at('extraArgs')
    .add(
      found.index,
      `the estimate of the GPU memory does not count ${found.flag}`,
      "Remove it, measure the server and set fit: 'measured', or set fit: 'unchecked' and gpus.",
    );
}

/** The estimate has no size of a draft model with several layers. */
function checkDraft({ unknownDraft, measured }: SettledServer, problems: ProblemList): void {
  if (unknownDraft === undefined || measured !== undefined) return;
  problems
    .at('extraArgs')
    .add(
      unknownDraft.index,
      `the GPU memory of the draft "${unknownDraft.name}" is not known`,
      "Use a draft of one layer (method mtp, eagle or eagle3), measure the server and set fit: 'measured', or set fit: 'unchecked' and gpus.",
    );
}
