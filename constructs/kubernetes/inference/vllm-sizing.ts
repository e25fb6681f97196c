import { sizedEngineVersion } from '../../../lib/engine/inference/engine-version';
import { type ServerGpus, sizeServerGpus } from '../../../lib/engine/inference/server-gpus';
import { serverNeeds } from '../../../lib/engine/inference/server-needs';
import { driverProblem } from '../../../lib/engine/sizing/engine-image';
import { measurementOf } from '../../../lib/engine/sizing/measurement';
import { checkCustomVmSize, refusedVmSize } from '../../../lib/engine/sizing/refused-vm-sizes';
import type { ModelFacts } from '../../../lib/facts/model-facts';
import { findModel, unknownModel } from '../../../lib/facts/models';
import { findVmSize, type VmSize, vmSizeNames } from '../../../lib/facts/vm-sizes';
import type { ProblemList } from '../../../lib/problems/problem-list';
import { knownNames } from '../../../lib/problems/value-rules';
import { type SizedVllmProps, type VllmEngineProps, vllmPort, vllmSource } from './vllm-engine-props';

const gib = 2 ** 30;
/**
 * Maximum number of pods on a node in the node pools of this platform. AKS allows 250 with overlay
 * networking.
 */
const maxPods = 110;

/**
 * Fills in defaults and validates the rest. Adds a problem for each value that has neither a prop
 * nor a VM size.
 */
export function sizeVllmProps<P extends VllmEngineProps>(
  props: P,
  pods: { readonly gpus: number | undefined; readonly nodes: number },
  problems: ProblemList,
): SizedVllmProps<P> {
  checkMissing(props, problems);
  const found = props.vmSize === undefined ? undefined : findFacts(props.vmSize, props, problems);
  const vmSizes = found === undefined ? [] : [found.vmSize];
  const { nodes } = pods;
  const measured = measurementOf(props, problems);
  const isChecked = found !== undefined && props.fit !== 'unchecked';
  const engineVersion = isChecked ? sizedEngineVersion(props, problems) : props.engineVersion;
  // Another version of the engine would give a wrong size.
  const model = isChecked && engineVersion !== undefined ? found.model : undefined;
  const server = { ...props, model, vmSizes, gpus: pods.gpus, nodes, measured, engineVersion };
  const sized = sizeServerGpus(server, problems);
  if (found !== undefined) {
    checkGpus(sized, found.vmSize, problems);
    checkImage(props.image, found.vmSize, problems);
  }
  const needs = serverNeeds(
    {
      gpus: sized.gpus,
      nodes,
      modelSizeGiB: (found?.model.weightsBytes ?? gib) / gib,
      source: vllmSource(props).type,
      start: sized.start,
      port: vllmPort(props),
      emptyNodes: vmSizes.map((vmSize) => ({ vmSize, maxPods })),
      resources: props.resources,
    },
    problems,
  );
  return {
    ...props,
    gpus: sized.gpus,
    tensorParallelSize: sized.tensorParallelSize,
    dataParallelSize: sized.dataParallelSize,
    gpuMemoryUtilization: sized.gpuMemoryUtilization,
    computeCapability: props.computeCapability ?? found?.vmSize.gpu?.computeCapability,
    resources: needs.resources,
    cacheSizeGiB: props.cacheSizeGiB ?? needs.cacheSizeGiB,
    probes: props.probes ?? needs.probes,
  };
}

/** Without a VM size, sizes and probes are required, and facts of the model have no use. */
function checkMissing(props: VllmEngineProps, problems: ProblemList): void {
  if (props.vmSize !== undefined) return;
  for (const key of ['resources', 'cacheSizeGiB', 'probes'] as const) {
    if (props[key] === undefined) problems.add(key, 'required unless vmSize is set', `Set ${key} or vmSize.`);
  }
  if (props.modelFacts !== undefined)
    problems.add(
      'modelFacts',
      'only sizing uses the facts, and vmSize is not set',
      'Set vmSize, or remove modelFacts.',
    );
}

interface FoundFacts {
  readonly vmSize: VmSize;
  readonly model: ModelFacts;
}

function findFacts(
  size: NonNullable<VllmEngineProps['vmSize']>,
  props: VllmEngineProps,
  problems: ProblemList,
): FoundFacts | undefined {
  const vmSize = knownVmSize(size, problems);
  const model = props.modelFacts ?? findModel(props.model);
  if (model === undefined) {
    const { message, fix } = unknownModel(
      props.model,
      'modelFacts, from modelFromHuggingFaceConfig() and its config.json, or remove vmSize.',
    );
    problems.add('model', message, fix);
  }
  if (vmSize === undefined || model === undefined) return undefined;
  const hasToken = props.secrets?.environment.some(({ name }) => name === 'HF_TOKEN') ?? false;
  if (model.gated && vllmSource(props).type === 'hugging-face' && !hasToken) {
    problems.add(
      'secrets',
      `${model.id} is gated: Hugging Face requires the token of an account that accepted its license, and HF_TOKEN is missing`,
      'Add a secret with HF_TOKEN, or set `source` to another place of the model.',
    );
  }
  return { vmSize, model };
}

function knownVmSize(
  size: NonNullable<VllmEngineProps['vmSize']>,
  problems: ProblemList,
): VmSize | undefined {
  const before = problems.problems.length;
  if (typeof size === 'object') checkCustomVmSize(size, problems.at('vmSize'));
  if (problems.problems.length > before) return undefined;
  const vmSize = findVmSize(size);
  const refused = typeof size === 'string' ? refusedVmSize(size) : undefined;
  if (refused !== undefined) {
    problems.add('vmSize', `"${String(size)}" is not supported: ${refused.message}`, refused.fix);
  } else if (vmSize === undefined) {
    problems.add(
      'vmSize',
      `"${String(size)}" is not in the table of VM sizes`,
      `${knownNames(String(size), vmSizeNames, 'VM sizes')} For another size, set its facts: { name, vcpus, memoryGiB, tempDiskGiB, gpu? }.`,
    );
  }
  return vmSize;
}

function checkImage(image: string, { gpu }: VmSize, problems: ProblemList): void {
  const problem = gpu && driverProblem(image, gpu);
  if (problem !== undefined) problems.add('image', problem.message, problem.fix);
}

function checkGpus({ gpus }: ServerGpus, { name, gpu }: VmSize, problems: ProblemList): void {
  if (gpu === undefined) {
    problems.add('vmSize', `${name} has no GPU`, 'Use a size with GPUs.');
  } else if (gpus > gpu.count) {
    problems.add(
      'gpus',
      `${gpus} GPUs are more than ${name} has: ${gpu.count}`,
      `Use at most ${gpu.count}, or a size with more GPUs.`,
    );
  }
}
