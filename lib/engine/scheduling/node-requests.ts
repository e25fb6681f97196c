import type { VmSize } from '../../facts/vm-sizes';
import type { ProblemList } from '../../problems/problem-list';
import { parseCpuMillis, parseMemoryBytes } from '../../values/quantity';
import { nodeAllocatable } from './node-allocatable';
import type { ResourceRequests } from './resource-requests';

/** A node that has nothing on it but what every node has. */
export interface EmptyNode {
  readonly vmSize: VmSize;
  readonly maxPods: number;
  /** Name of its pool, for messages. Default: none. */
  readonly pool?: string;
}

const mib = 2 ** 20;
const gib = 2 ** 30;

/** Adds a problem if requests are no amounts, or one pod with them does not fit the node: it would stay pending however many nodes come. */
export function checkRequests(
  resources: ResourceRequests,
  nodes: readonly EmptyNode[],
  problems: ProblemList,
): void {
  const cpu = parseCpuMillis(resources.cpu);
  const memory = parseMemoryBytes(resources.memory);
  if (cpu === undefined)
    problems.add('cpu', `"${resources.cpu}" is not an amount of CPU`, 'Write 500m or 2.');
  if (memory === undefined)
    problems.add('memory', `"${resources.memory}" is not an amount of memory`, 'Write 512Mi or 4Gi.');
  for (const { vmSize, maxPods, pool } of nodes) {
    const allocatable = nodeAllocatable(vmSize, maxPods);
    const node = pool === undefined ? `a node of ${vmSize.name}` : `a node of ${pool} (${vmSize.name})`;
    if (cpu !== undefined && cpu > allocatable.cpuMillis) {
      problems.add(
        'cpu',
        `${resources.cpu} do not fit ${node}, which has ${allocatable.cpuMillis}m for pods`,
        'Ask for less, or take a larger size.',
      );
    }
    if (memory !== undefined && memory > allocatable.memoryBytes) {
      problems.add(
        'memory',
        `${resources.memory} do not fit ${node}, which has ${Math.floor(allocatable.memoryBytes / mib)}Mi for pods`,
        'Ask for less, or take a larger size.',
      );
    }
  }
}

/** Adds a problem if a model server asks for less memory than its processes take. */
export function checkServerMemory(
  { memory }: ResourceRequests,
  leastBytes: number,
  gpus: number,
  problems: ProblemList,
): void {
  const bytes = parseMemoryBytes(memory);
  if (bytes === undefined || bytes >= leastBytes) return;
  problems.add(
    'memory',
    `${memory} are less than a server on ${gpus} GPU${gpus === 1 ? '' : 's'} takes of its node, /dev/shm included: ${Math.ceil(leastBytes / gib)}Gi`,
    `Ask for ${Math.ceil(leastBytes / gib)}Gi or more, or leave resources out.`,
  );
}

/**
 * Share of what a node has for pods that a server asks for by default. What the node has is an estimate, and a pod that
 * asks for a little too much stays pending for ever.
 */
const requestShare = 0.8;

/** The share of a node that goes with so many of its GPUs; of several nodes, what fits the smallest. */
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
