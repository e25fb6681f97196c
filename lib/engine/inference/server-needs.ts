import type { ProblemList } from '../../problems/problem-list';
import type { ProbePlan } from '../probes/probe-plan';
import { type EngineStart, inferenceProbePlan } from '../probes/vllm-probes';
import {
  checkRequests,
  checkServerMemory,
  type EmptyNode,
  gpuShareOfNode,
} from '../scheduling/node-requests';
import type { ResourceRequests } from '../scheduling/resource-requests';
import { hostNeeds } from '../sizing/host-needs';
import type { ModelSource } from './model-source';
import { multiNodeProbePlan } from './multi-node';

const gib = 2 ** 30;

/** Requests of a server on nodes of unknown size; a problem reports the missing size. */
const standIn: ResourceRequests = { cpu: '1', memory: '64Gi' };

/** A vLLM server on nodes, with its GPUs. */
export interface ServerNeedsInput {
  /** GPUs of a pod. */
  readonly gpus: number;
  /** Nodes of one replica. */
  readonly nodes: number;
  /** Size of the weights, GiB. */
  readonly modelSizeGiB: number;
  /** Where the weights come from. */
  readonly source: ModelSource['type'];
  /** What else the engine does at startup. Default: nothing. */
  readonly start?: EngineStart | undefined;
  /** Port of the container. */
  readonly port: number;
  /** A node of every pool that its pods may run on. Empty if it is not known. */
  readonly emptyNodes: readonly EmptyNode[];
  /**
   * Requests of a pod. Default: the share of the smallest node that its GPUs are of the node's
   * GPUs.
   */
  readonly resources?: ResourceRequests | undefined;
}

/** Resources of a pod besides GPUs, and its probes. */
export interface ServerNeeds {
  readonly resources: ResourceRequests;
  /** Cache of weights and compiled kernels, GiB. */
  readonly cacheSizeGiB: number;
  /** Limit of `/dev/shm`, GiB. It is part of the memory. */
  readonly sharedMemoryGiB: number;
  readonly probes: ProbePlan;
}

/**
 * Memory, disk and probes of a vLLM server. The platform and the constructs use this one function.
 */
export function serverNeeds(input: ServerNeedsInput, problems: ProblemList): ServerNeeds {
  const { gpus, nodes, modelSizeGiB, source, start, port, emptyNodes, resources } = input;
  const { diskBytes, sharedMemoryBytes, memoryBytes } = hostNeeds(
    gpus,
    source === 'hugging-face' ? { weightsBytes: modelSizeGiB * gib } : undefined,
  );
  if (resources !== undefined) {
    checkRequests(resources, emptyNodes, problems.at('resources'));
    checkServerMemory(resources, memoryBytes, gpus, problems.at('resources'));
  }
  const probeInput = { port, modelSizeGiB, source, start };
  return {
    resources: resources ?? (emptyNodes.length === 0 ? standIn : gpuShareOfNode(emptyNodes, gpus)),
    cacheSizeGiB: diskBytes / gib,
    sharedMemoryGiB: sharedMemoryBytes / gib,
    probes: nodes > 1 ? multiNodeProbePlan(probeInput) : inferenceProbePlan(probeInput),
  };
}
