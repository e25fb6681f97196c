import {
  checkMultiNodeArguments,
  checkMultiNodeImage,
  checkMultiNodeShape,
  type MultiNodeShape,
} from '../../lib/inference/multi-node';
import type { ShutdownPlan } from '../../lib/probes/probe-plan';
import { ProblemList } from '../../lib/problems/problem-list';
import { parseMemoryBytes } from '../../lib/scheduling/quantity';
import { checkShutdown } from './graceful-deployment';
import { checkVllmArguments } from './vllm-arguments';
import type { VllmServerProps } from './vllm-server';

/**
 * Input of a MultiNodeVllmServer: that of a VllmServer, with each number for one pod, which is one node. `probes` are the leader's:
 * `multiNodeProbePlan()` gives them. Every pod downloads the whole model, so that `cacheSizeGiB` is that of a single server.
 */
export interface MultiNodeVllmServerProps extends Omit<VllmServerProps, 'gpus' | 'replicas'>, MultiNodeShape {
  /** Nodes of one replica, 2 or more: a leader, which answers, and its workers. They are also the pipeline parallel size. */
  readonly nodes: number;
  /** GPUs of a node, all of them. They are also the tensor parallel size. */
  readonly gpusPerNode: number;
  /** Groups of `nodes` pods. Default: 1. `autoscaled`: none is stated, so that Argo CD and KEDA do not fight over it. */
  readonly replicas?: number | 'autoscaled';
  /**
   * Label of nodes whose value the pods of a group share, and no other group has: `topology.kubernetes.io/zone` keeps a group in one
   * zone, and allows one group in each. Default: none; a node pool in one zone or proximity placement group does it for all groups.
   */
  readonly exclusiveTopologyKey?: string;
}

/** Default port of the leader's container, the engine's own. */
export const multiNodeDefaultPort = 8000;
const sharedMemoryGiBPerGpu = 4;

export function multiNodeSharedMemoryGiB(
  props: Pick<MultiNodeVllmServerProps, 'sharedMemoryGiB' | 'gpusPerNode'>,
): number {
  return props.sharedMemoryGiB ?? props.gpusPerNode * sharedMemoryGiBPerGpu;
}

/** @throws {DefinitionError} with everything that is wrong with the props. */
export function checkMultiNodeVllmProps(props: MultiNodeVllmServerProps, shutdown: ShutdownPlan): void {
  const problems = ProblemList.create();
  const port = props.port ?? multiNodeDefaultPort;
  checkMultiNodeShape(props, problems);
  checkMultiNodeImage(props.image, problems);
  const extraArgs = problems.at('extraArgs');
  checkVllmArguments(checkMultiNodeArguments(props.extraArgs ?? [], extraArgs), extraArgs);
  checkShutdown(shutdown, problems.at('shutdown'));
  for (const [name, { action }] of Object.entries(props.probes)) {
    if (action.type === 'http' && action.port !== port) {
      problems
        .at('probes')
        .add(name, `it asks port ${action.port}, and the leader listens on ${port}`, 'Make them one.');
    }
  }
  const memory = parseMemoryBytes(props.resources.memory);
  const sharedMemoryGiB = multiNodeSharedMemoryGiB(props);
  if (memory !== undefined && sharedMemoryGiB * 2 ** 30 >= memory) {
    problems.add(
      'sharedMemoryGiB',
      `${sharedMemoryGiB} GiB of /dev/shm leave nothing of the ${props.resources.memory} in resources.memory`,
      'Raise resources.memory, or lower sharedMemoryGiB.',
    );
  }
  problems.throwIfAny(`the vLLM server "${props.name}" of several nodes`);
}
