import type { VmSize } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { parseCpuMillis, parseMemoryBytes } from '../../values/quantity';
import { nodeAllocatable } from './node-allocatable';
import type { ResourceRequests } from './resource-requests';

/** A node without workloads. */
export interface EmptyNode {
  readonly vmSize: VmSize;
  readonly maxPods: number;
  /** Name of its pool, for messages. @default none */
  readonly pool?: string;
}

const mib = 2 ** 20;
const gib = 2 ** 30;

/**
 * Adds a problem for each invalid quantity, and if a pod does not fit on an empty node: it would
 * stay Pending for any number of nodes.
 */
export function checkRequests(
  resources: ResourceRequests,
  nodes: readonly EmptyNode[],
  problems: ProblemList,
): void {
  const cpu = parseCpuMillis(resources.cpu);
  const memory = parseMemoryBytes(resources.memory);
  if (cpu === undefined)
    problems.add('cpu', `"${resources.cpu}" is not a CPU quantity`, 'Use a quantity such as 500m or 2.');
  if (memory === undefined)
    problems.add(
      'memory',
      `"${resources.memory}" is not a memory quantity`,
      'Use a quantity such as 512Mi or 4Gi.',
    );
  for (const { vmSize, maxPods, pool } of nodes) {
    const allocatable = nodeAllocatable(vmSize, maxPods);
    const node = pool === undefined ? `a node of ${vmSize.name}` : `a node of ${pool} (${vmSize.name})`;
    if (cpu !== undefined && cpu > allocatable.cpuMillis) {
      problems.add(
        'cpu',
        `a request of ${resources.cpu} does not fit on ${node}, which has ${allocatable.cpuMillis}m for pods`,
        'Lower the request, or use a larger VM size.',
      );
    }
    if (memory !== undefined && memory > allocatable.memoryBytes) {
      problems.add(
        'memory',
        `a request of ${resources.memory} does not fit on ${node}, which has ${Math.floor(allocatable.memoryBytes / mib)}Mi for pods`,
        'Lower the request, or use a larger VM size.',
      );
    }
  }
}

/** Adds a problem if a model server requests less memory than its processes use. */
export function checkServerMemory(
  { memory }: ResourceRequests,
  minBytes: number,
  gpus: number,
  problems: ProblemList,
): void {
  const bytes = parseMemoryBytes(memory);
  if (bytes === undefined || bytes >= minBytes) return;
  problems.add(
    'memory',
    `${memory} is less than the ${Math.ceil(minBytes / gib)}Gi of node memory that a server on ${gpus} GPU${gpus === 1 ? '' : 's'} uses, /dev/shm included`,
    `Set it to ${Math.ceil(minBytes / gib)}Gi or more, or remove resources.`,
  );
}

/**
 * Share of a node's allocatable resources that a server requests by default. Allocatable resources
 * are an estimate, and a pod that requests slightly too much stays Pending.
 */
const requestShare = 0.8;

/**
 * Requests in proportion to the GPUs of a node; for several nodes, those that fit on the smallest.
 */
export function gpuShareOfNode(nodes: readonly EmptyNode[], gpus: number): ResourceRequests {
  const shares = nodes.map(({ vmSize, maxPods }) => {
    const allocatable = nodeAllocatable(vmSize, maxPods);
    const share = (requestShare * gpus) / (vmSize.gpu?.count ?? 1);
    return {
      cpu: Math.floor((allocatable.cpuMillis * share) / 1000),
      memory: Math.floor((allocatable.memoryBytes * share) / gib),
    };
  });
  return {
    cpu: String(Math.max(1, Math.min(...shares.map(({ cpu }) => cpu)))),
    memory: `${Math.max(1, Math.min(...shares.map(({ memory }) => memory)))}Gi`,
  };
}
