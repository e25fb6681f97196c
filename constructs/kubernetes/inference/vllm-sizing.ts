import { multiNodeProbePlan } from '../../../lib/engine/inference/multi-node';
import { inferenceProbePlan } from '../../../lib/engine/probes/inference-probes';
import type { ProbePlan } from '../../../lib/engine/probes/probe-plan';
import {
  checkRequests,
  checkServerMemory,
  gpuShareOfNode,
} from '../../../lib/engine/scheduling/node-requests';
import { hostNeeds } from '../../../lib/engine/sizing/host-needs';
import { checkCustomVmSize, refusedVmSize } from '../../../lib/engine/sizing/refused-vm-sizes';
import { type Sizing, sizeInferenceServer } from '../../../lib/engine/sizing/size-inference-server';
import type { ModelFacts } from '../../../lib/facts/model-facts';
import { findModel, unknownModel } from '../../../lib/facts/models';
import { findVmSize, type VmSize, vmSizeNames } from '../../../lib/facts/vm-sizes';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { knownNames } from '../../../lib/problems/value-rules';
import { type SizedVllmProps, type VllmEngineProps, vllmPort, vllmSource } from './vllm-engine-props';

const gib = 2 ** 30;
/** AKS's own limit of pods a node with overlay networking is 250; this is what node pools of this platform have. */
const maxPods = 110;

/** To go on with after a problem, so that the others are found too. */
const standIn = {
  resources: { cpu: '1', memory: '64Gi' },
  cacheSizeGiB: 1,
};

/** Fills in what the user does not say, and checks what is said; adds a problem for what follows from nothing. */
export function sizeVllmProps<P extends VllmEngineProps>(
  props: P,
  pods: { readonly gpus: number | undefined; readonly nodes: number },
  problems: ProblemList,
): SizedVllmProps<P> {
  const found = props.vmSize === undefined ? undefined : sizeOn(props.vmSize, props, pods, problems);
  const gpus = pods.gpus ?? found?.sizing?.gpus ?? props.tensorParallelSize ?? 1;
  const tensorParallelSize = props.tensorParallelSize ?? found?.sizing?.tensorParallelSize ?? gpus;
  const dataParallelSize = found?.sizing?.dataParallelSize ?? gpus / tensorParallelSize;
  if (props.tensorParallelSize !== undefined && !Number.isInteger(dataParallelSize)) {
    const message = `${gpus} GPUs cannot be given out in groups of ${tensorParallelSize}`;
    problems.add('tensorParallelSize', message, 'Give a size that divides gpus, or leave it out.');
  }
  const missing = (key: 'resources' | 'cacheSizeGiB' | 'probes'): void => {
    if (props[key] !== undefined || props.vmSize !== undefined) return;
    problems.add(key, 'it is missing, and without vmSize it follows from nothing', `Give ${key}, or vmSize.`);
  };
  missing('resources');
  missing('cacheSizeGiB');
  missing('probes');
  if (props.modelFacts !== undefined && props.vmSize === undefined) {
    problems.add(
      'modelFacts',
      'they are for sizing, and there is no vmSize',
      'Give vmSize, or leave it out.',
    );
  }
  return {
    ...props,
    gpus,
    tensorParallelSize,
    dataParallelSize,
    gpuMemoryUtilization: props.gpuMemoryUtilization ?? found?.sizing?.gpuMemoryUtilization,
    computeCapability: props.computeCapability ?? found?.vmSize.gpu?.computeCapability,
    resources:
      props.resources ??
      (found && gpuShareOfNode([{ vmSize: found.vmSize, maxPods }], gpus)) ??
      standIn.resources,
    cacheSizeGiB: props.cacheSizeGiB ?? found?.cacheSizeGiB ?? standIn.cacheSizeGiB,
    probes: props.probes ?? probesOf(props, pods.nodes, found?.model),
  };
}

interface FoundSizing {
  readonly vmSize: VmSize;
  readonly model: ModelFacts;
  readonly sizing: Sizing | undefined;
  readonly cacheSizeGiB: number;
}

function sizeOn(
  size: NonNullable<VllmEngineProps['vmSize']>,
  props: VllmEngineProps,
  { gpus, nodes }: { readonly gpus: number | undefined; readonly nodes: number },
  problems: ProblemList,
): FoundSizing | undefined {
  const vmSize = findVmSize(size);
  const model = props.modelFacts ?? findModel(props.model);
  const before = problems.problems.length;
  if (typeof size === 'object') checkCustomVmSize(size, problems.at('vmSize'));
  if (problems.problems.length > before) return undefined;
  const refused = typeof size === 'string' ? refusedVmSize(size) : undefined;
  if (refused !== undefined) {
    problems.add('vmSize', `"${String(size)}" cannot be taken: ${refused.message}`, refused.fix);
  } else if (vmSize === undefined) {
    problems.add(
      'vmSize',
      `"${String(size)}" is not in the table of VM sizes`,
      `${knownNames(String(size), vmSizeNames)} For another size give its facts: { name, vcpus, memoryGiB, tempDiskGiB, gpu? }.`,
    );
  }
  if (model === undefined) {
    const { message, fix } = unknownModel(
      props.model,
      'modelFacts, as modelFromHuggingFaceConfig() reads them from its config.json, or leave vmSize out.',
    );
    problems.add('model', message, fix);
  }
  if (vmSize === undefined || model === undefined) return undefined;
  const source = vllmSource(props).type;
  const hasToken = props.secrets?.environment.some(({ name }) => name === 'HF_TOKEN') ?? false;
  if (model.gated && source === 'hugging-face' && !hasToken) {
    problems.add(
      'secrets',
      `${model.id} is downloaded with the token of somebody who accepted its licence, and there is no HF_TOKEN`,
      'Give a secret with HF_TOKEN, or the model from another source.',
    );
  }
  // With memory of the host, or a cache of its own size, what remains on the GPU is not known here.
  const isUnknowable = props.extraArgs?.some((argument) => /offload|kv-cache-memory/.test(argument)) ?? false;
  const sizing = isUnknowable
    ? undefined
    : sizeInferenceServer({ ...props, gpus, nodes, model, vmSize }, problems);
  const needs = hostNeeds(gpus ?? sizing?.gpus ?? 1, source === 'hugging-face' ? model : undefined);
  if (props.resources !== undefined) {
    const at = problems.at('resources');
    checkRequests(props.resources, [{ vmSize, maxPods }], at);
    checkServerMemory(props.resources, needs.memoryBytes, gpus ?? sizing?.gpus ?? 1, at);
  }
  return { vmSize, model, sizing, cacheSizeGiB: needs.diskBytes / gib };
}

function probesOf(props: VllmEngineProps, nodes: number, model: ModelFacts | undefined): ProbePlan {
  const modelSizeGiB = (model?.weightsBytes ?? gib) / gib;
  const input = { port: vllmPort(props), modelSizeGiB, source: vllmSource(props).type };
  return nodes > 1 ? multiNodeProbePlan(input) : inferenceProbePlan(input);
}
